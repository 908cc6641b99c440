package game

import (
	"math/rand/v2"
	"testing"
)

// inhabited is a world of the rules after so many minutes in which so many
// players walked at random and planted what they could.
func inhabited(b *testing.B, side, players, minutes int) *World {
	b.Helper()
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = side, side, 3
	w := mustWorld(b, cfg)
	rng := rand.New(rand.NewPCG(1, 2))
	var ids []WalkerID
	for range players {
		ids = append(ids, w.Enter(0, Player, "p", Look{}).Walker)
	}
	for at := Stamp(0); at < Stamp(minutes)*60_000; at += 250 {
		for _, id := range ids {
			w.Step(at, id, Dir(rng.IntN(4)))
			if w.sporesOf(id) >= 7 {
				w.Plant(at, id, RPentomino)
			}
		}
		w.Advance(at)
		w.TakeNotices(func(WalkerID, Notice) {})
	}
	return w
}

func BenchmarkGeneration(b *testing.B) {
	w := inhabited(b, 1000, 20, 15)
	owned := 0
	for i := range w.chunks {
		owned += w.chunks[i].kept
	}
	chunks := 0
	b.ReportAllocs()
	for b.Loop() {
		w.generate()
		chunks += len(w.rising)
	}
	b.ReportMetric(float64(w.grid.live), "live")
	b.ReportMetric(float64(owned), "owned")
	b.ReportMetric(float64(chunks)/float64(b.N), "chunks")
}

func BenchmarkGenerationAtRest(b *testing.B) {
	w := mustWorld(b, sized(1000, 1000))
	for b.Loop() {
		w.generate()
	}
}
