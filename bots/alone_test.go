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

// BenchmarkSimulationAlone leaves a colony of fifteen R-pentominoes alone with
// the default bots for 16 hours, so far from the glade.
func BenchmarkSimulationAlone(b *testing.B) {
	const hours = 16
	for seed := uint64(1); seed <= 4; seed++ {
		b.Run(fmt.Sprintf("seed=%d", seed), func(b *testing.B) {
			s := simulate(b, seed, defaultBots)
			p := s.settle(250, 15)
			planted := s.now
			var hourly []int
			for s.now < planted+hours*3_600_000 {
				s.beat(100)
				if (s.now-planted)/3_600_000 > game.Stamp(len(hourly)) {
					mark, _ := s.herd.Frame().Player(p.id)
					hourly = append(hourly, mark.Biomass)
				}
			}
			f := s.world.Frame()
			mark, _ := f.Player(p.id)
			b.Logf("planted within %d s, biomass by the hour %d, %d cells live", planted/1000, hourly, f.Live)
			b.ReportMetric(float64(mark.Biomass), "cells")
			b.ReportMetric(100*float64(mark.Biomass)/float64(max(f.Live, 1)), "%of-the-living")
			b.ReportMetric(100*float64(mark.Biomass)/float64(f.Width*f.Height), "%of-the-world")
			b.ReportMetric(s.percent(s.worlds), "world-%core")
		})
	}
}
