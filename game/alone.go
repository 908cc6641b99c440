package game

// Bots that are far from every player for long enter anew, where somebody sees
// them. A look takes a share of the walkers, so that a million bots cost a
// second little; few are all looked at each second.
const (
	loneLooks = 8    // seconds in which all walkers are looked at
	loneLeast = 4096 // slots that are looked at in any case
	loneMoves = 500  // bots that enter anew at one look at most
)

// company says how near a chunk of cells is to players.
type company uint8

const (
	lonely   company = iota // all its cells are far from every player
	doubtful                // some may be near
	social                  // all its cells are near one player
)

// gather looks at a share of the bots.
func (w *World) gather() {
	if w.bots == 0 || len(w.players) == 0 {
		w.peopled = never
		return
	}
	w.peopled = min(w.peopled, w.now)
	w.markCompany()
	n := len(w.walkers)
	moved := 0
	for range min(n, max(n/loneLooks, loneLeast)) {
		if moved == loneMoves {
			return // the others at the next look
		}
		w.lookedAt = (w.lookedAt + 1) % n
		if who := &w.walkers[w.lookedAt]; who.here && who.kind == Bot && w.visit(who) {
			moved++
		}
	}
}

// visit lets a bot that has been alone for long enter anew, and tells whether
// it has.
func (w *World) visit(who *walker) (moved bool) {
	slot := who.id.Slot()
	b := &w.bellies[slot]
	switch {
	case w.hasCompany(who.at()):
		w.setAlone(slot, never)
	case b.alone == never || b.alone < w.peopled:
		w.setAlone(slot, w.now)
	case w.now-b.alone >= stamp(w.cfg.BotAlone):
		w.setAlone(slot, never)
		if place, ok := w.entryPlace(Bot, w.nearBotPlace()); ok {
			w.keepWalker(slot)
			w.walk(who, place)
			return true
		}
	}
	return false
}

func (w *World) setAlone(slot uint32, since Stamp) {
	if b := &w.bellies[slot]; b.alone != since {
		w.keepBelly(slot)
		b.alone = since
	}
}

// markCompany finds the chunks whose cells are near players.
func (w *World) markCompany() {
	clear(w.company)
	far := w.cfg.BotFar
	for i := range w.players {
		at := w.walkers[w.players[i].slot].at()
		near := w.chunksWithin(at, far)
		for y := near.Min.Y; y < near.Max.Y; y++ {
			for x := near.Min.X; x < near.Max.X; x++ {
				mark := doubtful
				if x*side >= at.X-far && (x+1)*side-1 <= at.X+far && y*side >= at.Y-far && (y+1)*side-1 <= at.Y+far {
					mark = social
				}
				i := y*w.across + x
				w.company[i] = max(w.company[i], mark)
			}
		}
	}
}

// hasCompany tells whether a player is near enough for a bot not to be alone.
func (w *World) hasCompany(p Point) bool {
	i, _, _ := w.at(p.X, p.Y)
	if w.company[i] != doubtful {
		return w.company[i] == social
	}
	for i := range w.players {
		if w.walkers[w.players[i].slot].at().Distance(p) <= w.cfg.BotFar {
			return true
		}
	}
	return false
}
