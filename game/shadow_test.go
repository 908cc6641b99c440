package game

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// However steps, meals and newcomers come between the parts of a snapshot, and whether
// its pages were made ready or not, it shows the moment when it began.
func TestShadowShowsItsMoment(t *testing.T) {
	for _, ready := range []int{0, 1, 100} {
		random := rand.New(rand.NewPCG(3, uint64(ready)))
		cfg := sized(200, 200)
		cfg.Trees, cfg.Before, cfg.Generations = 6, 100, 4
		w := mustWorld(t, cfg)
		var ids []WalkerID
		enter := func() { ids = append(ids, w.Enter(w.now, Bot, "", Look{}).Walker) }
		for range 2*page + page/2 {
			enter()
		}
		for range 3 { // the pages of the second are new again
			w.PrepareSnapshot(ready)
			want := w.Snapshot()
			w.PrepareSnapshot(ready)
			w.BeginSnapshot()
			var got *Snapshot
			for got == nil {
				for range random.IntN(200) {
					w.Step(w.now+10, ids[random.IntN(len(ids))], Dir(random.IntN(4)))
				}
				if random.IntN(3) == 0 {
					enter()
				}
				got = w.ContinueSnapshot(random.IntN(3), random.IntN(2))
			}
			if !got.Equal(want) {
				t.Fatalf("with %d pages ready the snapshot shows another moment", ready)
			}
		}
	}
}

// The same of numbers in place of walkers: whoever changes one keeps it before.
func TestShadow(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{1, 63, 64, page - 1, page, 3*page + 70} {
		all := make([]int, n, n+1000)
		for i := range all {
			all[i] = 1 + random.IntN(1000)
		}
		then := slices.Clone(all)
		s := shadowOf(n, [][]int{make([]int, page)}[:n/page&1])
		change := func() {
			for range random.IntN(n + 1) {
				slot := random.IntN(len(all))
				s.keep(all, uint32(slot))
				all[slot] = -1
			}
			all = append(all, -2) // newer than the shadow
		}
		for i := range s.pages {
			change()
			s.keepPage(all, i)
		}
		change()
		if got := slices.Concat(s.pages...); !slices.Equal(got, then) {
			t.Errorf("of %d records %v came out", n, got)
		}
	}
}
