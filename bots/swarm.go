package bots

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"

	"thicket/game"
)

// strategy is what the bots of a swarm do.
type strategy struct {
	interval game.Stamp                    // between two steps, in the mean
	step     func(rng *rand.Rand) game.Dir // chooses one
}

var strategies = map[string]strategy{
	"wander": {interval: 1000, step: wander},
}

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

const (
	batchSize = 1024
	batches   = 8 // on their way at most
)

// Swarm is any number of bots that follow one strategy.
type Swarm struct {
	strategy
	rng   *rand.Rand
	bots  []game.WalkerID
	wheel wheel

	done, missed atomic.Uint64
}

// Stats is a copy of a swarm's counters.
type Stats struct {
	Done   uint64 // steps that the world applied, blocked ones included
	Missed uint64 // steps that were due and were left out
}

// Stats may be called from any goroutine.
func (s *Swarm) Stats() Stats { return Stats{Done: s.done.Load(), Missed: s.missed.Load()} }

// New makes a swarm of n bots. Equal seeds give equal swarms.
func New(name string, n int, seed uint64) (*Swarm, error) {
	how, ok := strategies[name]
	if !ok {
		return nil, fmt.Errorf("%q is no strategy", name)
	}
	return &Swarm{
		strategy: how, bots: make([]game.WalkerID, n),
		rng: rand.New(rand.NewPCG(seed, 0x7377_6172_6d21)),
	}, nil
}

// start makes every bot due once within an interval from now on, at random.
func (s *Swarm) start(now game.Stamp) {
	s.wheel = wheel{at: now - now%slotWidth}
	for i := range s.bots {
		s.wheel.set(uint32(i), now+game.Stamp(s.rng.Int64N(int64(s.interval))))
	}
}

// due fills b with steps that are due by now and makes those bots due again
// an interval later, give or take a tenth. It tells whether there were any.
func (s *Swarm) due(now game.Stamp, b *game.Batch) bool {
	b.Op, b.Steps = game.OpStep, b.Steps[:0]
	if late := (now - s.wheel.at) / s.interval; late > 0 {
		s.wheel.skip(late * s.interval)
		s.missed.Add(uint64(late) * uint64(len(s.bots)))
	}
	for len(b.Steps) < batchSize {
		bot, due, ok := s.wheel.next(now)
		if !ok {
			break
		}
		jitter := game.Stamp(s.rng.Int64N(int64(s.interval/5))) - s.interval/10
		s.wheel.set(bot, due+s.interval+jitter)
		b.Steps = append(b.Steps, game.BatchStep{Walker: s.bots[bot], Dir: s.step(s.rng)})
	}
	return len(b.Steps) > 0
}

// entering fills b with the bots from number i on, who enter or, after a
// restart, reclaim their place.
func (s *Swarm) entering(i int, b *game.Batch) {
	b.Op, b.Steps = game.OpEnter, b.Steps[:0]
	for ; i < len(s.bots) && len(b.Steps) < batchSize; i++ {
		b.Steps = append(b.Steps, game.BatchStep{Walker: s.bots[i]})
	}
}

// entered notes who the bots from number i on are.
func (s *Swarm) entered(i int, b *game.Batch) {
	for k := range b.Steps {
		s.bots[i+k] = b.Steps[k].Walker
	}
}

// answered counts what became of a batch of steps, and tells whether some of
// the bots are no longer in the world.
func (s *Swarm) answered(b *game.Batch) (gone bool) {
	applied := 0
	for i := range b.Steps {
		switch v := b.Steps[i].Verdict; {
		case v == game.Done || v.Blocked():
			applied++
		case v == game.Gone && b.Steps[i].Walker != 0:
			gone = true
		}
	}
	s.done.Add(uint64(applied))
	return gone
}
