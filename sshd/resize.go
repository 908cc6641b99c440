package sshd

import (
	"sync"
	"time"

	"thicket/tui"
)

// resizer hands on a terminal's sizes: the newest only, at most one in every,
// and the last one always. set never waits.
type resizer struct {
	out   chan tui.Size // holds one; sent to under mu only
	every time.Duration

	mu      sync.Mutex
	newest  tui.Size
	sent    time.Time
	flush   *time.Timer // runs while pending
	pending bool
	stopped bool
}

func newResizer(size tui.Size, every time.Duration) *resizer {
	return &resizer{out: make(chan tui.Size, 1), every: every, newest: size}
}

// set notes a new size and hands it on now or when it is due.
func (r *resizer) set(size tui.Size) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped || size == r.newest {
		return
	}
	r.newest = size
	if r.pending {
		return
	}
	wait := r.every - time.Since(r.sent)
	if wait <= 0 {
		r.deliver()
		return
	}
	r.pending = true
	r.flush = time.AfterFunc(wait, r.due)
}

// size is the newest size.
func (r *resizer) size() tui.Size {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.newest
}

func (r *resizer) due() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = false
	if !r.stopped {
		r.deliver()
	}
}

// deliver replaces a size that nobody has taken yet.
func (r *resizer) deliver() {
	select {
	case <-r.out:
	default:
	}
	r.out <- r.newest // there is room: every sender holds mu
	r.sent = time.Now()
}

// stop ends the timer; sizes set later go nowhere.
func (r *resizer) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopped = true
	if r.flush != nil {
		r.flush.Stop()
	}
}
