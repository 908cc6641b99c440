package game

// talk is what was said in a world.
type talk struct {
	lines []Line // the newest, as in frames; never changed in place
}

// speak says something for a player, or tells them why not.
func (r *Room) speak(now Stamp, s *seat, what Speech) {}

// announce adds a line that everybody can read.
func (r *Room) announce(l Line) {}
