package tui

import "sync"

// Gate lets few sessions paint the world at once: the others stand in line, first
// come, first served, so that when the processors are full everybody's frames get
// fewer alike. Who has something of their own to show, such as the answer to a key,
// goes past, and finds few goroutines before them wherever they have to wait.
type Gate struct {
	mu          sync.Mutex
	free        int // so many more may paint
	first, last *line
}

// NewGate makes a gate for so many painters at once, which should be as many as there
// are processors.
func NewGate(painters int) *Gate { return &Gate{free: painters} }

// post is where a line stands at its gate.
type post uint8

const (
	outside  post = iota
	queued            // between first and last
	admitted          // it may paint
)

// enter tells whether the line may paint now; otherwise it stands in line, and is
// poked when its turn has come. A nil gate is open.
func (g *Gate) enter(l *line) bool {
	if g == nil {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if l.post == outside {
		if g.free > 0 {
			g.free--
			l.post = admitted
		} else {
			g.append(l)
		}
	}
	return l.post == admitted
}

// leave is called when a line has a picture, entered or gone past, and before it waits
// for its client: it has what it stood in line for.
func (g *Gate) leave(l *line) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch l.post {
	case queued:
		g.remove(l)
	case admitted:
		l.post = outside
		g.call()
	}
}

// call lets the first in, if there is one.
func (g *Gate) call() {
	l := g.first
	if l == nil {
		g.free++
		return
	}
	g.remove(l)
	l.post = admitted
	l.poke()
}

func (g *Gate) append(l *line) {
	l.post, l.before = queued, g.last
	if g.last == nil {
		g.first = l
	} else {
		g.last.after = l
	}
	g.last = l
}

func (g *Gate) remove(l *line) {
	if l.before == nil {
		g.first = l.after
	} else {
		l.before.after = l.after
	}
	if l.after == nil {
		g.last = l.before
	} else {
		l.after.before = l.before
	}
	l.post, l.before, l.after = outside, nil, nil
}
