package push

import (
	"sync"
	"sync/atomic"
	"time"
)

// counts is what all sessions have counted since the lab's Start. Moments are those of
// the lab's clock; what was due before Start does not count. A step counts when it is
// known what became of it; those that are not answered yet are the sessions' to tell.
type counts struct {
	lost atomic.Int64

	mu            sync.Mutex
	since         time.Duration
	missed        int64 // were due, and are not done and never will be
	done, blocked int64
	echo          *latencies // from when a step was due
	lateness      *latencies // of keys: from due to written; of timers: beyond what they were set to
}

func newCounts() *counts { return &counts{echo: newLatencies(), lateness: newLatencies()} }

// reset begins to count anew.
func (c *counts) reset(now time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since, c.missed, c.done, c.blocked = now, 0, 0, 0
	c.echo.reset()
	c.lateness.reset()
	c.lost.Store(0)
}

// miss counts a step that was due and is not done.
func (c *counts) miss(due time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if due >= c.since {
		c.missed++
	}
}

// answered counts a step that was due and is done.
func (c *counts) answered(due, now time.Duration, blocked bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if due < c.since {
		return
	}
	c.done++
	if blocked {
		c.blocked++
	}
	c.echo.record(now-due, 1)
}

// late counts by how much this process was late itself.
func (c *counts) late(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lateness.record(by, 1)
}

// fill writes what was counted into a load, and gives since when, and how late the
// generator was itself, p99 in milliseconds.
func (c *counts) fill(l *Load) (since time.Duration, late float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.Due, l.Done, l.Blocked, l.Lost = c.missed+c.done, c.done, c.blocked, c.lost.Load()
	c.echo.fill(l)
	return c.since, c.lateness.p99()
}
