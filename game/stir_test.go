package game

import (
	"math/rand/v2"
	"testing"
)

// Rows that are not marked stay as they are, also where four chunks meet, and in a world
// that was restored, in which all are marked at first.
func TestOnlyStirredRowsChange(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 400 {
		w := bareWorld(sized(2*side, 2*side))
		for range 8 {
			p := Point{side - 3 + rng.IntN(6), side - 3 + rng.IntN(6)}
			if !w.isAlive(p.X, p.Y) {
				w.enliven(p, 0)
			}
		}
		for range 8 {
			checkStirred(t, w)
			w.generate()
		}
		restored, err := Restore(w.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		restored.generate()
		checkStirred(t, restored)
	}
}

func checkStirred(t *testing.T, w *World) {
	t.Helper()
	for i := range w.chunks {
		if turns := w.evolve(i, ^uint64(0)); turns&^w.stirred[i] != 0 {
			t.Fatalf("generation %d: in chunk %d the rows %b change, marked are %b", w.generation, i, turns, w.stirred[i])
		}
	}
}
