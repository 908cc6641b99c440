package bots

import (
	"math/rand/v2"

	"thicket/game"
)

// habit is how a kind of scripted players goes about the forest.
type habit struct {
	strategy
	slow, fast   game.Stamp     // between two actions, at least and at most
	about, pause game.Stamp     // how long they go about, and then do nothing, in the mean
	plants       []game.Pattern // one after the other
	keeps        int            // spores that they keep when they plant
	strolls      bool           // wherever, and does not look for bacteria
	jumps        bool           // turns at every step
	careful      bool           // with one heart left rests beside a tree
	hungry       bool           // plants only after a meal
}

// The habits of twenty players: most graze and plant, some hunt, some stroll,
// some rest more than they walk.
var habits = []struct {
	players int
	habit
}{
	{6, habit{slow: 500, fast: 200, about: 30_000, pause: 4000, careful: true, strategy: strategy{looks: true},
		plants: []game.Pattern{game.RPentomino, game.RPentomino, game.Acorn, game.Glider}}},
	{4, habit{slow: 400, fast: 200, about: 60_000, pause: 2000, strategy: strategy{looks: true},
		plants: []game.Pattern{game.Acorn, game.Spaceship, game.Block, game.Sapling}, keeps: 5}},
	{4, habit{slow: 350, fast: 200, about: 60_000, pause: 3000, strategy: strategy{looks: true, hunts: true},
		plants: []game.Pattern{game.RPentomino}, keeps: 10}},
	{3, habit{slow: 500, fast: 250, about: 20_000, pause: 5000, careful: true, strolls: true,
		plants: []game.Pattern{game.RPentomino}}},
	{3, habit{slow: 500, fast: 250, about: 20_000, pause: 100_000, careful: true, strategy: strategy{looks: true},
		plants: []game.Pattern{game.RPentomino}}},
}

// Newcomers press arrows at random, or do what the hints say: walk to the
// nearest bacterium, eat it, plant an R-pentomino.
var (
	presser  = habit{slow: 400, fast: 200, about: 1 << 40, strolls: true, jumps: true}
	follower = habit{slow: 500, fast: 250, about: 1 << 40, strategy: strategy{looks: true},
		plants: []game.Pattern{game.RPentomino}, hungry: true}
)

// person is a scripted player.
type person struct {
	habit
	mind
	id       game.WalkerID
	entered  game.Stamp
	due      game.Stamp // the next action
	resting  game.Stamp // until when
	tiring   game.Stamp // when they rest next
	hearts   uint8
	heading  game.Dir
	stung    int
	fell     int
	planted  int
	ate      game.Stamp // the first meal, or 0
	sowed    game.Stamp // the first planting, or 0
	newcomer bool
}

// hear notes what a person is told.
func (p *person) hear(n game.Notice) {
	p.hearts = n.Hearts
	switch n.Kind {
	case game.Stung:
		p.stung++
	case game.Collapsed:
		p.fell++
	case game.Planted:
		p.planted++
		if p.sowed == 0 {
			p.sowed = n.At
		}
	}
}

// act is what a person does now, if anything.
func (p *person) act(now game.Stamp, f *game.Frame, rng *rand.Rand) (b game.BatchStep, acts bool) {
	if now < p.due {
		return b, false
	}
	p.due = now + p.fast + game.Stamp(rng.Int64N(int64(p.slow-p.fast)+1))
	if now >= p.tiring && p.resting < p.tiring {
		p.resting = now + between(rng, p.pause)
		p.tiring = p.resting + between(rng, p.about)
	}
	b.Walker = p.id
	switch {
	case now < p.resting:
		return b, false
	case p.careful && p.hearts == 1:
		return b, p.shelter(&b, f, rng)
	case p.sows(f):
		b.Plant = p.plants[p.planted%len(p.plants)]
	default:
		b.Dir = p.walk(f, rng)
	}
	return b, true
}

// between is a time of d in the mean, and half of it at least.
func between(rng *rand.Rand, d game.Stamp) game.Stamp {
	return d/2 + game.Stamp(rng.Int64N(int64(d)+1))
}

// sows tells whether they can pay for what they plant next.
func (p *person) sows(f *game.Frame) bool {
	if len(p.plants) == 0 || p.refused || p.hungry && p.ate == 0 {
		return false
	}
	return int(p.spores) >= p.keeps+game.DefaultConfig().Cost(p.plants[p.planted%len(p.plants)])
}

// walk is the step to what they seek, or further.
func (p *person) walk(f *game.Frame, rng *rand.Rand) game.Dir {
	if p.strolls || p.bumped {
		return p.stroll(rng)
	}
	if to, ok := p.seek(&p.mind, p.id, f); ok {
		p.heading = p.towards(f, to, rng)
		return p.heading
	}
	return p.stroll(rng)
}

// stroll keeps a direction for some steps.
func (p *person) stroll(rng *rand.Rand) game.Dir {
	if p.jumps || p.bumped || rng.IntN(8) == 0 {
		p.heading = wander(rng)
	}
	return p.heading
}

// shelter is a step to the nearest tree, or none beside it.
func (p *person) shelter(b *game.BatchStep, f *game.Frame, rng *rand.Rand) bool {
	tree, least := game.Point{}, 2*sight
	for y := p.at().Y - sight; y <= p.at().Y+sight; y++ {
		for x := p.at().X - sight; x <= p.at().X+sight; x++ {
			q := game.Point{X: x, Y: y}
			inside := min(x, y) >= 0 && x < f.Width && y < f.Height
			if n := p.at().Steps(q); n < least && inside && f.Tree(q) {
				tree, least = q, n
			}
		}
	}
	if least == 1 {
		return false
	}
	b.Dir = wander(rng)
	if least < 2*sight && !p.bumped {
		b.Dir = p.towards(f, tree, rng)
	}
	return true
}
