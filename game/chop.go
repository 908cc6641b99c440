package game

// Chop gives the tree ahead of a walker a stroke.
func (w *World) Chop(at Stamp, id WalkerID) Outcome { return Outcome{} }

func (w *World) sporesOf(id WalkerID) uint8 { return 0 }
