package game

import (
	"slices"
	"strings"
)

func (r *Room) kick(now Stamp, s *seat, d Decree) Denial {
	p := r.meant(d)
	switch {
	case p == nil:
		return r.kickViewer(s, d)
	case r.protected(s, p):
		return Protected
	}
	r.announce(Line{Kind: SentAway, Name: p.name})
	r.sendAway(now, p, r.sender(s, "sent you away"))
	return NotDenied
}

// kickViewer sends away who looks on under a name.
func (r *Room) kickViewer(s *seat, d Decree) Denial {
	v := r.viewer(d.Name)
	switch {
	case v == nil:
		return NoSubject
	case r.spared(s, v):
		return Protected
	}
	r.announce(Line{Kind: SentAway, Name: v.who.Name})
	r.turnOut(v, r.sender(s, "sent you away"))
	return NotDenied
}

// viewer is who looks on under a name, without case; nil if nobody does.
func (r *Room) viewer(name string) *seat {
	for _, v := range r.viewers {
		if v.who.Watch && strings.EqualFold(v.who.Name, name) {
			return v
		}
	}
	return nil
}

// spared tells whether who decrees may do nothing to who looks on, as protected
// does of players.
func (r *Room) spared(by, v *seat) bool {
	return v == by || v.who.Admin || by.who.Account != "" && by.who.Account == v.who.Account
}

// turnOut ends who looks on.
func (r *Room) turnOut(v *seat, why error) {
	r.unseat(v)
	v.client.end(why)
}

// sender is why somebody is over to whom something was done by the crown's right.
func (r *Room) sender(s *seat, did string) error {
	if r.wears(s) {
		return denied("the crown of %s (%s) %s", r.name, r.doer(s), did)
	}
	return denied("%s %s from %s", r.doer(s), did, r.name)
}

// sendAway takes a player out of the world, whether they are there or away.
func (r *Room) sendAway(now Stamp, p *player, why error) {
	id := r.world.walkers[p.slot].id
	if at := r.seatOf(p); at != nil {
		r.unseat(at)
		at.client.end(why)
	}
	r.world.Apply(Command{At: now, Op: OpLeave, Walker: id})
}

// outlaw bans somebody. A guest is banned by where they come from.
func (r *Room) outlaw(now Stamp, s *seat, d Decree) Denial {
	it := Subject{Account: d.Account, Name: d.Name}
	p, v := r.meant(d), r.viewer(d.Name)
	switch {
	case p != nil:
		it = Subject{Account: r.world.accountOf(p), Name: p.name}
		if at := r.seatOf(p); it.Account == "" && at != nil {
			it.Source = at.who.Source
		}
	case v != nil:
		it = Subject{Account: v.who.Account, Name: v.who.Name}
		if it.Account == "" {
			it.Source = v.who.Source
		}
	}
	switch c := r.charter; {
	case p == nil && v == nil && d.Account == "":
		return NoSubject
	case p != nil && r.protected(s, p), p == nil && v != nil && r.spared(s, v), it.Account != "" && (it.Account == s.who.Account || it.Account == c.Founder || it.Account == c.Crown.Account):
		return Protected
	case it.Account == "" && it.Source == "":
		return Keyless // nothing tells them from others
	case has(c.Banned, it.Account, it.Source):
		return Needless
	case len(c.Banned) >= mostListed:
		return TooMany
	}
	c := *r.charter
	c.Banned = append(slices.Clone(c.Banned), it)
	if denial := r.propose(&c); denial != NotDenied {
		return denial
	}
	r.announce(Line{Kind: Outlawed, Name: it.Name})
	why := r.sender(s, "banned you")
	if p != nil {
		r.sendAway(now, p, why)
	}
	r.clearViewers(Barred, why)
	return NotDenied
}

// clearViewers ends those who look on and are kept out from now on.
func (r *Room) clearViewers(kept Verdict, why error) {
	for _, v := range slices.Clone(r.viewers) {
		if v.who.Watch && r.bars(&v.who) == kept {
			r.turnOut(v, why)
		}
	}
}

func (r *Room) pardon(d Decree) Denial {
	c := *r.charter
	if c.Banned = without(c.Banned, d); len(c.Banned) == len(r.charter.Banned) {
		return NoSubject
	}
	r.amend(&c)
	return NotDenied
}
