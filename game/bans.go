package game

import "slices"

func (r *Room) kick(now Stamp, s *seat, d Decree) Denial {
	p := r.meant(d)
	switch {
	case p == nil:
		return NoSubject
	case r.protected(s, p):
		return Protected
	}
	r.announce(Line{Kind: SentAway, Name: p.name})
	r.sendAway(now, p, r.sender(s, "sent you away"))
	return NotDenied
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
	p := r.meant(d)
	if p != nil {
		it = Subject{Account: r.world.accountOf(p), Name: p.name}
		if at := r.seatOf(p); it.Account == "" && at != nil {
			it.Source = at.who.Source
		}
	}
	switch c := r.charter; {
	case p == nil && d.Account == "":
		return NoSubject
	case p != nil && r.protected(s, p), it.Account != "" && (it.Account == s.who.Account || it.Account == c.Founder || it.Account == c.Crown.Account):
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
	r.clearViewers(why)
	return NotDenied
}

// clearViewers ends those who look on and are banned.
func (r *Room) clearViewers(why error) {
	for _, v := range slices.Clone(r.viewers) {
		if v.who.Watch && r.bars(&v.who) == Barred {
			r.unseat(v)
			v.client.end(why)
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
