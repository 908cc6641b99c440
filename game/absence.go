package game

// absence is what an account will be told of the colony that it has left: it
// begins when its player goes or drops, and is kept until they are back, even
// when nothing of the colony is theirs any more.
type absence struct {
	account string
	name    string // that its player bore
	since   Stamp
	number  uint16 // of the colony; 0: it has died, or is wild
	wild    bool
	owed    uint8 // spores of prizes won meanwhile
	was     int   // living cells
	eaten   Tally
	stung   Tally
}

// mostAbsent is how many absences are kept: keys cost nothing.
const mostAbsent = 4096

// absenceOf is the index of an account's absence, -1 if it has none.
func (w *World) absenceOf(account string) int {
	for i := range w.absences {
		if w.absences[i].account == account {
			return i
		}
	}
	return -1
}

// miss begins the absence of a player, unless it has begun already, they are a
// guest, or they have no cells. If there are too many the one that has waited
// longest is forgotten.
func (w *World) miss(p *player) {
	c := &w.colonies[p.colony]
	if c.account == "" || c.biomass == 0 || c.absent != 0 {
		return
	}
	if len(w.absences) == mostAbsent {
		w.forgetLongest()
	}
	w.absences = append(w.absences, absence{
		account: c.account, name: p.name, since: w.now, number: p.colony, was: c.biomass,
	})
	c.absent = uint16(len(w.absences))
}

// leaveBehind lets the colony of a player who goes live on, unless they are a
// guest.
func (w *World) leaveBehind(p *player) {
	w.miss(p)
	c := &w.colonies[p.colony]
	if c.absent == 0 || c.biomass == 0 {
		w.abandon(p.colony)
		return
	}
	c.owner = 0
	w.founding++
}

// turnWild abandons the colonies whose owners have been away for too long.
func (w *World) turnWild() {
	for i := range w.absences {
		if a := &w.absences[i]; w.now-a.since >= stamp(w.cfg.Absence) {
			w.disown(a)
		}
	}
}

// disown abandons the colony of an absence, unless its owner is only dropped.
func (w *World) disown(a *absence) {
	if a.number != 0 && w.colonies[a.number].owner == 0 {
		w.abandon(a.number)
	}
}

// forgetLongest forgets the absence that has waited longest; its colony turns
// wild.
func (w *World) forgetLongest() {
	longest := 0
	for i := range w.absences {
		if w.absences[i].since < w.absences[longest].since {
			longest = i
		}
	}
	w.disown(&w.absences[longest])
	w.forget(longest)
}

// forget takes an absence out; the last one moves to its place.
func (w *World) forget(i int) {
	last := len(w.absences) - 1
	w.colonies[w.absences[i].number].absent = 0
	if i != last {
		w.absences[i] = w.absences[last]
		if number := w.absences[i].number; number != 0 {
			w.colonies[number].absent = uint16(i + 1)
		}
	}
	w.absences[last] = absence{}
	w.absences = w.absences[:last]
}

// absenceAt is the absence that a colony has, or nil.
func (w *World) absenceAt(number uint16) *absence {
	if i := w.colonies[number].absent; i != 0 {
		return &w.absences[i-1]
	}
	return nil
}

// welcome tells a player who was away what happened to their colony, gives
// them what it won, and ends the absence.
func (w *World) welcome(p *player, i int) {
	a := &w.absences[i]
	p.owed = uint8(min(int(p.owed)+int(a.owed), 255))
	w.notify(p, Notice{Kind: Returned, Away: &Away{
		For: w.now - a.since, Was: a.was, Is: w.colonies[p.colony].biomass,
		Wild: a.wild, Eaten: a.eaten, Stung: a.stung,
	}})
	w.forget(i)
}

// welcomeBack ends the absence of a player whose walker has waited. They are
// told only if somebody ate or was stung: they were gone for a minute at most,
// often for a second, and see what else became of their colony.
func (w *World) welcomeBack(p *player) {
	a := w.absenceAt(p.colony)
	switch i := int(w.colonies[p.colony].absent) - 1; {
	case a == nil:
	case a.eaten == Tally{} && a.stung == Tally{}:
		w.forget(i)
	default:
		w.welcome(p, i)
	}
}
