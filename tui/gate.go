package tui

import (
	"runtime"
	"sync/atomic"
)

// Gate lets few sessions paint the world at once. The others stand in line, first
// come, first served: when there is more to paint than the processors can, frames get
// fewer for everybody alike. Who has something of their own to show, such as the
// answer to a key, goes past, and finds few goroutines before them wherever they have
// to wait: a frame wakes as many as there are places, not thousands.
//
// It never waits: rooms call enqueue.
type Gate struct {
	free  atomic.Int32 // so many more may paint
	queue chan *line   // each is in it once at most

	lines atomic.Int32 // there are
	late  atomic.Int32 // of those, whose newest answer was late
}

// crowd is how many lines are no longer late by chance at the same time.
const crowd = 32

// NewGate makes a gate for so many painters at once, which should be as many as there
// are processors. Of more sessions than lines the last do not stand in line.
func NewGate(painters, lines int) *Gate {
	g := &Gate{queue: make(chan *line, lines)}
	g.free.Store(int32(painters))
	return g
}

// How far a line is with its paint: line.state.
const (
	resting  = int32(iota)
	admitted // and poked; it has one of the gate's places
	painting // or writing, maybe for long
	again    // as painting, and it has to stand in line once more
	closed
)

// count counts a line, or one that is late, or takes it back.
func (g *Gate) count(lines, late int32) {
	if g != nil {
		g.lines.Add(lines)
		g.late.Add(late)
	}
}

// crowded tells whether so many answers are late that it is not because of their
// lines: processors are full, here or where thousands play from.
func (g *Gate) crowded() bool {
	if g == nil {
		return false
	}
	late := g.late.Load()
	return late > crowd && 4*late > g.lines.Load()
}

// enqueue has the line paint the world when its turn comes.
func (g *Gate) enqueue(l *line) {
	if l.queued.Swap(true) {
		return
	}
	select {
	case g.queue <- l:
		g.admit()
	default:
		l.queued.Store(false)
		l.poke()
	}
}

// admit lets in whom there is place for.
func (g *Gate) admit() {
	for len(g.queue) > 0 && g.take() {
		select {
		case l := <-g.queue:
			if !l.admit() {
				g.free.Add(1)
			}
		default:
			g.free.Add(1)
		}
	}
}

// take takes one of the places, if there is any.
func (g *Gate) take() bool {
	for {
		n := g.free.Load()
		if n <= 0 {
			return false
		}
		if g.free.CompareAndSwap(n, n-1) {
			return true
		}
	}
}

// giveWay lets everything else go first that can go on, when more stand in line:
// otherwise each painter that wakes the next would keep a processor among them.
func (g *Gate) giveWay() {
	if len(g.queue) > 0 {
		runtime.Gosched()
	}
}

// leave gives a place back.
func (g *Gate) leave() {
	g.free.Add(1)
	g.admit()
}

// admit gives the line a place at the gate, unless it is busy with its client or gone.
func (l *line) admit() bool {
	for l.state.Load() != closed {
		if l.state.CompareAndSwap(resting, admitted) {
			l.poke()
			return true
		}
		if l.state.CompareAndSwap(painting, again) {
			return false
		}
	}
	return false
}

// begin begins a paint, and tells whether the line has a place at the gate for it.
func (l *line) begin() (placed bool) {
	if placed = l.state.Swap(painting) == admitted; placed {
		l.queued.Store(false) // what is new from now on is for the next one
	}
	return placed
}

// end ends a paint and all waiting for the client.
func (l *line) end() {
	if l.state.Swap(resting) == again {
		l.queued.Store(false)
		l.news()
	}
}

// close gives back what the line has of the gate; it comes to no paint any more.
func (l *line) close() {
	if l.state.Swap(closed) == admitted {
		l.gate.leave()
	}
}
