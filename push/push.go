package push

import (
	"context"
	"time"
)

// Ramp is how far, and in which steps.
type Ramp struct {
	From, To int
	Factor   float64       // from one load to the next, more than 1
	Hold     time.Duration // how long each load is measured
	Limit    time.Duration // p99 of what is within the knee
}

// Lab is what is pushed. Its methods are called by one goroutine.
type Lab interface {
	// Kind is "bots" or "sessions".
	Kind() string
	// Grow brings the load to n, which is never less than it was, and returns when
	// all of it is there and has settled. It tells how far it is now and then.
	Grow(ctx context.Context, n int, now func(int)) error
	// Start begins to count anew.
	Start()
	// Take is what was counted since Start, or up to now; it ends nothing. Load.Load
	// and the machine's figures (Cores, RSS) are included.
	Take() Load
	// Err is why the lab has ended by itself, nil if it has not.
	Err() error
	// Close takes everything down.
	Close() error
}

// Progress is told how a push goes on. Its methods never fail.
type Progress interface {
	// Growing is told while the load grows from what it was to n.
	Growing(now, n int)
	// Holding is told about twice a second while a load is measured.
	Holding(so Load, left time.Duration)
	// Measured is told when a load has been measured.
	Measured(Load)
}
