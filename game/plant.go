package game

// Plant plants a pattern ahead of a walker, all of it or nothing.
func (w *World) Plant(at Stamp, id WalkerID, p Pattern) Outcome {
	who, verdict := w.actor(at, id)
	if verdict != Done {
		return w.denied(who, id, verdict)
	}
	out := w.plantable(who, p)
	if out.Verdict == Done {
		who.spores -= uint8(w.cfg.Cost(p))
		w.plant(who, p)
	}
	if who.kind == Player {
		w.tellPlanter(who, p, out)
	}
	return out
}

// plantable finds out what keeps a walker from planting, and leaves the cells
// of the pattern in w.cells.
func (w *World) plantable(who *walker, p Pattern) Outcome {
	if p == NoPattern || int(p) > Catalogue {
		return w.outcome(who, Unknown)
	}
	if int(who.spores) < w.cfg.Cost(p) {
		return w.outcome(who, Poor)
	}
	w.cells = p.Place(w.cells[:0], who.at(), who.facing, who.swerve.aside(who.facing))
	for _, q := range w.cells {
		verdict := w.blocks(q)
		switch {
		case verdict == Done && w.isAlive(q.X, q.Y):
			verdict = Bacteria
		case verdict == Done && p == Sapling && w.inGlade(q):
			verdict = Glade
		}
		if verdict != Done {
			return w.blocked(who, q, verdict)
		}
	}
	return w.outcome(who, Done)
}

// plant makes w.cells what a walker has planted.
func (w *World) plant(who *walker, p Pattern) {
	if p == Sapling {
		w.plantTree(w.cells[0])
		return
	}
	number := w.ours(who)
	if number == 0 {
		number = w.foundBots(who)
	}
	for _, q := range w.cells {
		w.enliven(q, number)
	}
}

// foundBots gives a bot that plants for the first time its colony.
func (w *World) foundBots(who *walker) uint16 {
	number, ok := w.found(Bot, who.look)
	if !ok {
		return 0 // in the wild's name
	}
	w.colonies[number].owner = who.id
	w.keepBelly(who.id.Slot())
	w.bellies[who.id.Slot()].colony = number
	return number
}

func (w *World) tellPlanter(who *walker, p Pattern, out Outcome) {
	n := Notice{Kind: Planted, Pattern: p, Verdict: out.Verdict, Where: out.Where}
	if out.Verdict != Done {
		n.Kind, n.Name = Refused, w.nameOf(out.By)
	}
	w.notify(&w.players[who.player], n)
}

// nameOf is the name of a player, "" of anybody else.
func (w *World) nameOf(id WalkerID) string {
	if who := w.find(id); who != nil && who.kind == Player {
		return w.players[who.player].name
	}
	return ""
}
