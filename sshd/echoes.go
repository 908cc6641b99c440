package sshd

import (
	"math/bits"
	"sync/atomic"
	"time"
)

// Echoes are counted by how long they took: eight steps for each doubling,
// from a microsecond to about a minute, so that a quantile is at most an
// eighth too long.
const (
	stepsPerDoubling = 8
	doublings        = 26
	echoSteps        = stepsPerDoubling * doublings
)

// echoes is a histogram of the last one to two minutes. observe may be called
// from any goroutine and allocates nothing; turn is called by one.
type echoes struct {
	now    atomic.Uint32 // which of the minutes is being counted
	minute [2][echoSteps]atomic.Uint64
}

// observe counts the time from a key to handing its answer to the terminal.
func (e *echoes) observe(d time.Duration) {
	e.minute[e.now.Load()&1][echoStep(d)].Add(1)
}

// turn begins a new minute and forgets the one before the last.
func (e *echoes) turn() {
	next := e.now.Load() + 1
	for i := range e.minute[next&1] {
		e.minute[next&1][i].Store(0)
	}
	e.now.Store(next)
}

// quantiles are the times within which such shares of the echoes were there; 0
// if there were none. They are those of one moment, about.
func (e *echoes) quantiles(shares ...float64) []time.Duration {
	var counts [echoSteps]uint64
	all := uint64(0)
	for i := range counts {
		counts[i] = e.minute[0][i].Load() + e.minute[1][i].Load()
		all += counts[i]
	}
	found := make([]time.Duration, len(shares))
	for k, share := range shares {
		left := uint64(share * float64(all))
		for i, n := range counts {
			if n > left {
				found[k] = echoLimit(i)
				break
			}
			left -= n
		}
	}
	return found
}

// echoStep is the step that a time belongs to. Up to 8 µs each microsecond is
// one; then a doubling has eight.
func echoStep(d time.Duration) int {
	us := uint64(max(d, 0) / time.Microsecond)
	if us < stepsPerDoubling {
		return int(us)
	}
	doubling := bits.Len64(us) - 3 // 1 from 8 µs on
	step := doubling*stepsPerDoubling + int(us>>(doubling-1)) - stepsPerDoubling
	return min(step, echoSteps-1)
}

// echoLimit is where a step ends.
func echoLimit(step int) time.Duration {
	if step < stepsPerDoubling {
		return time.Duration(step+1) * time.Microsecond
	}
	doubling := step / stepsPerDoubling
	us := (step%stepsPerDoubling + stepsPerDoubling + 1) << (doubling - 1)
	return time.Duration(us) * time.Microsecond
}
