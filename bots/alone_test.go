package bots

import (
	"fmt"
	"math"
	"testing"

	"thicket/game"
)

// settler plants fifteen R-pentominoes, as soon as there are spores for them.
var settler = habit{slow: 300, fast: 200, about: 1 << 40, careful: true, strategy: strategy{looks: true},
	plants: []game.Pattern{game.RPentomino}}

// settle lets a player go so far from the glade, plant there, and then doze.
func (s *simulation) settle(far, plants int) *person {
	p := s.enter(settler)
	angle := s.rng.Float64() * 2 * math.Pi
	middle := s.world.Centre()
	s.lead(p, game.Point{
		X: middle.X + int(float64(far)*math.Cos(angle)),
		Y: middle.Y + int(float64(far)*math.Sin(angle)),
	})
	for p.planted < plants {
		s.beat(beatMillis)
	}
	p.resting = 1 << 50
	return p
}

// lead has a person walk near a cell and do nothing else.
func (s *simulation) lead(p *person, to game.Point) {
	p.resting = 1 << 50
	for p.at().Distance(to) > 3 {
		s.batch.Steps[0] = game.BatchStep{Walker: p.id, Dir: p.towards(s.herd.Frame(), to, s.rng)}
		s.world.ApplyBatch(s.now, &s.batch)
		p.answered(&s.batch.Steps[0])
		s.beat(200)
	}
	p.resting = 0
}

// BenchmarkSimulationAlone leaves a colony of fifteen R-pentominoes, planted in
// one go, alone with the default bots for 16 hours: some way off, and near the
// glade.
func BenchmarkSimulationAlone(b *testing.B) {
	for _, c := range []struct {
		name string
		bots Spec
		far  int
	}{{"default", defaultBots, 350}, {"default", defaultBots, 150}} {
		for seed := uint64(1); seed <= 4; seed++ {
			b.Run(fmt.Sprintf("bots=%s/far=%d/seed=%d", c.name, c.far, seed), func(b *testing.B) {
				cfg := game.DefaultConfig()
				cfg.Seed, cfg.Spores = seed, 15*cfg.Cost(game.RPentomino) // not minutes of saving
				s := simulateIn(b, cfg, c.bots)
				s.alone(b, s.settle(c.far, 15))
			})
		}
	}
}

// alone lets a player go and 16 hours pass, and says what has become of their
// colony.
func (s *simulation) alone(b *testing.B, p *person) {
	const hours, hour = 16, 3_600_000
	planted := s.now
	mark, _ := s.world.Frame().Player(p.id)
	s.leave(p)
	var biomass []int // by the hour
	for s.now < planted+hours*hour {
		s.beat(100)
		if int(s.now-planted)/hour > len(biomass) {
			biomass = append(biomass, cellsOf(s.world.Frame(), mark.Colony))
		}
	}
	f := s.world.Frame()
	cells := float64(biomass[hours-1])
	b.Logf("planted within %d s, biomass by the hour %d, %d cells live", planted/1000, biomass, f.Live)
	b.ReportMetric(cells, "cells")
	b.ReportMetric(100*cells/float64(max(f.Live, 1)), "%of-the-living")
	b.ReportMetric(100*cells/float64(f.Width*f.Height), "%of-the-world")
	b.ReportMetric(s.percent(s.worlds), "world-%core")
}

// cellsOf counts the cells of a colony.
func cellsOf(f *game.Frame, number uint16) (n int) {
	for y := range f.Height {
		for x := range f.Width {
			if of, ok := f.Bacterium(game.Point{X: x, Y: y}); ok && of == number {
				n++
			}
		}
	}
	return n
}
