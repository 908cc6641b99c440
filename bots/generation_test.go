package bots

import (
	"fmt"
	"math/bits"
	"testing"

	"thicket/game"
)

// BenchmarkGeneration is one generation on the board as it is after 15 minutes
// of play: the default world with its bots and twenty players, and the largest
// one with as many for each of its cells.
//
//	go test ./bots -run '^$' -bench Generation -benchtime 200x
func BenchmarkGeneration(b *testing.B) {
	for _, c := range []struct{ side, times int }{{1000, 1}, {game.MaxSide, 67}} {
		b.Run(fmt.Sprintf("side=%d", c.side), func(b *testing.B) {
			w := inhabited(b, c.side, c.times)
			before := w.Frame()
			at := w.Now()
			b.ReportAllocs()
			for b.Loop() {
				at += 250
				w.Advance(at)
			}
			b.StopTimer()
			reportBoard(b, before, w)
		})
	}
	b.Run("rest", func(b *testing.B) {
		cfg := game.DefaultConfig()
		cfg.Before, cfg.Elsewhere = 0, 1<<40
		w, err := game.NewWorld(cfg)
		if err != nil {
			b.Fatal(err)
		}
		at := w.Now()
		for b.Loop() {
			at += 250
			w.Advance(at)
		}
	})
}

// inhabited is a world after 15 minutes of play by so many times twenty
// players and the default bots.
func inhabited(b *testing.B, side, times int) *game.World {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = side, side, 1
	var spec Spec
	for _, s := range defaultBots {
		spec = append(spec, Share{s.Strategy, s.Bots * times})
	}
	s := simulateIn(b, cfg, spec)
	for _, h := range habits {
		for range h.players * times {
			s.enter(h.habit)
		}
	}
	for s.now < 15*60_000 {
		s.beat(50)
	}
	return s.world
}

// reportBoard says how much lives, whose it is, and how much changes in a
// generation.
func reportBoard(b *testing.B, before *game.Frame, w *game.World) {
	b.ReportMetric(100*float64(before.Live)/float64(before.Width*before.Height), "%live")
	owners, owned := map[uint16]bool{}, 0
	for y := range before.Height {
		for x := range before.Width {
			if colony, _ := before.Bacterium(game.Point{X: x, Y: y}); colony != 0 {
				owners[colony] = true
				owned++
			}
		}
	}
	b.ReportMetric(float64(len(owners)), "owners")
	b.ReportMetric(float64(owned), "owned")
	last := w.Frame()
	w.Advance(w.Now() + 250)
	b.ReportMetric(float64(changed(last, w.Frame())), "changes")
}

// changed counts the cells that live in one of two frames only.
func changed(a, b *game.Frame) (n int) {
	for cy := 0; cy*game.ChunkSide < a.Height; cy++ {
		for cx := 0; cx*game.ChunkSide < a.Width; cx++ {
			for y := range game.ChunkSide {
				n += bits.OnesCount64(a.Chunk(cx, cy).Alive(y) ^ b.Chunk(cx, cy).Alive(y))
			}
		}
	}
	return n
}
