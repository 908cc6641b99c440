package game

// eat lets a walker eat what lives where it stands, unless it is its own.
func (w *World) eat(who *walker) {
	at := who.at()
	number, ours := w.ownerOf(at.X, at.Y), w.ours(who)
	if number != 0 && number == ours {
		return
	}
	var name string
	if who.kind == Player {
		name = w.dine(&w.players[who.player])
	}
	if a := w.absenceAt(number); a != nil {
		a.eaten.Add(name)
	}
	w.kill(at)
	w.feed(who)
	const again = 10_000 // milliseconds between two notices of bites
	if p := w.playerOf(number); p != nil && w.now-p.bitten >= again {
		p.bitten = w.now
		w.notify(p, Notice{Kind: Bitten, Name: name, Where: at})
	}
}

// dine counts a player's meal and tells their name.
func (w *World) dine(p *player) string {
	p.meals++
	p.safe = max(p.safe, w.now+stamp(w.cfg.MealShield))
	w.results.ate(w.accountOf(p))
	return p.name
}

// feed gives a walker a spore, unless it digests the last one or carries as
// many as it can, and tells whether it did.
func (w *World) feed(who *walker) bool {
	slot := who.id.Slot()
	b := &w.bellies[slot]
	if w.now-b.fed < stamp(w.cfg.Digestion) || int(who.spores) >= w.cfg.MostSpores {
		return false
	}
	w.keepWalker(slot)
	w.keepBelly(slot)
	b.fed = w.now
	who.spores++
	return true
}
