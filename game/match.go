package game

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// errRound is why a room's run ends whose match goes on with another round.
var errRound = errors.New("the round is over")

// counting is the stamp of the counting that is due. Those of a match are laid so
// that the last is at the very end, and what counts then was there 15 s before.
func (w *World) counting() Stamp {
	if w.ends == never {
		return w.now
	}
	return w.now - (w.now-w.counted)%stamp(w.cfg.Count)
}

// finish does what was left to do until the end of the round, once. What comes
// later changes nothing.
func (w *World) finish() {
	if w.counted >= w.ends {
		return
	}
	w.passGenerations()
	w.countAll()
	w.counted = w.ends
}

// finished tells that the round is over and its results stand.
func (w *World) finished() bool { return w.counted >= w.ends }

// podium is the players of the world, the best first, and of as many cells who has
// been there longest; and how they placed. Who has as much shares a place.
func (w *World) podium() (order []*player, places []Placed) {
	for i := range w.players {
		order = append(order, &w.players[i])
	}
	best := func(p *player) int { return w.colonies[p.colony].best }
	slices.SortStableFunc(order, func(a, b *player) int {
		return cmp.Or(cmp.Compare(best(b), best(a)), cmp.Compare(a.came, b.came))
	})
	for i, p := range order {
		it := Placed{Account: w.accountOf(p), Place: i + 1, Of: len(order), Best: best(p)}
		if i > 0 && places[i-1].Best == it.Best {
			it.Place = places[i-1].Place
		}
		places = append(places, it)
	}
	return order, places
}

// succeed puts the players of the round before, who have keys, into a new world:
// they enter anew, but it is as long ago that they came and pressed a key.
func (w *World) succeed(before *World) {
	ago := before.now - w.now
	for i := range before.players {
		was := &before.players[i]
		account := before.accountOf(was)
		if account == "" {
			continue
		}
		out := w.EnterAs(w.now, Player, was.name, account, before.walkers[was.slot].look)
		if out.Verdict != Done {
			continue
		}
		if was.away {
			w.Drop(w.now, out.Walker)
		}
		p := &w.players[w.find(out.Walker).player]
		p.came, p.seen, p.held = was.came-ago, was.seen-ago, was.held
	}
}

// conclude tells how the round ended, once: to all who are there now, and to those
// who are away when they come to another round.
func (r *Room) conclude() {
	if r.court.told || !r.world.finished() {
		return
	}
	r.court.told = true
	r.framer.telling = true // also where nothing else changes a frame shows that it is over
	order, places := r.world.podium()
	if len(order) > 0 && places[0].Best > 0 {
		r.announce(Line{Kind: RoundEnded, Name: order[0].name, Text: winning(places)})
	}
	r.noteAbsent(order, places)
}

// winning is what the first of a podium has reached, in words.
func winning(places []Placed) string {
	text := fmt.Sprintf("%d cells", places[0].Best)
	if places[0].Best == 1 {
		text = "1 cell"
	}
	as := 0
	for as+1 < len(places) && places[as+1].Place == 1 {
		as++
	}
	switch as {
	case 0:
		return text
	case 1:
		return text + ", as 1 other"
	}
	return fmt.Sprintf("%s, as %d others", text, as)
}

// noteAbsent notes how those with a key placed who are away. Of too many the oldest
// are forgotten.
func (r *Room) noteAbsent(order []*player, places []Placed) {
	if r.charter == nil {
		return
	}
	c := *r.charter
	c.Placed = slices.Clone(c.Placed)
	for i, p := range order {
		if !p.away {
			continue
		}
		it := places[i]
		it.Round = c.Round
		c.Placed = slices.DeleteFunc(c.Placed, func(o Placed) bool { // of before the room fell
			return o.Account == it.Account && o.Round == it.Round
		})
		c.Placed = append(c.Placed, it)
	}
	c.Placed = c.Placed[max(len(c.Placed)-mostPlaced, 0):]
	if !slices.Equal(c.Placed, r.charter.Placed) {
		r.amend(&c)
	}
}

// remember tells a player how they placed in rounds before this one at whose end
// they were away, once.
func (r *Room) remember(p *player) {
	c, account := *r.charter, r.world.accountOf(p)
	due := func(it Placed) bool { return it.Account == account && it.Round < c.Round }
	if !slices.ContainsFunc(c.Placed, due) {
		return
	}
	for _, it := range c.Placed {
		if due(it) {
			r.world.notify(p, Notice{Kind: Remembered, Placed: it})
		}
	}
	c.Placed = slices.DeleteFunc(slices.Clone(c.Placed), due)
	r.amend(&c)
	r.deliver()
}

// roundOver tells whether the podium was looked at for long enough.
func (r *Room) roundOver() bool {
	return r.court.told && r.world.now-r.world.ends >= stamp(r.world.cfg.Podium)
}

// follow makes the room that of the round after another's, from which world was
// made by succeed: what was said is remembered, and who was away has the rest of
// their wait. Nothing runs yet.
func (r *Room) follow(before *Room) {
	r.recall(before.talk)
	ago := before.world.now - r.world.now
	for _, w := range before.waits {
		who := before.world.find(w.walker)
		if who == nil || who.kind != Player {
			continue
		}
		now := r.world.present(before.world.accountOf(&before.world.players[who.player]))
		for i := range r.waits {
			if now != nil && r.waits[i].walker == now.id {
				r.waits[i].until = w.until - ago
			}
		}
	}
	slices.SortStableFunc(r.waits, func(a, b wait) int { return cmp.Compare(a.until, b.until) })
}

// nextRound is the room of a match's next round: of a new world on a new seed, in
// which everybody enters anew. It is nil if none can be made.
func (l *Lobby) nextRound(h *hosted, room *Room) (next *Room) {
	room.end(nil)
	l.replace(h, nil)
	h.desk.salvage(room.world)
	c := *room.charter
	c.Round++
	h.charter.Store(&c)
	h.desk.putCharter(&c)
	err := guarded(func() error {
		world, err := NewWorld(l.config(&c))
		if err == nil {
			world.succeed(room.world)
			next = l.roomOf(h, world)
			next.follow(room)
		}
		return err
	})
	if err != nil {
		l.log.Error("a match has no next round", "world", h.name, "round", c.Round, "error", err)
		return l.giveUp(h, nil)
	}
	l.replace(h, next)
	return next
}
