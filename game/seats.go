package game

import "slices"

// admit seats a client.
func (r *Room) admit(now Stamp, s *seat, j *Join) Outcome {
	out := Outcome{Verdict: r.bars(j)}
	if out.Verdict != Done {
		return out
	}
	s.who = *j
	if j.Name != "" && !j.Watch {
		held := r.world.holds(j.Account)
		s.back = r.world.present(j.Account) != nil
		out = r.admitPlayer(now, j)
		if out.Verdict == Full {
			return out
		}
		s.walker = out.Walker
		r.seatAt(s)
		r.attune(s)
		r.echo(s)
		r.deliver() // what happened while they were away
		r.received(now, s.walker, held)
	}
	if j.Frames || j.Watch {
		r.expose(out.At)
		s.index = len(r.viewers)
		r.viewers = append(r.viewers, s)
	}
	return out
}

// seatAt notes where the seat of a player's walker is. Who had it before is
// over, and is told.
func (r *Room) seatAt(s *seat) {
	slot := int(s.walker.Slot())
	for len(r.seats) <= slot {
		r.seats = append(r.seats, nil)
	}
	if before := r.seats[slot]; before != nil {
		r.unseat(before)
		before.client.end(ErrTakenOver)
	}
	r.seats[slot] = s
}

// unseat takes a seat off its walker.
func (r *Room) unseat(s *seat) {
	r.avert(s)
	if slot := int(s.walker.Slot()); slot < len(r.seats) && r.seats[slot] == s {
		r.seats[slot] = nil
	}
	s.walker = 0
	if s.index >= 0 {
		last := r.viewers[len(r.viewers)-1]
		r.viewers[s.index], last.index = last, s.index
		r.viewers[len(r.viewers)-1] = nil
		r.viewers = r.viewers[:len(r.viewers)-1]
		s.index = -1
		r.cycle = 0 // who moved to another group may have lost its turn
	}
}

// expose brings the surroundings of a newcomer up to date in the next frame,
// so that the first thing they see is no second old.
func (r *Room) expose(p Point) {
	r.framer.watch(Rect{
		Min: Point{max(p.X-side, 0), max(p.Y-side, 0)},
		Max: Point{min(p.X+side, r.world.width), min(p.Y+side, r.world.height)},
	})
}

func (r *Room) admitPlayer(now Stamp, j *Join) Outcome {
	if j.Account == "" && r.claim(j.Reclaim, Player) {
		return r.world.outcome(r.world.find(j.Reclaim), Done)
	}
	out := r.world.Apply(Command{At: now, Op: OpEnter, Kind: Player, Name: j.Name, Account: j.Account, Look: j.Look})
	r.waits = slices.DeleteFunc(r.waits, func(w wait) bool { return w.walker == out.Walker })
	return out
}

// claim tells whether a walker of before the restart was waiting, and that it
// waits no longer.
func (r *Room) claim(id WalkerID, kind Kind) bool {
	who, slot := r.world.find(id), int(id.Slot())
	if who == nil || who.kind != kind || slot >= len(r.unclaimed) || r.unclaimed[slot] != id {
		return false
	}
	r.unclaimed[slot] = 0
	return true
}

// wait is a walker of an account that has dropped.
type wait struct {
	walker WalkerID
	until  Stamp
}

// await lets a walker wait for its account. All wait for as long, so that who
// comes last leaves last.
func (r *Room) await(now Stamp, id WalkerID) {
	r.waits = append(r.waits, wait{id, now + stamp(r.world.cfg.Wait)})
}

// adopt lets those who are in the world when the room begins wait for their
// clients.
func (r *Room) adopt() {
	r.unclaimed = make([]WalkerID, len(r.world.walkers))
	for slot := range r.world.walkers {
		who := &r.world.walkers[slot]
		switch {
		case !who.here:
		case who.kind == Player && r.world.accountOf(&r.world.players[who.player]) != "":
			r.world.Hold(r.origin, who.id)
			r.await(r.origin, who.id)
			r.attune(&seat{who: Join{Account: r.world.accountOf(&r.world.players[who.player])}, walker: who.id})
		default:
			r.unclaimed[slot] = who.id
		}
	}
}

// evict takes those off who were not reclaimed in time.
func (r *Room) evict(now Stamp) {
	gone := 0
	for ; gone < len(r.waits) && r.waits[gone].until <= now; gone++ {
		r.world.Apply(Command{At: now, Op: OpLeave, Walker: r.waits[gone].walker})
	}
	r.waits = slices.Delete(r.waits, 0, gone)
	if r.unclaimed == nil || now-r.origin < stamp(reclaimWithin) {
		return
	}
	for _, id := range r.unclaimed {
		r.world.Apply(Command{At: now, Op: OpLeave, Walker: id})
	}
	r.unclaimed = nil
}

// dismiss takes a client and its walkers out; by OpAway the walker of an account
// waits.
func (r *Room) dismiss(now Stamp, op Op, s *seat) {
	r.world.Apply(Command{At: now, Op: op, Walker: s.walker})
	if r.world.find(s.walker) != nil {
		r.await(now, s.walker)
	}
	for _, id := range s.bots {
		r.world.Apply(Command{At: now, Op: OpLeave, Walker: id})
	}
	s.bots = nil
	r.unseat(s)
	r.attend(now)
}

// forgo takes out who gave up before they knew that they are in. A walker that
// waited for them waits on; nobody waits where they have never been.
func (r *Room) forgo(now Stamp, s *seat) {
	op := OpLeave
	if s.back {
		op = OpAway
	}
	r.dismiss(now, op, s)
}

// say tells everybody something, also those who only look on.
func (r *Room) say(text string) {
	for _, s := range r.seats {
		if s != nil {
			r.world.notify(&r.world.players[r.world.find(s.walker).player], Notice{Kind: Said, Text: text})
			r.deliver()
		}
	}
	for _, s := range r.viewers {
		if s.walker == 0 {
			s.tell(Notice{Kind: Said, At: r.world.now, Text: text})
			s.wake()
		}
	}
}

// claimAll forgets the ids of those who cannot be reclaimed: they enter anew.
func (r *Room) claimAll(steps []BatchStep) {
	for i := range steps {
		if !r.claim(steps[i].Walker, Bot) {
			steps[i].Walker = 0
		}
	}
}

// seatBots notes whose the bots are. Of those who have left in the meantime
// it drops the ids when they become many.
func (r *Room) seatBots(s *seat, entered []BatchStep) {
	for i := range entered {
		s.bots = append(s.bots, entered[i].Walker)
	}
	if len(s.bots) > 2*r.world.bots+1024 {
		s.bots = slices.DeleteFunc(s.bots, func(id WalkerID) bool { return r.world.find(id) == nil })
	}
}
