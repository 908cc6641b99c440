package game

// WalkerID names one walker for as long as it is in the world; the next one
// in its slot has another. The zero value names nobody.
type WalkerID uint64

// next is the id of the slot's next walker.
func (id WalkerID) next() WalkerID { return id + 1<<32 }

// Slot is the small number that marks a walker in a [Frame]; a walker that
// enters after this one has left may get it again.
func (id WalkerID) Slot() uint32 { return uint32(id) }

// find is the walker of an id, or nil when it has left.
func (w *World) find(id WalkerID) *walker {
	slot := id.Slot()
	if int(slot) >= len(w.walkers) {
		return nil
	}
	if who := &w.walkers[slot]; who.here && who.id == id {
		return who
	}
	return nil
}

// add stands a new walker on a free cell.
func (w *World) add(kind Kind, look Look, at Point) *walker {
	if len(w.free) == 0 {
		slot := uint32(len(w.walkers))
		w.walkers = append(w.walkers, walker{id: WalkerID(slot).next()})
		w.bellies = append(w.bellies, belly{})
		w.free = append(w.free, slot)
	}
	slot := w.free[len(w.free)-1]
	w.free = w.free[:len(w.free)-1]
	w.keepWalker(slot)
	who := &w.walkers[slot]
	*who = walker{
		id: who.id, x: int16(at.X), y: int16(at.Y),
		player: -1, facing: Down, kind: kind, here: true, look: look,
		spores: uint8(w.cfg.Spores), swerve: 3,
	}
	w.keepBelly(slot)
	w.bellies[slot] = belly{fed: longAgo, alone: never}
	w.put(at.X, at.Y)
	return who
}

// Leave takes a walker out of the world.
func (w *World) Leave(at Stamp, id WalkerID) Outcome {
	w.pass(at)
	who := w.find(id)
	if who == nil {
		return Outcome{Walker: id, Verdict: Gone}
	}
	slot := id.Slot()
	w.keepWalker(slot)
	out := w.outcome(who, Done)
	w.lift(int(who.x), int(who.y))
	if who.kind == Player {
		w.removePlayer(who.player)
	} else {
		w.bots--
		w.abandon(w.bellies[slot].colony)
	}
	*who = walker{id: id.next()}
	w.free = append(w.free, slot)
	return out
}
