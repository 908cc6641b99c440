package bots

import (
	"math/rand/v2"
	"slices"

	"thicket/game"
)

// strategy is what the bots of a swarm do.
type strategy struct {
	interval game.Stamp // between two actions, in the mean
	looks    bool       // for bacteria to eat; who does not, wanders
	sows     bool       // plants what it can pay
	hunts    bool       // goes where the biggest colony is
}

var strategies = map[string]strategy{
	"wander": {interval: 1000},
	"graze":  {interval: 500, looks: true},
	"sow":    {interval: 1000, looks: true, sows: true},
	"hunt":   {interval: 500, looks: true, hunts: true},
}

// sowFrom is how many spores a sowing bot plants from.
const sowFrom = 5

// Strategies are the names of all strategies, sorted.
func Strategies() []string {
	var names []string
	for name := range strategies {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// wander steps to one of the four sides at random.
func wander(rng *rand.Rand) game.Dir { return game.Dir(rng.Uint32() & 3) }

// decide is what a bot that looks does next.
func (s *strategy) decide(m *mind, self game.WalkerID, f *game.Frame, rng *rand.Rand) game.BatchStep {
	b := game.BatchStep{Walker: self}
	if s.sows && m.spores >= sowFrom && !m.refused {
		b.Plant = game.Blinker
		if rng.Uint32()&1 == 0 {
			b.Plant = game.Glider
		}
		return b
	}
	b.Dir = s.graze(m, self, f, rng)
	return b
}

// graze is the step to what the bot seeks, else a random one; so is the step
// after a blocked one. What it has long failed to reach it leaves alone.
func (s *strategy) graze(m *mind, self game.WalkerID, f *game.Frame, rng *rand.Rand) game.Dir {
	if m.weary > 0 && m.detour == 0 {
		return m.depart(f, rng)
	}
	if to, ok := s.seek(m, self, f); ok && !m.bumped {
		return m.towards(f, to, rng)
	}
	return wander(rng)
}

// seek is the nearest bacterium, if there is any in sight; for a hunter that is
// not there yet it is where it hunts.
func (s *strategy) seek(m *mind, self game.WalkerID, f *game.Frame) (to game.Point, ok bool) {
	if s.hunts {
		if to, ok = m.hunt(f); ok && m.at().Distance(to) > tileSide/2 {
			return to, true
		}
	}
	to, ok = nearest(f, m.at(), self)
	if !ok {
		m.detour = 0
	}
	return to, ok
}
