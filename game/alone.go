package game

// gather lets bots that have been far from every player for long enter anew,
// where somebody sees them.
func (w *World) gather() {
	if w.bots == 0 {
		return
	}
	if len(w.players) == 0 {
		if w.alone {
			w.alone = false
			w.forgetAlone()
		}
		return
	}
	w.alone = true
	for slot := range w.walkers {
		who := &w.walkers[slot]
		if !who.here || who.kind != Bot {
			continue
		}
		b := &w.bellies[slot]
		switch {
		case w.company(who.at()):
			w.setAlone(uint32(slot), never)
		case b.alone == never:
			w.setAlone(uint32(slot), w.now)
		case w.now-b.alone >= stamp(w.cfg.BotAlone):
			w.enterAnew(who)
		}
	}
}

// forgetAlone stops counting: there are no players.
func (w *World) forgetAlone() {
	for slot := range w.bellies {
		w.setAlone(uint32(slot), never)
	}
}

func (w *World) setAlone(slot uint32, since Stamp) {
	if b := &w.bellies[slot]; b.alone != since {
		w.keepWalker(slot)
		b.alone = since
	}
}

// company tells whether a player is near enough for a bot not to be alone.
func (w *World) company(p Point) bool {
	for i := range w.players {
		if w.walkers[w.players[i].slot].at().Distance(p) <= w.cfg.BotFar {
			return true
		}
	}
	return false
}

// enterAnew moves a bot to where bots enter.
func (w *World) enterAnew(who *walker) {
	w.setAlone(who.id.Slot(), never)
	if place, ok := w.entryCell(w.nearBotPlace()); ok {
		w.keepWalker(who.id.Slot())
		w.walk(who, place)
	}
}
