package sshd

import (
	"net"
	"net/netip"
	"sync"
)

// refusal is why a connection was closed before a word was exchanged.
type refusal string

const (
	admitted       refusal = ""
	refusedSource  refusal = "source"  // too many from this source
	refusedWaiting refusal = "waiting" // too many unauthenticated
	refusedClosing refusal = "closing" // the server is going down
)

// sourceOf is whom a connection counts against: an IPv4 address, or the /64
// of an IPv6 address, which is the least that one customer is given.
func sourceOf(a net.Addr) netip.Prefix {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}
	}
	return customer(tcp.AddrPort().Addr().Unmap())
}

// customer is the block of addresses that one customer has at least.
func customer(ip netip.Addr) netip.Prefix {
	bits := 64
	if ip.Is4() {
		bits = 32
	}
	prefix, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

// tally is what one source has open, and how much of it is unauthenticated.
type tally struct{ open, waiting int }

// sources counts connections. It holds an entry only for a source that has a
// connection open, so it is bounded by the number of these.
type sources struct {
	perSource        int // 0: no limit for a single source
	waiting          int
	waitingPerSource int

	mu  sync.Mutex
	all tally
	by  map[netip.Prefix]tally
}

func newSources(perSource int, l limits) *sources {
	return &sources{
		perSource:        perSource,
		waiting:          l.waiting,
		waitingPerSource: l.waitingPerSource,
		by:               map[netip.Prefix]tally{},
	}
}

// admit counts a new, unauthenticated connection, or says why it must go.
func (s *sources) admit(from netip.Prefix) refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.by[from]
	if s.perSource > 0 && t.open >= s.perSource {
		return refusedSource
	}
	if s.perSource > 0 && t.waiting >= s.waitingPerSource || s.all.waiting >= s.waiting {
		return refusedWaiting
	}
	s.add(from, 1, 1)
	return admitted
}

// authenticated notes that an admitted connection is no longer waiting.
func (s *sources) authenticated(from netip.Prefix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.add(from, 0, -1)
}

// release forgets an admitted connection.
func (s *sources) release(from netip.Prefix, waiting bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if waiting {
		s.add(from, -1, -1)
		return
	}
	s.add(from, -1, 0)
}

func (s *sources) add(from netip.Prefix, open, waiting int) {
	s.all.open += open
	s.all.waiting += waiting
	t := s.by[from]
	t.open += open
	t.waiting += waiting
	if t == (tally{}) {
		delete(s.by, from)
		return
	}
	s.by[from] = t
}
