package game

// act applies a player's action and answers at once.
func (r *Room) act(now Stamp, e envelope) {
	s := e.seat
	var out Outcome
	if e.op == OpStep {
		out = r.world.Step(now, s.walker, e.dir)
		r.tally[out.Verdict]++
	} else {
		out = r.world.Apply(Command{At: now, Op: e.op, Walker: s.walker, Pattern: e.pattern})
	}
	if out.Verdict == Limited {
		s.limited++
	}
	s.answer = Echo{
		Seq: e.seq, Op: e.op, Verdict: out.Verdict, By: out.By, Where: out.Where,
		Strokes: out.Strokes, Dropped: s.limited,
	}
	r.echo(s)
	s.wake()
	r.deliver()
}

// echo stores what a seat's client asked last and how its walker is now.
func (r *Room) echo(s *seat) {
	r.world.describe(s.walker, &s.answer)
	s.client.echo.store(&s.answer)
}

// deliver hands on what players have to be told. Their walkers are not as
// their echoes say any more.
func (r *Room) deliver() {
	if len(r.world.news) == 0 {
		return
	}
	r.world.TakeNotices(func(to WalkerID, n Notice) {
		slot := int(to.Slot())
		if slot >= len(r.seats) || r.seats[slot] == nil || r.seats[slot].walker != to {
			return
		}
		s := r.seats[slot]
		s.tell(n)
		r.echo(s)
		s.wake()
	})
}
