package game

import "math/bits"

// sting is a cell born on a walker.
type sting struct {
	slot   uint32
	colony uint16 // of the newborn
}

// hit notes the newborn cells of a row of chunk i that somebody stands on.
// What follows has to wait until the generation is whole: who collapses moves.
func (w *World) hit(cells uint64, i, row int) {
	for ; cells != 0; cells &= cells - 1 {
		x := bits.TrailingZeros64(cells)
		slot := *w.stand(i, row, x)
		if w.walkers[slot].kind != Player {
			continue
		}
		s := sting{slot: slot}
		if w.chunks[i].owned[row]>>x&1 != 0 {
			s.colony = *w.ownerAt(i, row, x)
		}
		w.stings = append(w.stings, s)
	}
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
	by := w.playerOf(s.colony)
	name := ""
	if by != nil {
		by.stings++
		name = by.name
	}
	w.notify(p, Notice{Kind: Stung, Name: name, Where: who.at()})
	if p.hearts == 0 {
		w.collapse(who, by)
	}
}

// playerOf is the player whose colony has a number, or nil.
func (w *World) playerOf(number uint16) *player {
	if who := w.find(w.colonies[number].owner); who != nil && who.kind == Player {
		return &w.players[who.player]
	}
	return nil
}

// collapse has a player without hearts enter anew, far from where they fell.
// Whose cell gave the last sting gets a prize.
func (w *World) collapse(who *walker, by *player) {
	p := &w.players[who.player]
	fell := who.at()
	w.walk(who, w.apartFrom(who))
	w.give(who.at())
	p.hearts = uint8(w.cfg.Hearts)
	p.safe, p.rest = w.now+stamp(w.cfg.EnterShield), w.now
	who.spores /= 2
	name := ""
	if by != nil {
		name = by.name
		w.award(by, p)
	}
	w.notify(p, Notice{Kind: Collapsed, Name: name, Where: fell})
}

// award gives a player the prize for a victim's collapse: spores to digest.
func (w *World) award(by, victim *player) {
	if w.now-victim.prized >= stamp(w.cfg.PrizeEvery) {
		w.tell(Milestone{Name: by.name, Victim: victim.name})
		victim.prized = w.now
		by.owed = uint8(min(int(by.owed)+w.cfg.Prize, 255))
	}
	w.notify(by, Notice{Kind: Felled, Name: victim.name})
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
