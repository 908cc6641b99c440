package push

import (
	"sync"
	"time"

	"thicket/bots"
)

// tally counts what becomes of the steps of all swarms from a moment on. A step
// counts if it was due since then, once it is known what became of it: it was
// applied, or left out, refused or denied; or when it is late by bots.Patience, and
// waits. So of what is on its way at the moment only what is late counts, as due and
// not done, and a step that is done late counts as done, with its latency.
type tally struct {
	mu      sync.Mutex
	since   time.Time
	due     int64 // of which it is known what became of them
	done    int64
	blocked int64
	waiting int64 // that are late
	echo    *latencies
	timers  *latencies // how late those of this process are

	swarms, here int // that have entered
}

func newTally() tally { return tally{echo: newLatencies(), timers: newLatencies()} }

// start counts anew.
func (t *tally) start() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.since = time.Now()
	t.due, t.done, t.blocked = 0, 0, 0
	t.echo.reset()
	t.timers.reset()
}

// overdue counts by how much a timer was late.
func (t *tally) overdue(by time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.timers.record(by, 1)
}

// take writes what was counted into a load, and tells for how many seconds that was, and
// how late timers were, p99 in milliseconds.
func (t *tally) take(load *Load) (seconds, late float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	load.Due, load.Done, load.Blocked = t.due+t.waiting, t.done, t.blocked
	t.echo.fill(load)
	return time.Since(t.since).Seconds(), t.timers.p99()
}

// entered tells how many swarms have entered, and how many bots are in the world.
func (t *tally) entered() (swarms, here int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.swarms, t.here
}

// recorder tells the tally of one swarm.
type recorder struct {
	*tally
	entered bool
	placed  int // its bots in the world
	waited  int
}

// Entered counts the swarm as one that has entered, once: after a fall it enters again.
func (r *recorder) Entered(bots int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.entered {
		r.entered = true
		r.swarms++
	}
	r.here += bots - r.placed
	r.placed = bots
}

// left counts the swarm as one that has left.
func (r *recorder) left() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.entered {
		r.swarms--
	}
	r.here -= r.placed
}

// Record counts steps.
func (r *recorder) Record(due time.Time, f bots.Fate) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if due.Before(r.since) {
		return
	}
	r.due += int64(f.Due)
	r.done += int64(f.Done)
	r.blocked += int64(f.Blocked)
	if f.Done > 0 {
		r.echo.record(f.Late, int64(f.Done))
	}
}

// Waiting counts steps that are late.
func (r *recorder) Waiting(steps int) {
	if steps == r.waited {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting += int64(steps - r.waited)
	r.waited = steps
}
