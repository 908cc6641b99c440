package bots

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"thicket/game"
)

// simulation is a world with bots and scripted players, in lockstep.
type simulation struct {
	world  *game.World
	herd   *Lockstep
	people []*person
	rng    *rand.Rand
	now    game.Stamp
	batch  game.Batch
	views  []game.Rect
	// The processor's time, as it went by.
	worlds, decisions, frames time.Duration
}

// defaultBots are those of a server that is not told otherwise.
var defaultBots = Spec{{"wander", 400}, {"graze", 60}, {"sow", 25}, {"hunt", 15}}

func simulate(tb testing.TB, seed uint64, spec Spec) *simulation {
	tb.Helper()
	cfg := game.DefaultConfig()
	cfg.Seed = seed
	return simulateIn(tb, cfg, spec)
}

func simulateIn(tb testing.TB, cfg game.Config, spec Spec) *simulation {
	tb.Helper()
	seed := cfg.Seed
	w, err := game.NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	var swarms []*Swarm
	for i, share := range spec {
		s, err := New(share.Strategy, share.Bots, seed+uint64(i))
		if err != nil {
			tb.Fatal(err)
		}
		swarms = append(swarms, s)
	}
	return &simulation{
		world: w, herd: Drive(w, swarms...), rng: rand.New(rand.NewPCG(seed, 1)),
		batch: game.Batch{Op: game.OpStep, Steps: make([]game.BatchStep, 1)},
	}
}

// enter lets a person in, who reads for a while first.
func (s *simulation) enter(h habit) *person {
	name := fmt.Sprintf("p%d", len(s.people))
	out := s.world.EnterAs(s.now, game.Player, name, name, game.Look{})
	p := &person{habit: h, id: out.Walker, entered: s.now, hearts: 3, due: s.now + between(s.rng, 4000)}
	p.x, p.y, p.spores = int16(out.At.X), int16(out.At.Y), uint8(s.world.Config().Spores)
	p.tiring = s.now + between(s.rng, h.about)
	s.people = append(s.people, p)
	return p
}

// leave takes a person out.
func (s *simulation) leave(p *person) {
	s.world.Leave(s.now, p.id)
	s.people = slices.DeleteFunc(s.people, func(q *person) bool { return p == q })
}

// beat lets everybody do what is due, and time pass.
func (s *simulation) beat(d game.Stamp) {
	s.now += d
	s.views = s.views[:0]
	for _, p := range s.people {
		s.views = append(s.views, game.Rect{
			Min: game.Point{X: max(int(p.x)-20, 0), Y: max(int(p.y)-11, 0)},
			Max: game.Point{X: min(int(p.x)+20, s.herd.Frame().Width), Y: min(int(p.y)+11, s.herd.Frame().Height)},
		})
		s.act(p)
	}
	for _, swarm := range s.herd.swarms {
		s.swarm(swarm)
	}
	began := time.Now()
	s.world.Advance(s.now)
	s.worlds += time.Since(began)
	s.news()
	began = time.Now()
	s.herd.shoot(s.now, s.views...)
	s.frames += time.Since(began)
}

func (s *simulation) act(p *person) {
	step, acts := p.act(s.now, s.herd.Frame(), s.rng)
	if !acts {
		return
	}
	s.batch.Steps[0] = step
	carried := p.spores
	began := time.Now()
	s.world.ApplyBatch(s.now, &s.batch)
	s.worlds += time.Since(began)
	p.answered(&s.batch.Steps[0])
	if p.ate == 0 && p.spores > carried {
		p.ate = s.now
	}
}

// swarm does what Lockstep.act does, and measures.
func (s *simulation) swarm(swarm *Swarm) {
	for {
		began := time.Now()
		due := swarm.due(s.now, s.herd.Frame(), &s.herd.order)
		decided := time.Now()
		s.decisions += decided.Sub(began)
		if !due {
			return
		}
		s.world.ApplyBatch(s.now, &s.herd.order.Batch)
		s.worlds += time.Since(decided)
		swarm.answered(&s.herd.order)
	}
}

// news hands out the notices.
func (s *simulation) news() {
	s.world.TakeNotices(func(to game.WalkerID, n game.Notice) {
		for _, p := range s.people {
			if p.id == to {
				p.hear(n)
			}
		}
	})
}

// living is the share of the open ground within 100 cells of a player who
// stays that lives, in percent.
func (s *simulation) living() float64 {
	const near = 100
	f := s.world.Frame()
	open, alive := 0, 0
	for y := range f.Height {
		for x := range f.Width {
			p := game.Point{X: x, Y: y}
			if f.Tree(p) || !slices.ContainsFunc(s.people, func(q *person) bool { return !q.newcomer && q.at().Distance(p) <= near }) {
				continue
			}
			open++
			if _, ok := f.Bacterium(p); ok {
				alive++
			}
		}
	}
	return 100 * float64(alive) / float64(max(open, 1))
}
