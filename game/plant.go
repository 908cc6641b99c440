package game

// Plant plants a pattern ahead of a walker.
func (w *World) Plant(at Stamp, id WalkerID, p Pattern) Outcome { return Outcome{} }
