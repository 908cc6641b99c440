package game

import "math"

// Enter puts a new walker into the world: a player, who is a guest, near
// another player, a bot round the glade. The name is of a player; the verdict
// is Full when no cell is left.
func (w *World) Enter(at Stamp, kind Kind, name string, look Look) Outcome {
	return w.EnterAs(at, kind, name, "", look)
}

// EnterAs is Enter for a player with an account. If their walker is here it is
// theirs again, where it stands, called and dressed as they are now; else the
// colony that they left behind is, and they are told what became of it.
func (w *World) EnterAs(at Stamp, kind Kind, name, account string, look Look) Outcome {
	w.pass(at)
	if who := w.present(account); who != nil && kind == Player {
		return w.Dress(at, who.id, name, look)
	}
	if w.bots+len(w.players) >= w.open {
		return Outcome{Verdict: Full} // without looking at every cell
	}
	wish := w.nearBotPlace()
	if kind == Player {
		wish = w.nearPlayerPlace(nil)
	}
	place, ok := w.entryPlace(kind, wish)
	if !ok {
		return Outcome{Verdict: Full}
	}
	if kind == Bot {
		w.bots++
		return w.outcome(w.add(kind, look, place), Done)
	}
	who, ok := w.enterPlayer(place, name, account, look)
	if !ok {
		return Outcome{Verdict: Full}
	}
	return w.outcome(who, Done)
}

func (w *World) enterPlayer(place Point, name, account string, look Look) (*walker, bool) {
	i := w.absenceOf(account)
	number, ok := w.claim(account, look, i)
	if !ok {
		return nil, false
	}
	who := w.add(Player, look, place)
	w.addPlayer(who, name, number)
	w.give(place)
	if i >= 0 {
		w.welcome(&w.players[who.player], i)
	}
	return who, true
}

// nearPlayerPlace is a point at NearMin to NearMax cells from an awake player
// other than me whose square is not crowded, or the centre.
func (w *World) nearPlayerPlace(me *walker) Point {
	near, found := Point{}, 0
	for i := range w.players {
		who := &w.walkers[w.players[i].slot]
		if who == me || who.dozing || len(w.square(who.at()).players) >= w.cfg.Crowd {
			continue
		}
		if found++; w.rng.IntN(found) == 0 { // each with the same chance
			near = who.at()
		}
	}
	if found == 0 {
		return w.Centre()
	}
	return w.ringPoint(near, w.cfg.NearMin, w.cfg.NearMax)
}

// ringPoint is a random point of the world at low to high cells from p.
func (w *World) ringPoint(p Point, low, high int) Point {
	for range 16 {
		angle := w.rng.Float64() * 2 * math.Pi
		far := float64(low) + w.rng.Float64()*float64(high-low)
		q := Point{p.X + int(math.Round(far*math.Cos(angle))), p.Y + int(math.Round(far*math.Sin(angle)))}
		if w.inside(q.X, q.Y) {
			return q
		}
	}
	return w.clamp(p)
}

// entryPlace is where somebody enters who wishes to be at a place. Where bots stand so
// close that nothing near is free, the next of them wishes another place, drawn from a
// wider distribution: in a world that fills up the way to the nearest free cell would be
// the longer the more have entered.
func (w *World) entryPlace(kind Kind, wish Point) (Point, bool) {
	const tries, near, wider = 8, 8, 1.5
	if kind == Player {
		return w.entryCell(wish)
	}
	spread := wider
	for range tries {
		if p, roomy, _ := w.cellWithin(wish, near); roomy {
			return p, true
		}
		wish = w.farBotPlace(spread)
		spread *= wider
	}
	return w.entryCell(wish)
}

// nearBotPlace is drawn from a normal distribution round the centre; who is drawn beyond
// the rim is at the rim.
func (w *World) nearBotPlace() Point { return w.clamp(w.botDraw(1)) }

// farBotPlace is drawn from one that is wider by a factor, within the world; of one that
// is much wider than the world all its cells are as likely.
func (w *World) farBotPlace(factor float64) Point {
	for range 16 {
		if p := w.botDraw(factor); w.inside(p.X, p.Y) {
			return p
		}
	}
	return Point{w.rng.IntN(w.width), w.rng.IntN(w.height)}
}

// botDraw draws a point round the centre. With n bots the peak density is
// n/(2*pi*sigma^2) a cell; sigma grows with them, so that a bot has BotRoom cells even
// there, as far as the world is wide.
func (w *World) botDraw(factor float64) Point {
	n := float64(w.bots + 1)
	sigma := math.Sqrt(n * float64(w.cfg.BotRoom) / (2 * math.Pi))
	sigma = factor * min(max(sigma, float64(w.cfg.Glade)), float64(min(w.cfg.Width, w.cfg.Height))/4)
	c := w.Centre()
	return Point{
		c.X + int(math.Round(w.rng.NormFloat64()*sigma)),
		c.Y + int(math.Round(w.rng.NormFloat64()*sigma)),
	}
}

func (w *World) clamp(p Point) Point {
	return Point{min(max(p.X, 0), w.cfg.Width-1), min(max(p.Y, 0), w.cfg.Height-1)}
}

// entryCell is the free cell nearest to p from which enough open cells can be
// reached; if there is none, the nearest free cell.
func (w *World) entryCell(p Point) (Point, bool) {
	cell, _, ok := w.cellWithin(p, max(w.cfg.Width, w.cfg.Height))
	return cell, ok
}

// cellWithin is entryCell for less than so many cells from p. It tells whether enough
// can be reached, and whether there is any.
func (w *World) cellWithin(p Point, rings int) (cell Point, roomy, ok bool) {
	pocket := false
	for r := range rings {
		for i, n := 0, max(1, 8*r); i < n; i++ {
			q := ringCell(p, r, i)
			if !w.isFree(q.X, q.Y) {
				continue
			}
			if _, flooded := w.reached[q]; flooded && pocket {
				continue // as little can be reached from here
			}
			if w.isRoomy(q) {
				return q, true, true
			}
			pocket = true
			if !ok {
				cell, ok = q, true
			}
		}
	}
	return cell, false, ok
}

// ringCell is cell i of the 8*r that are r cells away from p, clockwise from
// the upper left.
func ringCell(p Point, r, i int) Point {
	if r == 0 {
		return p
	}
	leg := i % (2 * r)
	switch i / (2 * r) {
	case 0:
		return Point{p.X - r + leg, p.Y - r}
	case 1:
		return Point{p.X + r, p.Y - r + leg}
	case 2:
		return Point{p.X + r - leg, p.Y + r}
	default:
		return Point{p.X - r, p.Y + r - leg}
	}
}
