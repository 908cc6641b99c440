package sshd

import (
	"context"
	"net/netip"
	"strings"
	"sync"
)

// present is a session that plays.
type present struct {
	account string       // "" of a guest
	from    netip.Addr   // may be invalid
	block   netip.Prefix // that their connection counts against
	admin   bool
	end     context.CancelCauseFunc

	name string // guarded by the roster; "" before they have one
}

// roster lists the sessions that play. Its mutex is held for a look through
// the list at most.
type roster struct {
	mu sync.Mutex
	in map[*present]struct{}
}

// enter takes a session in; it reports false when all places are taken. An
// account that is there already needs none: it takes its own place over.
func (r *roster) enter(p *present, places int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.in) >= places && !r.has(p.account) {
		return false
	}
	if r.in == nil {
		r.in = map[*present]struct{}{}
	}
	r.in[p] = struct{}{}
	return true
}

func (r *roster) has(account string) bool {
	for p := range r.in {
		if account != "" && p.account == account {
			return true
		}
	}
	return false
}

func (r *roster) leave(p *present) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.in, p)
}

// rename notes what somebody is called now.
func (r *roster) rename(p *present, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.name = name
}

// called are the sessions of a player, by name without case.
func (r *roster) called(name string) (found []*present) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.in {
		if strings.EqualFold(p.name, name) {
			found = append(found, p)
		}
	}
	return found
}

// size is how many sessions play.
func (r *roster) size() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.in)
}

// all are the sessions of everybody.
func (r *roster) all() []*present {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]*present, 0, len(r.in))
	for p := range r.in {
		list = append(list, p)
	}
	return list
}
