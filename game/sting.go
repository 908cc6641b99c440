package game

import (
	"math/bits"
	"slices"
)

// sting is a cell born on a walker.
type sting struct {
	slot   uint32
	colony uint16 // of the newborn
	cell   uint16 // of the chunk
}

// hit notes the cells about to be born in a chunk that players stand on, in reading
// order. What follows has to wait until the generation is whole: who
// collapses moves.
func (w *World) hit(r rising) {
	c := &w.chunks[r.chunk]
	if len(c.players) == 0 {
		return
	}
	var hits uint64
	for todo := r.rows; todo != 0; todo &= todo - 1 {
		y := bits.TrailingZeros64(todo)
		hits |= w.born(r, y) & c.rows[y].walk
	}
	if hits == 0 {
		return
	}
	first := len(w.stings)
	for _, slot := range c.players {
		who := &w.walkers[slot]
		_, row, bit := w.at(int(who.x), int(who.y))
		if w.born(r, row)&bit == 0 {
			continue
		}
		s := sting{slot: slot, cell: cellOf(who.at())}
		if c.rows[row].owned&bit != 0 {
			s.colony = *w.ownerAt(int(r.chunk), row, int(who.x))
		}
		w.stings = append(w.stings, s)
	}
	slices.SortFunc(w.stings[first:], func(a, b sting) int { return int(a.cell) - int(b.cell) })
}

func (w *World) stingAll() {
	for _, s := range w.stings {
		w.sting(s)
	}
	w.stings = w.stings[:0]
}

// sting costs a player a heart, unless the newborn is their own or something
// protects them.
func (w *World) sting(s sting) {
	who := &w.walkers[s.slot]
	p := &w.players[who.player]
	if s.colony == p.colony || who.dozing || w.now < p.safe {
		return
	}
	w.keepWalker(s.slot)
	p.hearts--
	p.safe = w.now + stamp(w.cfg.StingShield)
	p.rest = w.now
	w.roster++
	by := w.credit(s.colony, p.name)
	w.notify(p, Notice{Kind: Stung, Name: by, Where: who.at()})
	if p.hearts == 0 {
		w.collapse(who, s.colony, by)
	}
}

// credit counts for the owner of a colony, here or not, that it has stung a
// player, and tells the owner's name; there is none of the wild and of bots.
func (w *World) credit(number uint16, victim string) (name string) {
	if a := w.absenceAt(number); a != nil {
		a.stung.Add(victim)
		name = a.name
	}
	if by := w.playerOf(number); by != nil {
		by.stings++
		name = by.name
	}
	w.results.stung(w.colonies[number].account)
	return name
}

// playerOf is the player whose colony has a number, or nil.
func (w *World) playerOf(number uint16) *player {
	if who := w.find(w.colonies[number].owner); who != nil && who.kind == Player {
		return &w.players[who.player]
	}
	return nil
}

// collapse has a player without hearts enter anew, far from where they fell.
// The owner of the colony that gave the last sting, by name if there is one,
// gets a prize.
func (w *World) collapse(who *walker, number uint16, by string) {
	p := &w.players[who.player]
	fell := who.at()
	w.walk(who, w.apartFrom(who))
	w.give(who.at())
	p.hearts = uint8(w.cfg.Hearts)
	p.safe, p.rest = w.now+stamp(w.cfg.EnterShield), w.now
	who.spores /= 2
	if by != "" {
		w.award(number, by, p)
	}
	w.notify(p, Notice{Kind: Collapsed, Name: by, Where: fell})
}

// award gives the owner of a colony the prize for a victim's collapse: spores
// to digest, of who is not here when they are back.
func (w *World) award(number uint16, name string, victim *player) {
	by := w.playerOf(number)
	if w.now-victim.prized >= stamp(w.cfg.PrizeEvery) {
		w.tell(Milestone{Name: name, Victim: victim.name})
		victim.prized = w.now
		owed := w.owedTo(number)
		*owed = uint8(min(int(*owed)+w.cfg.Prize, 255))
	}
	if by != nil {
		w.notify(by, Notice{Kind: Felled, Name: victim.name})
	}
}

// owedTo is what the owner of a colony, here or not, is owed.
func (w *World) owedTo(number uint16) *uint8 {
	if by := w.playerOf(number); by != nil {
		return &by.owed
	}
	return &w.absenceAt(number).owed
}

// apartFrom is where who collapses enters anew: at least Apart cells away, or
// as far as the world allows.
func (w *World) apartFrom(who *walker) Point {
	fell := who.at()
	best := fell
	try := func(wish Point) bool {
		if p, ok := w.entryCell(wish); ok && p.Distance(fell) > best.Distance(fell) {
			best = p
		}
		return best.Distance(fell) >= w.cfg.Apart
	}
	for range 4 {
		if wish := w.nearPlayerPlace(who); wish.Distance(fell) >= w.cfg.Apart && try(wish) {
			return best
		}
	}
	for range 8 {
		if try(w.ringPoint(fell, w.cfg.Apart+2, 2*w.cfg.Apart+2)) {
			return best
		}
	}
	right, bottom := w.cfg.Width-1, w.cfg.Height-1
	for _, corner := range [...]Point{{0, 0}, {right, 0}, {0, bottom}, {right, bottom}} {
		try(corner)
	}
	return best
}

// tend mends hearts of players who rest beside a tree, and digests prizes.
func (w *World) tend() {
	for i := range w.players {
		p := &w.players[i]
		who := &w.walkers[p.slot]
		if int(p.hearts) < w.cfg.Hearts {
			w.mend(p, who)
		}
		if p.owed > 0 && w.feed(who) {
			p.owed--
			w.notify(p, Notice{Kind: Fed})
		}
	}
}

func (w *World) mend(p *player, who *walker) {
	switch {
	case !w.besideTree(who.at()):
		p.rest = w.now
	case w.now-p.rest >= stamp(w.cfg.Mend):
		p.rest = w.now
		p.hearts++
		w.roster++
		w.notify(p, Notice{Kind: Mended})
	}
}

// besideTree tells whether one of the eight cells round p is a tree; the rim
// is none.
func (w *World) besideTree(p Point) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if w.inside(p.X+dx, p.Y+dy) && w.isTree(p.X+dx, p.Y+dy) {
				return true
			}
		}
	}
	return false
}
