package game

// decree has something done by the crown's right, or tells why it is not.
func (r *Room) decree(now Stamp, s *seat, d Decree) {
	if s.walker == 0 && s.index < 0 {
		return // they have left
	}
	r.world.Apply(Command{At: now, Op: OpStir, Walker: s.walker})
	n := Notice{Kind: Decreed, Decree: d.Kind, Name: d.Name, Text: d.Text}
	if why := r.talk.allow(now, r.voice(s), &r.world.cfg.Realm); why != NotDenied {
		n = Notice{Kind: Refuted, Decree: d.Kind, Denial: why}
	} else if (Subject{Account: d.Account, Name: d.Name}).valid("a decree") != nil {
		n = Notice{Kind: Refuted, Decree: d.Kind, Denial: Unfit}
	} else if why := r.decided(now, s, d); why != NotDenied {
		n = Notice{Kind: Refuted, Decree: d.Kind, Denial: why, Name: d.Name}
	}
	r.inform(now, s, n)
}

// inform tells a client something, whether it plays or looks on.
func (r *Room) inform(now Stamp, s *seat, n Notice) {
	if who := r.world.find(s.walker); who != nil {
		r.world.notify(&r.world.players[who.player], n)
		r.deliver()
		return
	}
	n.At = now
	s.tell(n)
	s.wake()
}

// decided does what is decreed, or says why not.
func (r *Room) decided(now Stamp, s *seat, d Decree) Denial {
	if r.charter == nil || !s.who.Admin && !r.wears(s) {
		return NoCrown
	}
	switch d.Kind {
	case Kick:
		return r.kick(now, s, d)
	case Outlaw:
		return r.outlaw(now, s, d)
	case Pardon:
		return r.pardon(d)
	case Post:
		return r.proclaim(s, d)
	case SetBots:
		return r.herd(d)
	case HandOver:
		return r.handOver(now, s, d)
	case Abdicate:
		return r.abdicate(now, s)
	case Invite:
		return r.invite(d)
	case Disinvite:
		return r.disinvite(d)
	case Open:
		return r.unlock()
	case Close:
		return r.lock()
	}
	return Unfit
}

// meant is the player whom a decree concerns, nil if they are not there. An account
// that was looked up says more than a name.
func (r *Room) meant(d Decree) *player {
	if d.Account == "" {
		return r.world.called(d.Name)
	}
	if who := r.world.present(d.Account); who != nil {
		return &r.world.players[who.player]
	}
	return nil
}

// seatOf is the seat of a player, nil while nobody has it.
func (r *Room) seatOf(p *player) *seat {
	if int(p.slot) >= len(r.seats) {
		return nil
	}
	return r.seats[p.slot]
}

// protected tells whether who decrees may do nothing to a player: admins, and
// themselves.
func (r *Room) protected(by *seat, p *player) bool {
	at := r.seatOf(p)
	return at == by || at != nil && at.who.Admin || by.who.Account != "" && by.who.Account == r.world.accountOf(p)
}

// propose amends the charter, unless it could not be read again.
func (r *Room) propose(c *Charter) Denial {
	if c.checkTexts() != nil {
		return Unfit
	}
	r.amend(c)
	return NotDenied
}

// doer is who decrees, in words.
func (r *Room) doer(s *seat) string {
	name := s.who.Name
	if who := r.world.find(s.walker); who != nil {
		name = r.world.players[who.player].name
	}
	if r.wears(s) {
		return name
	}
	return "an admin (" + name + ")"
}

// wears tells whether a client is of who wears the crown.
func (r *Room) wears(s *seat) bool {
	return s.who.Account != "" && s.who.Account == r.charter.Crown.Account
}

func (r *Room) handOver(now Stamp, s *seat, d Decree) Denial {
	p := r.meant(d)
	switch {
	case p == nil || p.away:
		return NoSubject
	case r.world.accountOf(p) == "":
		return Keyless
	case r.world.accountOf(p) == r.charter.Crown.Account:
		return Needless
	}
	r.crown(now, p, r.doer(s)+" handed it over")
	return NotDenied
}

// abdicate gives the crown to who is first in line and awake; if nobody is, nobody
// wears it.
func (r *Room) abdicate(now Stamp, s *seat) Denial {
	was := r.charter.Crown
	if was == (Subject{}) {
		return Needless
	}
	if r.succession(now, r.doer(s)+" laid it down", true) {
		return NotDenied
	}
	c := *r.charter
	c.Crown = Subject{}
	r.amend(&c)
	r.world.coronate("")
	r.announce(Line{Kind: Uncrowned, Name: was.Name})
	return NotDenied
}

// proclaim sets the message of the day, or takes it away.
func (r *Room) proclaim(s *seat, d Decree) Denial {
	if d.Text == r.charter.Motd {
		return Needless
	}
	c := *r.charter
	c.Motd = d.Text
	denial := r.propose(&c)
	if denial == NotDenied && d.Text != "" {
		r.announce(Line{Kind: Posted, Name: r.doer(s), Text: d.Text})
	}
	return denial
}

// herd sets the world's swarms; their keeper hears of it.
func (r *Room) herd(d Decree) Denial {
	if d.Text == r.charter.Bots {
		return Needless
	}
	c := *r.charter
	c.Bots = d.Text
	return r.propose(&c)
}
