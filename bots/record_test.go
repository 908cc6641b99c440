package bots

import (
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// ledger is a Recorder that adds up.
type ledger struct {
	entered, calls, waiting int
	sum                     Fate // its Late is the longest
	soonest                 time.Duration
	last                    time.Time // due
	backward                bool      // what was due earlier was told later
}

func newLedger() *ledger { return &ledger{soonest: time.Hour} }

func (l *ledger) Entered(bots int) { l.entered += bots }

func (l *ledger) Waiting(steps int) { l.waiting = steps }

func (l *ledger) Record(due time.Time, f Fate) {
	l.calls++
	l.backward = l.backward || due.Before(l.last)
	l.last = due
	l.sum.Due += f.Due
	l.sum.Done += f.Done
	l.sum.Blocked += f.Blocked
	if f.Done > 0 {
		l.sum.Late, l.soonest = max(l.sum.Late, f.Late), min(l.soonest, f.Late)
	}
}

// Beside a room that is on time every step is recorded once, as late as the swarm's own
// beat makes it; what is recorded is what the world and the swarm count.
func TestRecorder(t *testing.T) {
	for _, c := range []struct {
		bots     int
		low, top time.Duration // from due until applied: what the slot is wide, and the beat
	}{
		{500, 5 * time.Millisecond, 20 * time.Millisecond},
		{20_000, time.Millisecond, 6 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			m, s, l := newMeadow(t), newSwarm(t, c.bots), newLedger()
			s.Recorder = l
			stop := runs(t, s, m.enter)
			time.Sleep(10*time.Second + time.Millisecond)
			synctest.Wait()
			if err := stop(); err != nil {
				t.Error(err)
			}
			stats := m.stats(t)
			switch {
			case l.entered != c.bots:
				t.Errorf("%d of %d bots have entered", l.entered, c.bots)
			case l.sum.Due < 98*c.bots/10 || l.sum.Due > 102*c.bots/10:
				t.Errorf("%d steps of %d bots were due in 10 s", l.sum.Due, c.bots)
			case uint64(l.sum.Done) != s.Stats().Done || uint64(l.sum.Done) != stats.Moved+stats.Blocked || uint64(l.sum.Blocked) != stats.Blocked:
				t.Errorf("recorded %+v, the swarm counts %+v, the world %+v", l.sum, s.Stats(), stats)
			case l.sum.Due-l.sum.Done > c.bots/100: // that were on their way at the end
				t.Errorf("%d of %d steps are done", l.sum.Done, l.sum.Due)
			case l.soonest < c.low || l.sum.Late > c.top || l.sum.Late < c.top-2*time.Millisecond:
				t.Errorf("steps are applied %v to %v after they were due", l.soonest, l.sum.Late)
			case l.backward || l.waiting != 0:
				t.Errorf("told backward: %v; %d wait", l.backward, l.waiting)
			}
		})
	}
}

// answer has the room apply batches now, so many of whose steps are blocked and so many
// limited.
func (r *run) answer(orders []*order, blocked, limited int) (steps int) {
	for _, o := range orders {
		o.Applied = time.Now()
		for i := range o.Steps {
			switch {
			case i < blocked:
				o.Steps[i].Verdict = game.Tree
			case i < blocked+limited:
				o.Steps[i].Verdict = game.Limited
			default:
				o.Steps[i].Verdict = game.Done
			}
		}
		r.answered(o)
		r.recordAnswered(o)
		r.free = append(r.free, o)
		steps += len(o.Steps)
	}
	r.out = r.out[:0]
	return steps
}

// A room that is late by seconds: what is due meanwhile waits, then it is left out;
// what was on its way is done, as late as it is. Nothing is counted twice or forgotten.
func TestRecorderOfALateRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, beat = 20_000, 5 * time.Millisecond
		r, l := beside(t, n), newLedger()
		r.Recorder = l
		began := time.Now()
		var handed []*order
		for ; time.Since(began) < 300*time.Millisecond; handed = append(handed, r.beats(beat)...) {
		}
		if l.calls != 0 || len(handed) != batches {
			t.Fatalf("%d are recorded before the room has answered, %d batches on their way", l.calls, len(handed))
		}
		// In 300 ms 6000 are due, of which those of the last 100 ms do not wait yet.
		if l.waiting < 19*n/100 || l.waiting > 21*n/100 {
			t.Errorf("after 300 ms %d of %d bots wait", l.waiting, n)
		}
		for ; time.Since(began) < 3*time.Second; handed = append(handed, r.beats(beat)...) {
		}
		all := l.sum.Due + l.waiting
		if all < 28*n/10 || all > 30*n/10 || l.sum.Done != 0 || uint64(l.sum.Due) != r.Stats().Missed || l.sum.Due < n {
			t.Errorf("after 3 s %+v of %d bots are recorded and %d wait; the swarm says %+v", l.sum, n, l.waiting, r.Stats())
		}
		missed := l.sum.Due
		onTheWay := r.answer(handed, 10, 3)
		want := Fate{Due: missed + onTheWay, Done: onTheWay - 3*batches, Blocked: 10 * batches, Late: l.sum.Late}
		if l.sum != want {
			t.Errorf("recorded are %+v, want %+v", l.sum, want)
		}
		// A batch went out at each of the first eight beats.
		if l.sum.Late < 2999*time.Millisecond || l.sum.Late > 3*time.Second || l.soonest != 3*time.Second-batches*beat+time.Millisecond {
			t.Errorf("they were late by %v to %v", l.soonest, l.sum.Late)
		}
		for range 100 { // and all is well again
			r.answer(r.beats(beat), 0, 0)
		}
		r.recordWaiting(r.now())
		if l.waiting != 0 || l.sum.Due != l.sum.Done+3*batches+missed {
			t.Errorf("%d wait; %+v is recorded, and %d were missed", l.waiting, l.sum, missed)
		}
	})
}

// What the mailbox refuses, and what the room never answers, was due and is not done.
func TestRecorderOfWhatIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, l := beside(t, 1000), newLedger()
		r.Recorder = l
		handed := r.beats(2 * time.Second)
		onTheWay := 0
		for _, o := range handed {
			onTheWay += len(o.Steps)
		}
		for r.client.Stir() {
		}
		refused := l.sum.Due
		r.beats(2 * time.Second)
		refused = l.sum.Due - refused
		if refused < 900 || uint64(l.sum.Due) != r.Stats().Missed {
			t.Errorf("%d of 1000 are refused, %+v is recorded of %+v", refused, l.sum, r.Stats())
		}
		before := l.sum.Due
		r.abandon()
		if l.sum.Due != before+onTheWay || l.sum.Done != 0 {
			t.Errorf("%d were on their way, %d of them are recorded, %d done", onTheWay, l.sum.Due-before, l.sum.Done)
		}
	})
}

// A recorder costs a beat no allocation.
func TestRecordingAllocatesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := beside(t, 20_000)
		r.Recorder = newLedger()
		r.beats(5 * time.Second)
		o := r.out[0]
		if got := testing.AllocsPerRun(100, func() {
			r.recordAnswered(o)
			r.recordWaiting(r.now())
			r.recordLeftOut(1)
		}); got != 0 {
			t.Errorf("%v allocations", got)
		}
	})
}
