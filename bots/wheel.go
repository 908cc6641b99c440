package bots

import (
	"slices"

	"thicket/game"
)

// wheel tells which bots are due. It has a slot for each few milliseconds;
// setting a bot costs an append, finding the due ones nothing but them.
type wheel struct {
	slots [wheelSlots][]uint32
	at    game.Stamp // start of the oldest slot that may hold bots
	taken int        // bots of that slot that were handed out
}

const (
	slotWidth  = 5 // milliseconds
	wheelSlots = 256
	// horizon is how far ahead a bot may be due.
	horizon = slotWidth * (wheelSlots - 1)
)

func slotOf(due game.Stamp) int { return int(due/slotWidth) % wheelSlots }

// set makes a bot due at a stamp, from the next slot to the horizon.
func (w *wheel) set(bot uint32, due game.Stamp) {
	due = min(max(due, w.at+slotWidth), w.at+horizon)
	i := slotOf(due)
	w.slots[i] = append(w.slots[i], bot)
}

// next hands out a bot that is due by now; a bot is due at the end of its
// slot at the latest, at its start at the earliest.
func (w *wheel) next(now game.Stamp) (bot uint32, due game.Stamp, ok bool) {
	for w.at+slotWidth <= now {
		i := slotOf(w.at)
		if w.taken < len(w.slots[i]) {
			w.taken++
			return w.slots[i][w.taken-1], w.at, true
		}
		w.slots[i] = w.slots[i][:0]
		w.at, w.taken = w.at+slotWidth, 0
	}
	return 0, 0, false
}

// skip makes every bot due so much later, in whole slots.
func (w *wheel) skip(d game.Stamp) {
	n := int(d/slotWidth) % wheelSlots
	w.at += d - d%slotWidth
	// What was in slot i is in slot i+n now.
	slices.Reverse(w.slots[:wheelSlots-n])
	slices.Reverse(w.slots[wheelSlots-n:])
	slices.Reverse(w.slots[:])
}
