package bots

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// ledger is a Recorder that writes everything down.
type ledger struct {
	entered []int
	fates   []fate
	waiting []int // whenever that changed
}

type fate struct {
	due time.Time
	Fate
}

func (l *ledger) Entered(bots int) { l.entered = append(l.entered, bots) }

func (l *ledger) Record(due time.Time, f Fate) { l.fates = append(l.fates, fate{due, f}) }

func (l *ledger) Waiting(steps int) {
	if len(l.waiting) == 0 || l.waiting[len(l.waiting)-1] != steps {
		l.waiting = append(l.waiting, steps)
	}
}

// between sums up what was due from one moment up to another.
func (l *ledger) between(from, to time.Time) (sum Fate) {
	for _, f := range l.fates {
		if f.due.Before(from) || !f.due.Before(to) {
			continue
		}
		sum.Due, sum.Done, sum.Blocked = sum.Due+f.Due, sum.Done+f.Done, sum.Blocked+f.Blocked
		if f.Done > 0 {
			sum.Late = max(sum.Late, f.Late)
		}
	}
	return sum
}

// The latency of a small swarm that is measured is the world's, not that of a beat
// which is coarse to spare a server's wake-ups.
func TestMeasuredSwarmsAreExact(t *testing.T) {
	for _, n := range []int{10, 40, 3000} {
		synctest.Test(t, func(t *testing.T) {
			m, l := newMeadow(t), &ledger{}
			s := newSwarm(t, n)
			s.Recorder = l
			stop := runs(t, s, m.enter)
			time.Sleep(2 * time.Second)
			from := time.Now()
			time.Sleep(10 * time.Second)
			synctest.Wait()
			if err := stop(); err != nil {
				t.Error(err)
			}
			got := l.between(from, from.Add(9*time.Second))
			if got.Due < 9*n*95/100 || got.Due > 9*n*105/100 || got.Done != got.Due || got.Late > 2*slotWidth*time.Millisecond {
				t.Errorf("%d bots: %+v", n, got)
			}
			if !slices.Equal(l.entered, []int{n}) || !slices.Equal(l.waiting, []int{0}) {
				t.Errorf("entered %v, waiting %v", l.entered, l.waiting)
			}
		})
	}
}

// What was due while the room stood still is done late, and counts from when it was
// due; what is late by more than a tenth of a second is said to wait meanwhile.
func TestRecordedStall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, stall = 1000, 300
		l := &ledger{}
		r := beside(t, n, l)
		from := time.Now()
		handed := r.beats(stall * time.Millisecond)
		longest := l.waiting[len(l.waiting)-1]
		for range 2 { // the room is back
			for _, o := range handed {
				o.Applied = time.Now()
				for i := range o.Steps {
					o.Steps[i].Verdict = game.Done
				}
				r.recordAnswered(o)
			}
			r.out, r.free = nil, append(r.free, handed...)
			handed = r.beats(slotWidth * time.Millisecond)
		}
		if got := l.waiting[len(l.waiting)-1]; longest < n/10 || got != 0 {
			t.Errorf("%d steps waited, then %d", longest, got)
		}
		got := l.between(from, time.Now())
		if got.Due == 0 || got.Done != got.Due || got.Late < (stall-3*slotWidth)*time.Millisecond || got.Late > (stall+slotWidth)*time.Millisecond {
			t.Errorf("%+v", got)
		}
	})
}

// Steps that were left out were due when they were due, evenly.
func TestRecordedLeftOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 1000
		l := &ledger{}
		r := beside(t, n, l)
		r.free = nil // all batches are with the room, which does nothing
		from := time.Now()
		r.beats(10 * time.Second)
		for i := range 8 {
			second := l.between(from.Add(time.Duration(i)*time.Second), from.Add(time.Duration(i+1)*time.Second))
			if second.Due < n*95/100 || second.Due > n*105/100 || second.Done != 0 {
				t.Errorf("in second %d: %+v", i, second)
			}
		}
		if all := l.between(from, time.Now()); all.Due != int(r.Stats().Missed) {
			t.Errorf("%d were recorded, %d missed", all.Due, r.Stats().Missed)
		}
	})
}

// While a room has fallen the steps are due as ever, and none is done; each counts once.
func TestRecordedFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 2000
		m, l := newMeadow(t), &ledger{}
		s := newSwarm(t, n)
		s.Recorder = l
		stop := runs(t, s, m.enter)
		time.Sleep(5 * time.Second)
		bomb, err := m.enter(t.Context(), game.Join{Batches: 1})
		if err != nil {
			t.Fatal(err)
		}
		from := time.Now()
		bomb.Submit(nil) // the room panics
		<-bomb.Done()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if err := stop(); err != nil {
			t.Error(err)
		}
		got := l.between(from, from.Add(9*time.Second))
		if got.Due < 9*n*9/10 || got.Due > 9*n*11/10 || got.Done > got.Due || got.Done < 8*n*9/10 {
			t.Errorf("%+v", got)
		}
		if !slices.Equal(l.entered, []int{n, n}) || l.waiting[len(l.waiting)-1] != 0 {
			t.Errorf("entered %v, waiting %v", l.entered, l.waiting)
		}
	})
}
