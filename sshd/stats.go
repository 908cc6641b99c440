package sshd

import "sync/atomic"

// Stats are a Server's numbers at one moment.
type Stats struct {
	Connections  int    // open, authenticated or not
	Sessions     int    // commands and games that run
	Players      int    // games that run, those of who looks on as well
	BytesWritten uint64 // to all terminals, before encryption

	RefusedSource   uint64 // connections: too many from their source
	RefusedWaiting  uint64 // connections: too many unauthenticated
	RefusedClosing  uint64 // connections: the server was going down
	RefusedPlayers  uint64 // sessions: all places taken
	RefusedRequests uint64 // requests and channels within connections
}

// Stats returns a copy of the numbers; they are not of the very same instant.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	open := len(s.open)
	s.mu.Unlock()
	return Stats{
		Connections:  open,
		Sessions:     s.sessions.inside(),
		Players:      s.roster.size(),
		BytesWritten: s.counters.written.Load(),

		RefusedSource:   s.counters.source.Load(),
		RefusedWaiting:  s.counters.waiting.Load(),
		RefusedClosing:  s.counters.closing.Load(),
		RefusedPlayers:  s.counters.full.Load(),
		RefusedRequests: s.counters.requests.Load(),
	}
}

// counters are counted where it happens.
type counters struct {
	written                                  atomic.Uint64
	source, waiting, closing, full, requests atomic.Uint64
}

func (c *counters) refuse(why refusal) {
	switch why {
	case refusedSource:
		c.source.Add(1)
	case refusedWaiting:
		c.waiting.Add(1)
	case refusedClosing:
		c.closing.Add(1)
	}
}
