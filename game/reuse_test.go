package game

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

// dawdler is a keeper that takes its time to save, and looks at the snapshot before and
// after.
type dawdler struct {
	diary
	takes time.Duration
	torn  int              // snapshots that changed meanwhile
	pages map[*walker]bool // the first page of each that came
}

func (d *dawdler) Save(world string, s *Snapshot) error {
	before, _ := s.AppendBinary(nil)
	first := &s.walkers[0][0]
	time.Sleep(d.takes)
	after, err := s.AppendBinary(nil)
	d.mu.Lock()
	if d.pages[first] = true; err != nil || !bytes.Equal(before, after) {
		d.torn++
	}
	d.mu.Unlock()
	return d.diary.Save(world, s)
}

// The memory of a snapshot is used again, but never while a keeper is at it.
func TestSnapshotsUseMemoryAgain(t *testing.T) {
	for _, c := range []struct {
		takes       time.Duration
		saves, most int // in half a minute; pages that they are of
	}{{0, 8, 3}, {time.Second, 8, 3}, {2500 * time.Millisecond, 7, 10}, {8 * time.Second, 3, 10}} {
		synctest.Test(t, func(t *testing.T) {
			d := &dawdler{takes: c.takes, pages: map[*walker]bool{}}
			l, stop := kept(t, sized(300, 300), d)
			swarm, err := l.Enter(t.Context(), Meadow, Join{Batches: 1})
			if err != nil {
				t.Fatal(err)
			}
			b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 2*page+100)}
			for now := range 300 {
				swarm.Submit(b)
				<-swarm.Back()
				b.Op = OpStep
				for i := range b.Steps {
					b.Steps[i].Dir = Dir((i + now/20) & 3)
				}
				time.Sleep(100 * time.Millisecond)
			}
			stop()
			if d.torn != 0 || d.saves < c.saves || len(d.pages) > c.most {
				t.Errorf("%v a save: %d saves of %d pages, %d of them torn", c.takes, d.saves, len(d.pages), d.torn)
			}
			if w := mustRestore(t, d.newest(t)); w.Bots() != 2*page+100 || check(w) != nil {
				t.Errorf("%v a save: %d bots, %v", c.takes, w.Bots(), check(w))
			}
		})
	}
}

// A snapshot in memory that was used before is like one in new memory.
func TestSnapshotInUsedMemory(t *testing.T) {
	w := livelySmall()
	before := w.Snapshot()
	for range 50 {
		w.generate()
	}
	w.reuse(before)
	got := w.Snapshot()
	if want := w.Snapshot(); !got.Equal(want) || !bytes.Equal(mustEncode(t, got), mustEncode(t, want)) {
		t.Error("it is another")
	}
}
