package game

import "slices"

// admit seats a client.
func (r *Room) admit(now Stamp, s *seat, j *Join) Outcome {
	var out Outcome
	if j.Name != "" {
		out = r.admitPlayer(now, j)
		if out.Verdict == Full {
			return out
		}
		s.walker = out.Walker
		r.seatAt(s)
		r.echo(s)
	}
	if j.Frames {
		r.expose(out.At)
		s.index = len(r.viewers)
		r.viewers = append(r.viewers, s)
	}
	return out
}

// seatAt notes where the seat of a player's walker is.
func (r *Room) seatAt(s *seat) {
	slot := int(s.walker.Slot())
	for len(r.seats) <= slot {
		r.seats = append(r.seats, nil)
	}
	r.seats[slot] = s
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
	if r.claim(j.Reclaim, Player) {
		return r.world.outcome(r.world.find(j.Reclaim), Done)
	}
	return r.world.Apply(Command{At: now, Op: OpEnter, Kind: Player, Name: j.Name, Account: j.Account, Look: j.Look})
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

// evict takes those off whom nobody reclaimed in time.
func (r *Room) evict(now Stamp) {
	if r.unclaimed == nil || now-r.origin < Stamp(reclaimWithin.Milliseconds()) {
		return
	}
	for _, id := range r.unclaimed {
		r.world.Apply(Command{At: now, Op: OpLeave, Walker: id})
	}
	r.unclaimed = nil
}

// dismiss takes a client and its walkers out.
func (r *Room) dismiss(now Stamp, s *seat) {
	r.world.Apply(Command{At: now, Op: OpLeave, Walker: s.walker})
	if slot := int(s.walker.Slot()); slot < len(r.seats) && r.seats[slot] == s {
		r.seats[slot] = nil
	}
	for _, id := range s.bots {
		r.world.Apply(Command{At: now, Op: OpLeave, Walker: id})
	}
	s.walker, s.bots = 0, nil
	if s.index >= 0 {
		last := r.viewers[len(r.viewers)-1]
		r.viewers[s.index], last.index = last, s.index
		r.viewers[len(r.viewers)-1] = nil
		r.viewers = r.viewers[:len(r.viewers)-1]
		s.index = -1
		r.cycle = 0 // who moved to another group may have lost its turn
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
