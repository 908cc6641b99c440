package sshd

import "sync"

// gate counts who is inside and can be shut: then nobody enters any more, and
// a channel tells when the last has left. Unlike a WaitGroup it needs no
// goroutine to be waited for with a deadline.
type gate struct {
	mu    sync.Mutex
	in    int
	empty chan struct{} // not nil once shut; closed when nobody is in
}

// enter reports whether the gate is open, and counts who enters.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.empty != nil {
		return false
	}
	g.in++
	return true
}

// leave must follow each enter that was granted.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.in--
	if g.empty != nil && g.in == 0 {
		close(g.empty)
	}
}

// shut lets nobody in any more. The channel is closed when all have left.
func (g *gate) shut() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.empty == nil {
		g.empty = make(chan struct{})
		if g.in == 0 {
			close(g.empty)
		}
	}
	return g.empty
}

// inside is how many have entered and not left.
func (g *gate) inside() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.in
}
