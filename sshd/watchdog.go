package sshd

import (
	"sync/atomic"
	"time"
)

// watchdog calls its function when it stays armed for too long. It needs no
// goroutine, and arming it costs a look at the clock: the timer is not touched for
// each write, of which there are ten a second, but looks when it goes off whether
// the newest has been under way for long.
type watchdog struct {
	after   time.Duration
	expired func()
	timer   *time.Timer
	runs    atomic.Bool  // the timer
	armed   atomic.Int64 // when, as of clock; 0: it is not
}

// epoch is when the clock of all watchdogs begins.
var epoch = time.Now()

func clock() time.Duration { return time.Since(epoch) + 1 }

// watch makes it ready, once.
func (w *watchdog) watch(after time.Duration, expired func()) {
	w.after, w.expired = after, expired
	w.timer = time.AfterFunc(after, w.look)
	w.timer.Stop()
}

func (w *watchdog) arm() {
	w.armed.Store(int64(clock()))
	if !w.runs.Load() && w.runs.CompareAndSwap(false, true) {
		w.timer.Reset(w.after)
	}
}

func (w *watchdog) disarm() { w.armed.Store(0) }

// look is what the timer does.
func (w *watchdog) look() {
	since := w.armed.Load()
	if since == 0 {
		w.runs.Store(false)
		if w.armed.Load() == 0 || !w.runs.CompareAndSwap(false, true) {
			return // who arms it next starts the timer
		}
		since = int64(clock())
	}
	if left := w.after - (clock() - time.Duration(since)); left > 0 {
		w.timer.Reset(left)
		return
	}
	w.expired()
}
