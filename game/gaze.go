package game

// gaze notes whom a client watches, and tells them when it begins.
func (r *Room) gaze(s *seat, at WalkerID) {}
