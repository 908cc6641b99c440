package bots

import (
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// all sums up everything.
func (l *ledger) all() Fate { return l.between(time.Time{}, time.Now().Add(time.Hour)) }

// answer has the room apply batches now, so many steps of each blocked and so many
// limited.
func (r *run) answer(orders []*order, blocked, limited int) (steps int) {
	for _, o := range orders {
		o.Applied = time.Now()
		for i := range o.Steps {
			o.Steps[i].Verdict = game.Done
			if i < blocked+limited {
				o.Steps[i].Verdict = game.Limited
			}
			if i < blocked {
				o.Steps[i].Verdict = game.Tree
			}
		}
		r.recordAnswered(o)
		steps += len(o.Steps)
	}
	r.out, r.free = nil, append(r.free, orders...)
	return steps
}

// Of a room that is late by seconds nothing is counted twice or forgotten: what is left
// out is missed, what was on its way is done, unless it was denied.
func TestFatesBesideALateRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 20_000
		l := &ledger{}
		r := beside(t, n, l)
		handed := r.beats(3 * time.Second)
		missed := l.all().Due
		if all := missed + l.waiting[len(l.waiting)-1]; all < 28*n/10 || all > 30*n/10 || missed < n || uint64(missed) != r.Stats().Missed {
			t.Errorf("after 3 s %d of %d bots are missed and %d recorded; the swarm says %+v", missed, n, all, r.Stats())
		}
		onTheWay := r.answer(handed, 10, 3)
		got := l.all()
		want := Fate{Due: missed + onTheWay, Done: onTheWay - 3*len(handed), Blocked: 10 * len(handed), Late: got.Late}
		if got != want || len(handed) != batches || got.Late < 2999*time.Millisecond || got.Late > 3*time.Second {
			t.Errorf("recorded are %+v, want %+v", got, want)
		}
	})
}

// What the mailbox refuses, and what the room never answers, was due and is not done.
func TestFatesOfWhatIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 1000
		l := &ledger{}
		r := beside(t, n, l)
		r.beats(slotWidth * time.Millisecond * batches)
		onTheWay := 0
		for _, o := range r.out {
			onTheWay += len(o.Steps)
		}
		for r.client.Stir() {
		}
		r.beats(2 * time.Second)
		refused := l.all()
		if refused.Due < 19*n/10 || refused.Due > 21*n/10 || refused.Done != 0 || uint64(refused.Due) != r.Stats().Missed {
			t.Errorf("%+v of %d bots in 2 s, the swarm says %+v", refused, n, r.Stats())
		}
		waits := r.wheel.before(r.now())
		r.recordAbandoned()
		if got := l.all(); got.Due != refused.Due+onTheWay+waits || got.Done != 0 {
			t.Errorf("%d were on their way and %d in the wheel, %d are recorded, %d done", onTheWay, waits, got.Due-refused.Due, got.Done)
		}
	})
}

// nobody is a Recorder that forgets.
type nobody struct{}

func (nobody) Entered(int)            {}
func (nobody) Record(time.Time, Fate) {}
func (nobody) Waiting(int)            {}

func TestRecordingAllocatesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := beside(t, 20_000, nobody{})
		r.beats(5 * time.Second)
		o := r.out[0]
		if got := testing.AllocsPerRun(100, func() {
			r.recordAnswered(o)
			r.recordWaiting(r.now())
		}); got != 0 {
			t.Errorf("%v allocations", got)
		}
	})
}
