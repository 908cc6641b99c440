package game

// court is who wears the crown of a world, and what becomes of it. It has no
// clock: the room tells it the time.
type court struct{}

// reign lets time pass for the crown; the room calls it at each frame.
func (r *Room) reign(now Stamp) {}

// decree has something done by the crown's right, or tells why it is not.
func (r *Room) decree(now Stamp, s *seat, d Decree) {}

// bars is why somebody may not come in, or Done.
func (r *Room) bars(j *Join) Verdict { return Done }

func errBarred(world string) error {
	return denied("you are banned from %s for as long as that world lasts", world)
}

func errUninvited(world string) error {
	return denied("%s is private: who wears its crown can invite you", world)
}
