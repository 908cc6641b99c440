package push

import (
	"container/heap"
	"context"
	"time"
)

// finger presses the keys of many sessions, each when it is due: one goroutine and
// one timer for all of them.
type finger struct {
	lab  *sessions
	more chan *session // that are to be pressed for
	line duty
}

// turn is the next key of a session.
type turn struct {
	due     time.Duration
	key     int
	session *session
}

// duty is a heap of turns, by when they are due.
type duty []turn

func (d duty) Len() int           { return len(d) }
func (d duty) Less(i, j int) bool { return d[i].due < d[j].due }
func (d duty) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *duty) Push(x any)        { *d = append(*d, x.(turn)) }
func (d *duty) Pop() any {
	last := len(*d) - 1
	x := (*d)[last]
	*d = (*d)[:last]
	return x
}

// run presses until ctx is done.
func (f *finger) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		f.press()
		wait := time.Hour
		if len(f.line) > 0 {
			wait = f.line[0].due - f.lab.clock()
		}
		timer.Reset(wait)
		select {
		case s := <-f.more:
			first := s.begin(f.lab.clock())
			heap.Push(&f.line, turn{s.dueAt(first), first, s})
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
}

// press presses all that is due.
func (f *finger) press() {
	for now := f.lab.clock(); len(f.line) > 0 && f.line[0].due <= now; now = f.lab.clock() {
		t := &f.line[0]
		if !t.session.strike(now) {
			heap.Pop(&f.line)
			continue
		}
		t.key++
		t.due = t.session.dueAt(t.key)
		heap.Fix(&f.line, 0)
	}
}

// watch tells how late a timer is in this process, until ctx is done: what waits for a
// processor here is no delay of what is pushed.
func watch(ctx context.Context, late func(by time.Duration)) {
	const every = 20 * time.Millisecond
	timer := time.NewTimer(every)
	defer timer.Stop()
	for {
		began := time.Now()
		timer.Reset(every)
		select {
		case <-timer.C:
			late(time.Since(began) - every)
		case <-ctx.Done():
			return
		}
	}
}
