package game

import (
	"fmt"
	"runtime/debug"
	"time"
)

const (
	fallsAllowed = 3 // within fallsWithin; then a founded world closes, the meadow starts afresh
	fallsWithin  = time.Minute
	freshPause   = time.Second // before the first fresh start; doubles each time
	longestPause = 30 * time.Second
	calm         = 10 * time.Minute // between two fresh starts: the pause is short again
)

// falls are when rooms of a world fell, one after the other.
type falls struct {
	newest []time.Time
	fresh  time.Time     // when the world last started afresh
	pause  time.Duration // before the next fresh start
}

// add notes a fall, and tells whether it is one too many.
func (f *falls) add(now time.Time) bool {
	f.newest = append(f.newest, now)
	for now.Sub(f.newest[0]) > fallsWithin {
		f.newest = f.newest[1:]
	}
	return len(f.newest) >= fallsAllowed
}

// rest is how long a world pauses before it starts afresh; its falls are forgotten.
func (f *falls) rest(now time.Time) time.Duration {
	f.newest = nil
	if now.Sub(f.fresh) > calm {
		f.pause = freshPause
	}
	return f.pause
}

// begin notes that the world starts afresh; the next pause is longer.
func (f *falls) begin(now time.Time) {
	f.pause, f.fresh = min(2*f.pause, longestPause), now
}

// guarded makes an error of a panic: a keeper that breaks ends no world.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}
