package game

import (
	"strconv"
	"strings"
)

// Dress calls a player otherwise and changes how they and their cells look. An
// empty name leaves theirs.
func (w *World) Dress(at Stamp, id WalkerID, name string, look Look) Outcome {
	w.pass(at)
	who := w.find(id)
	if who == nil || who.kind != Player {
		return Outcome{Walker: id, Verdict: Gone}
	}
	w.keepWalker(id.Slot())
	w.wake(who)
	p := &w.players[who.player]
	if name != "" {
		p.name = w.freeName(name, p)
	}
	who.look = look
	w.colonies[p.colony].look = look
	w.touch(who)
	w.founding++
	w.roster++ // whoever sees their cells is woken
	return w.outcome(who, Done)
}

// freeName is the name, or if a player other than me bears it, the name with
// ~2, ~3 and so on.
func (w *World) freeName(name string, me *player) string {
	base, _, _ := strings.Cut(name, "~")
	taken := make([]bool, len(w.players)+3) // by number; one of them from 2 on is free
	free := true
	for i := range w.players {
		p := &w.players[i]
		if p == me {
			continue
		}
		free = free && p.name != name
		if other, suffix, _ := strings.Cut(p.name, "~"); other == base {
			n, _ := strconv.Atoi(suffix)
			taken[min(max(n, 0), len(taken)-1)] = true
		}
	}
	if free {
		return name
	}
	n := 2
	for taken[n] {
		n++
	}
	return base + "~" + strconv.Itoa(n)
}
