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

// Each record is copied once, by itself or with its page.
func TestShadow(t *testing.T) {
	const n = page + 100
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	then := slices.Clone(all)
	s := shadowOf[int](n, [][]int{make([]int, page)})
	for _, slot := range []uint32{0, 63, 64, 200, page - 1, page, n - 1, n, n + 5000, 200} {
		s.keep(all, slot)
		if int(slot) < n {
			all[slot] = -1
		}
	}
	if got := s.peek(3); got != 0 {
		t.Errorf("%d is there before it was copied", got)
	}
	s.keepPage(all, 0)
	for i := range all {
		all[i] = -2
	}
	s.keep(all, 5)
	s.keep(all, page+50)
	if s.pages[1][50] != -2 {
		t.Error("what changes after another page was copied is not copied")
	}
	all[page+50] = page + 50
	s.kept[1][0] &^= 1 << 50
	for i := page; i < n; i++ {
		all[i] = i
	}
	s.keepPage(all, 1)
	if got := slices.Concat(s.pages...); !slices.Equal(got, then) {
		t.Errorf("copied were %v", got)
	}
}
