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

	// Guarded by the roster:
	name  string // "" before they have one
	world string // where they are; "" before they are anywhere
	looks bool   // they only look on
	over  bool   // the account plays elsewhere now
}

// roster lists the sessions that play. Its mutex is held for a look through
// the list at most.
type roster struct {
	mu sync.Mutex
	in map[*present]struct{}
}

// enter takes a session in; it reports false when all places are taken. An
// account that plays already needs none: it takes its own place over, unless it
// only looks on.
func (r *roster) enter(p *present, places int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.in) >= places && (p.looks || !r.plays(p.account)) {
		return false
	}
	if r.in == nil {
		r.in = map[*present]struct{}{}
	}
	r.in[p] = struct{}{}
	return true
}

func (r *roster) plays(account string) bool {
	for p := range r.in {
		if account != "" && p.account == account && !p.looks {
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

// rename notes what somebody is called now, at all their terminals.
func (r *roster) rename(p *present, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.name = name
	for q := range r.in {
		if p.account != "" && q.account == p.account && q.name != "" {
			q.name = name
		}
	}
}

// nameOf is what somebody is called now.
func (r *roster) nameOf(p *present) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return p.name
}

// move notes which world a session has entered, and whether it only looks on.
// An account plays in one place: its sessions that play in other worlds are over
// by that, and told. It is false for a session that is over itself.
func (r *roster) move(p *present, world string, looks bool) (over []*present, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.over {
		return nil, false
	}
	p.world, p.looks = world, looks
	for q := range r.in {
		if q == p || looks || p.account == "" || q.account != p.account {
			continue
		}
		if !q.looks && !q.over && q.world != "" && q.world != world {
			q.over = true
			over = append(over, q)
		}
	}
	return over, true
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
