package bots

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"thicket/game"
)

// play is what became of some minutes with the default bots and twenty
// scripted players, among whom newcomers come and go.
type play struct {
	*simulation
	minutes        int
	living         []float64 // percent, at the end of each minute
	ate, planted   []float64 // seconds until newcomers did
	stings, falls  float64   // of a player in a minute
	plants, meals  float64
	biomass        int // of the players at the end
	newcomer, last *person
	comes          int
}

const (
	beatMillis = 20
	patience   = 120_000 // milliseconds after which a newcomer gives up
)

// playOn lets everybody play for so many minutes.
func playOn(tb testing.TB, seed uint64, minutes int) *play {
	p := &play{simulation: simulate(tb, seed, defaultBots), minutes: minutes}
	var stay []*person
	for _, h := range habits {
		for range h.players {
			stay = append(stay, p.enter(h.habit))
		}
	}
	for minute := range minutes {
		for end := game.Stamp(minute+1) * 60_000; p.now < end; {
			p.beat(beatMillis)
			p.newcomers()
		}
		p.living = append(p.living, p.simulation.living())
	}
	players := float64(len(stay) * minutes)
	for _, q := range stay {
		p.stings += float64(q.stung) / players
		p.falls += float64(q.fell) / players
		p.plants += float64(q.planted) / players
		mark, _ := p.herd.Frame().Player(q.id)
		p.meals += float64(mark.Meals) / players
		p.biomass += mark.Biomass
	}
	return p
}

// newcomers come one after the other: one who presses arrows at random, one
// who follows the hints. Each leaves when they have done it, or given up.
func (p *play) newcomers() {
	if p.newcomer == nil {
		h := presser
		if p.comes%2 == 1 {
			h = follower
		}
		p.comes++
		p.newcomer = p.enter(h)
		p.newcomer.newcomer = true
		return
	}
	q := p.newcomer
	done, times := q.ate, &p.ate
	if q.hungry {
		done, times = q.sowed, &p.planted
	}
	if done == 0 && p.now-q.entered < patience {
		return
	}
	took := math.Inf(1)
	if done != 0 {
		took = float64(done-q.entered) / 1000
	}
	*times = append(*times, took)
	p.leave(q)
	p.newcomer = nil
}

// quantile is that of unsorted values.
func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[int(q*float64(len(sorted)-1))]
}

// percent is a duration as a share of the time that was simulated.
func (s *simulation) percent(d time.Duration) float64 {
	return 100 * d.Seconds() / (float64(s.now) / 1000)
}

func (p *play) String() string {
	return fmt.Sprintf("living %.2f %%, stings %.2f, collapses %.2f, meals %.1f, plants %.2f of a player in a minute, biomass %d, "+
		"ate %.1f s, planted %.1f s of %d and %d newcomers, world %.2f %%, decisions %.2f %%, frames %.2f %% of a core",
		p.living, p.stings, p.falls, p.meals, p.plants, p.biomass,
		quantile(p.ate, .5), quantile(p.planted, .5), len(p.ate), len(p.planted),
		p.percent(p.worlds), p.percent(p.decisions), p.percent(p.frames))
}

// Three minutes of play stay within what the rules are tuned for, with room.
func TestPlay(t *testing.T) {
	p := playOn(t, 1, 3)
	t.Log(p)
	for minute, living := range p.living[1:] {
		if living < 0.3 || living > 12 {
			t.Errorf("%.2f %% live in minute %d", living, minute+2)
		}
	}
	if p.stings > 8 || p.falls > 1 || p.meals < 1 || p.plants < 0.1 {
		t.Error(p)
	}
}

// BenchmarkSimulationPlay is 30 minutes of play for each of 5 seeds. Like all
// simulations it takes its time:
//
//	go test ./bots -run '^$' -bench Simulation -benchtime 1x -timeout 30m
func BenchmarkSimulationPlay(b *testing.B) {
	var ate, planted []float64 // of all seeds
	for seed := uint64(1); seed <= 5; seed++ {
		b.Run(fmt.Sprintf("seed=%d", seed), func(b *testing.B) {
			p := playOn(b, seed, 30)
			b.Log(p)
			ate, planted = append(ate, p.ate...), append(planted, p.planted...)
			b.ReportMetric(slices.Min(p.living[1:]), "least-living-%")
			b.ReportMetric(slices.Max(p.living[1:]), "most-living-%")
			b.ReportMetric(p.stings, "stings/min")
			b.ReportMetric(p.falls, "collapses/min")
			b.ReportMetric(quantile(p.ate, .5), "ate-p50-s")
			b.ReportMetric(quantile(p.ate, .9), "ate-p90-s")
			b.ReportMetric(quantile(p.planted, .5), "planted-p50-s")
			b.ReportMetric(quantile(p.planted, .95), "planted-p95-s")
			b.ReportMetric(quantile(p.planted, 1), "planted-max-s")
			b.ReportMetric(p.percent(p.worlds), "world-%core")
			b.ReportMetric(p.percent(p.decisions), "decisions-%core")
			b.ReportMetric(p.percent(p.frames), "frames-%core")
		})
	}
	b.Run("seeds=all", func(b *testing.B) {
		b.ReportMetric(float64(len(ate)), "pressers")
		b.ReportMetric(quantile(ate, .5), "ate-p50-s")
		b.ReportMetric(quantile(ate, .8), "ate-p80-s")
		b.ReportMetric(quantile(planted, .5), "planted-p50-s")
		b.ReportMetric(quantile(planted, .95), "planted-p95-s")
	})
}
