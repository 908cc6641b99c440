package bots

import (
	"math"
	"time"

	"thicket/game"
)

// Recorder is told what becomes of each step of a swarm that runs. Its methods are
// called by the swarm's goroutine, which they must not hold up.
type Recorder interface {
	// Entered is told how many of the bots are in the world, once all have entered who
	// found a place; again after each fall of the room.
	Entered(bots int)
	// Record is told of steps that were due at one moment.
	Record(due time.Time, f Fate)
	// Waiting is told at each beat how many steps Record has yet to be told of that
	// are late by more than Patience.
	Waiting(steps int)
}

// Patience is how late a step may be before it counts as waiting.
const Patience = 100 * time.Millisecond

// Fate is what became of steps that were due at one moment.
type Fate struct {
	Due     int           // all of them; those that are not done were left out, refused or denied
	Done    int           // that the room has applied
	Blocked int           // of those, that led nowhere
	Late    time.Duration // of those that are done: from when they were due until the room had applied their batch
}

func (r *run) recordEntered() {
	if r.Recorder == nil {
		return
	}
	here := 0
	for _, id := range r.bots {
		if id != 0 {
			here++
		}
	}
	r.Recorder.Entered(here)
}

// recordAnswered tells what became of the steps of a batch.
func (r *run) recordAnswered(o *order) {
	if r.Recorder == nil {
		return
	}
	steps := o.Steps
	for _, m := range o.dues {
		f, due := Fate{Due: m.n}, r.time(m.at)
		for i := range steps[:m.n] {
			switch v := steps[i].Verdict; {
			case v == game.Done:
				f.Done++
			case v.Blocked():
				f.Blocked++
			}
		}
		f.Done += f.Blocked
		f.Late = o.Applied.Sub(due)
		r.Recorder.Record(due, f)
		steps = steps[m.n:]
	}
}

// recordMissed tells that none of the steps of a batch are done.
func (r *run) recordMissed(o *order) {
	if r.Recorder == nil {
		return
	}
	for _, m := range o.dues {
		r.Recorder.Record(r.time(m.at), Fate{Due: m.n})
	}
}

// recordLeftOut tells of steps that were left out, whole intervals of them: until those
// were due that are the oldest now.
func (r *run) recordLeftOut(steps int) {
	if steps > 0 {
		intervals := game.Stamp(steps / len(r.bots))
		r.recordIdle(r.time(r.wheel.at-intervals*r.interval), r.time(r.wheel.at))
	}
}

// recordIdle tells that no bot did anything from a moment to another; each would have
// had a step in an interval. The zero time is before all of that.
func (r *run) recordIdle(from, to time.Time) {
	const piece = 10 * time.Millisecond
	if r.Recorder == nil || from.IsZero() {
		return
	}
	told, perNano := 0, float64(len(r.bots))/float64(r.interval)/float64(time.Millisecond)
	for at := from; at.Before(to); at = at.Add(piece) {
		until := min(at.Add(piece).Sub(from), to.Sub(from))
		steps := int(math.Round(float64(until) * perNano))
		r.Recorder.Record(at, Fate{Due: steps - told})
		told = steps
	}
}

// recordAbandoned tells that nothing comes of what is on its way, or due, when a run
// ends.
func (r *run) recordAbandoned() {
	if r.Recorder == nil {
		return
	}
	for _, o := range r.out {
		r.recordMissed(o)
	}
	for now := r.now(); ; {
		bots, at := r.wheel.next(now, len(r.bots))
		if len(bots) == 0 {
			break
		}
		r.Recorder.Record(r.time(at), Fate{Due: len(bots)})
	}
	r.Recorder.Waiting(0)
}

// recordWaiting tells how many steps wait for too long.
func (r *run) recordWaiting(now game.Stamp) {
	if r.Recorder == nil {
		return
	}
	by := now - game.Stamp(Patience.Milliseconds())
	n := r.wheel.before(by)
	for _, o := range r.out {
		for _, m := range o.dues {
			if m.at < by {
				n += m.n
			}
		}
	}
	r.Recorder.Waiting(n)
}

// time is when a stamp of the swarm is.
func (r *run) time(at game.Stamp) time.Time { return r.began.Add(time.Duration(at) * time.Millisecond) }
