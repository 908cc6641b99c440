package game

// court is what becomes of a world's crown. It has no clock: the room tells it the
// time.
type court struct {
	missed Stamp // since when who wears the crown is not there; never: they are
	left   bool  // everybody knows that they are not
	told   bool  // everybody knows how the round ended
}

// reign lets time pass for the crown; the room calls it at each frame.
func (r *Room) reign(now Stamp) {
	if r.charter == nil {
		return
	}
	r.world.coronate(r.charter.Crown.Account)
	switch wearer := r.attend(now); {
	case r.charter.Crown == Subject{}:
	case wearer != nil && wearer.name != r.charter.Crown.Name:
		r.recrown(wearer.name)
	case wearer == nil:
		if now-r.court.missed >= stamp(r.world.cfg.Grace) {
			r.succession(now, r.charter.Crown.Name+" did not come back", false)
		}
	case r.world.keyless(wearer):
		r.succession(now, wearer.name+" pressed no key for long", true)
	}
}

// recrown notes what who wears the crown is called now.
func (r *Room) recrown(name string) {
	c := *r.charter
	c.Crown.Name = name
	r.propose(&c) // what no charter may hold is only seen in the world
}

// attend is the player who wears the crown, nil while they are not there; it notes
// since when, and tells everybody.
func (r *Room) attend(now Stamp) *player {
	if r.charter == nil {
		return nil
	}
	if who := r.world.present(r.charter.Crown.Account); who != nil {
		if p := &r.world.players[who.player]; !p.away {
			r.court.missed = never
			r.miss(false)
			return p
		}
	}
	if r.court.missed == never {
		r.miss(r.charter.Crown != Subject{})
	}
	r.court.missed = min(r.court.missed, now)
	return nil
}

// miss tells everybody, once, that who wears the crown is not there, or is back.
func (r *Room) miss(left bool) {
	if left == r.court.left {
		return
	}
	r.court.left = left
	kind := CrownBack
	if left {
		kind = CrownLeft
	}
	r.announce(Line{Kind: kind, Name: r.charter.Crown.Name})
}

// succession gives the crown to who is first in line, if somebody is; they must
// have pressed a key lately if awake is asked for.
func (r *Room) succession(now Stamp, why string, awake bool) bool {
	heir := r.world.heir(r.charter.Crown.Account, true)
	if heir == nil && !awake {
		heir = r.world.heir(r.charter.Crown.Account, false)
	}
	if heir != nil {
		r.crown(now, heir, why)
	}
	return heir != nil
}

// crown has a player wear the crown from now on, and tells everybody.
func (r *Room) crown(now Stamp, p *player, why string) {
	c := *r.charter
	c.Crown = Subject{Account: r.world.accountOf(p), Name: p.name}
	r.amend(&c)
	r.world.coronate(c.Crown.Account)
	r.court.left = false // it is another who was
	r.attend(now)
	r.announce(Line{Kind: Crowned, Name: p.name, Text: why})
	r.world.notify(p, Notice{Kind: CrownedYou, Text: why})
	r.deliver()
}

// amend makes c what the world is, for all who see it and for whoever comes
// after this room. c does not change any more.
func (r *Room) amend(c *Charter) {
	before := r.charter
	r.charter = c
	r.framer.charter, r.framer.telling = c, true
	r.desk.putCharter(c)
	if r.home == nil {
		return
	}
	r.home.charter.Store(c)
	if c.Bots != before.Bots {
		putNewest(r.home.specs, c.Bots)
	}
}

// received does for who has just entered what the crown and the rounds before have
// for them: a crown that nobody wears is theirs, unless they were there before the
// room began.
func (r *Room) received(now Stamp, id WalkerID, held bool) {
	if r.charter == nil {
		return
	}
	p := &r.world.players[r.world.find(id).player]
	if r.world.accountOf(p) == "" {
		return
	}
	if r.charter.Crown == (Subject{}) && !held {
		r.crown(now, p, "nobody wore it")
	} else if !held {
		r.greet(p)
	}
	r.attend(now)
	r.remember(p)
}

// greet tells who has just entered that the crown is theirs, or, if they founded the
// world, that it is not any more.
func (r *Room) greet(p *player) {
	switch r.world.accountOf(p) {
	case r.charter.Crown.Account:
		r.world.notify(p, Notice{Kind: CrownedYou})
	case r.charter.Founder:
		r.world.notify(p, Notice{Kind: Dethroned, Name: r.charter.Crown.Name})
	}
	r.deliver()
}

// coronate notes whose account wears the crown, for all to see.
func (w *World) coronate(account string) {
	if w.crown != account {
		w.crown = account
		w.roster++
	}
}

// keyless tells whether a player has pressed no key for so long that no crown stays
// with them.
func (w *World) keyless(p *player) bool { return w.now-p.seen >= stamp(w.cfg.Keyless) }

// heir is who is first in line after an account: of the players who are there and
// have a key, and pressed it lately if awake is asked for, who is there longest.
func (w *World) heir(after string, awake bool) (first *player) {
	for i := range w.players {
		p := &w.players[i]
		account := w.accountOf(p)
		if account == "" || account == after || p.away || awake && w.keyless(p) {
			continue
		}
		if first == nil || p.came < first.came {
			first = p
		}
	}
	return first
}

// holds tells whether an account's player waits for a client that comes by itself.
func (w *World) holds(account string) bool {
	who := w.present(account)
	return who != nil && w.players[who.player].held
}

// bars is why somebody may not come into the room's world, or Done.
func (r *Room) bars(j *Join) Verdict { return r.charter.bars(j) }

// bars is why somebody may not come in, or look on, or Done. The meadow, which has
// no charter, keeps nobody out; no world keeps out who looks after the server, who
// founded it or who wears its crown, nor swarms.
func (c *Charter) bars(j *Join) Verdict {
	switch {
	case c == nil, j.Admin, j.Name == "" && !j.Watch:
		return Done
	case j.Account != "" && (j.Account == c.Founder || j.Account == c.Crown.Account):
		return Done
	case has(c.Banned, j.Account, j.Source):
		return Barred
	case c.Private && !has(c.Invited, j.Account, ""):
		return Uninvited
	}
	return Done
}

// keepsOut is why who comes may not wake a world, nil if they may.
func keepsOut(c *Charter, j *Join) error {
	switch c.bars(j) {
	case Barred:
		return errBarred(c.Name)
	case Uninvited:
		return errUninvited(c.Name)
	}
	return nil
}

// has tells whether subjects are an account, or the guests of a source.
func has(subjects []Subject, account, source string) bool {
	for i := range subjects {
		s := &subjects[i]
		if account != "" && s.Account == account || account == "" && s.Account == "" && source != "" && s.Source == source {
			return true
		}
	}
	return false
}

func errBarred(world string) error {
	return denied("you are banned from %s for as long as that world lasts", world)
}

func errUninvited(world string) error {
	return denied("%s is private: who wears its crown can invite you", world)
}
