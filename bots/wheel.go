package bots

import (
	"slices"

	"thicket/game"
)

// wheel tells which bots are due. It has a slot for each few milliseconds;
// setting a bot costs an append, finding the due ones nothing but them.
type wheel struct {
	width game.Stamp // of a slot
	slots [][]uint32
	at    game.Stamp // start of the oldest slot that may hold bots
	taken int        // bots of that slot that were handed out
}

const (
	slotWidth = 5 // milliseconds, of a small swarm
	// horizon is how far ahead a bot may be due.
	horizon = 1275
)

// widthOf is how wide the slots of so many bots are. Those of a large swarm are as
// fine as a stamp: when a step was due is known exactly. A small one, of which a
// server may have thousands, has fewer slots.
func widthOf(bots int) game.Stamp {
	if bots < manyBots {
		return slotWidth
	}
	return 1
}

// newWheel has slots of a width, from a stamp on.
func newWheel(width, at game.Stamp) wheel {
	return wheel{width: width, at: at - at%width, slots: make([][]uint32, horizon/width+1)}
}

func (w *wheel) slotOf(due game.Stamp) int { return int(due/w.width) % len(w.slots) }

// set makes a bot due at a stamp, from the next slot to the horizon.
func (w *wheel) set(bot uint32, due game.Stamp) {
	due = min(max(due, w.at+w.width), w.at+horizon)
	i := w.slotOf(due)
	w.slots[i] = append(w.slots[i], bot)
}

// next hands out up to n bots, n > 0, that were due at one stamp by now; none if no
// more are. A bot is due at the end of its slot at the latest, at its start, the
// stamp that is given, at the earliest.
func (w *wheel) next(now game.Stamp, n int) (bots []uint32, due game.Stamp) {
	for w.at+w.width <= now {
		i := w.slotOf(w.at)
		if left := w.slots[i][w.taken:]; len(left) > 0 {
			left = left[:min(n, len(left))]
			w.taken += len(left)
			return left, w.at
		}
		w.slots[i] = w.slots[i][:0]
		w.at, w.taken = w.at+w.width, 0
	}
	return nil, 0
}

// before counts the bots that were due before a stamp and were not handed out.
func (w *wheel) before(due game.Stamp) (n int) {
	for at := w.at; at < due; at += w.width {
		n += len(w.slots[w.slotOf(at)])
	}
	if n > 0 {
		n -= w.taken
	}
	return n
}

// skip makes every bot due so much later, in whole slots.
func (w *wheel) skip(d game.Stamp) {
	n := int(d/w.width) % len(w.slots)
	w.at += d - d%w.width
	// What was in slot i is in slot i+n now.
	slices.Reverse(w.slots[:len(w.slots)-n])
	slices.Reverse(w.slots[len(w.slots)-n:])
	slices.Reverse(w.slots)
}
