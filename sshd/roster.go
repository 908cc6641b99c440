package sshd

import (
	"context"
	"net/netip"
	"strings"
	"sync"

	"thicket/game"
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
	spare bool   // without a place, until their account's other session ends
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
	if len(r.in) >= places {
		if p.looks || !r.plays(p.account) {
			return false
		}
		p.spare = true
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

// move notes that a session has got a place in a world, and whether it only looks
// on there. An account plays in one place: its other sessions that play are over by
// that, and told. A place that the room has taken back already ends nobody. Error:
// why the session may not have it.
func (r *roster) move(p *present, c *game.Client, world string, looks bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case p.over:
		return game.ErrTakenOver
	case c.Why() != nil:
		return nil
	case looks && !p.looks && r.expects(p.account):
		return errPlaceless
	}
	p.world, p.looks = world, looks
	if looks || p.account == "" {
		return nil
	}
	p.spare = false
	for q := range r.in {
		if q != p && q.account == p.account && !q.looks && !q.over && q.world != "" {
			q.over = true
			q.end(game.ErrTakenOver)
		}
	}
	return nil
}

// expects tells whether a session of an account has yet to take over the place of
// another.
func (r *roster) expects(account string) bool {
	for p := range r.in {
		if p.spare && p.account == account {
			return true
		}
	}
	return false
}

// errPlaceless is why somebody plays on who wanted to look on.
const errPlaceless = game.Denied("the server is full, and another terminal of yours takes this place over")

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
