package bots

import "thicket/game"

// wheel tells which bots are due. It has a slot for each few milliseconds;
// setting a bot costs an append, finding the due ones nothing but them.
type wheel struct {
	width game.Stamp // of a slot
	slots [][]uint64
	first int        // the oldest slot that may hold bots
	at    game.Stamp // its start
	taken int        // its bots that were handed out
}

const (
	slotWidth = 5 // milliseconds, of a small swarm
	// horizon is how far ahead a bot may be due.
	horizon = 1275
)

// newWheel has slots of a width, from a stamp on.
func newWheel(width, at game.Stamp) wheel {
	return wheel{width: width, at: at - at%width, slots: make([][]uint64, horizon/width+1)}
}

// slot is that of a stamp, from at to the horizon.
func (w *wheel) slot(due game.Stamp) *[]uint64 {
	i := int(due - w.at)
	if w.width > 1 { // a division takes as long as all the rest
		i /= int(w.width)
	}
	if i += w.first; i >= len(w.slots) {
		i -= len(w.slots)
	}
	return &w.slots[i]
}

// set makes a bot due at a stamp, from the next slot to the horizon.
func (w *wheel) set(bot uint64, due game.Stamp) {
	due = min(max(due, w.at+w.width), w.at+horizon)
	slot := w.slot(due)
	*slot = append(*slot, bot)
}

// next hands out up to n bots, n > 0, that were due at one stamp by now; none if no
// more are. A bot is due at the end of its slot at the latest, at its start, the
// stamp that is given, at the earliest.
func (w *wheel) next(now game.Stamp, n int) (bots []uint64, due game.Stamp) {
	for w.at+w.width <= now {
		slot := &w.slots[w.first]
		if left := (*slot)[w.taken:]; len(left) > 0 {
			left = left[:min(n, len(left))]
			w.taken += len(left)
			return left, w.at
		}
		*slot = (*slot)[:0]
		w.at, w.taken = w.at+w.width, 0
		w.first = (w.first + 1) % len(w.slots)
	}
	return nil, 0
}

// before counts the bots that were due before a stamp and were not handed out.
func (w *wheel) before(due game.Stamp) (n int) {
	for at := w.at; at < min(due, w.at+horizon); at += w.width {
		n += len(*w.slot(at))
	}
	if n > 0 {
		n -= w.taken
	}
	return n
}

// skip makes every bot due so much later, in whole slots.
func (w *wheel) skip(d game.Stamp) { w.at += d - d%w.width }
