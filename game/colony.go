package game

import "slices"

// colony is all cells of one owner. Number 0 is the wild.
type colony struct {
	owner   WalkerID // 0 while it is away, or gone
	account string   // whose it is beyond their visits; "" of a guest or a bot
	left    Stamp    // when the owner went away
	look    Look
	kind    Kind
	wild    bool  // its owner is gone: its cells count as wild
	biomass int   // living cells
	sum     Point // of their places
	counted int   // biomass at the last counting
	best    int   // the smaller of two countings, at its highest
	passed  int   // milestones that were told of
}

// mostColonies is how many there can be at once, the wild included; bots have
// half of them at most, and plant in the wild's name beyond.
const mostColonies = 1 << 16

// mostAbsent is how many colonies wait for their owners: keys cost nothing.
const mostAbsent = 4096

// found gives a new colony a number; false if all are taken.
func (w *World) found(kind Kind, look Look) (uint16, bool) {
	if n := len(w.vacant); n > 0 {
		number := w.vacant[n-1]
		w.vacant = w.vacant[:n-1]
		w.colonies[number] = colony{kind: kind, look: look}
		w.founding++
		return number, true
	}
	n := len(w.colonies)
	if n >= mostColonies || kind == Bot && n >= mostColonies/2 {
		return 0, false
	}
	w.colonies = append(w.colonies, colony{kind: kind, look: look})
	w.founding++
	return uint16(n), true
}

// claim gives a player a colony: the one that their account has left behind,
// or a new one. An account has one colony: whoever comes a second time while
// it is in use has another as a guest has.
func (w *World) claim(account string, look Look) (uint16, bool) {
	i := -1
	if account != "" {
		i = slices.IndexFunc(w.colonies, func(c colony) bool { return c.account == account })
	}
	if i >= 0 && w.colonies[i].owner == 0 {
		c := &w.colonies[i]
		c.look, c.counted = look, 0
		w.founding++
		return uint16(i), true
	}
	number, ok := w.found(Player, look)
	if ok && i < 0 {
		w.colonies[number].account = account
	}
	return number, ok
}

// leaveBehind lets the colony of a player who goes live on, unless they are a
// guest.
func (w *World) leaveBehind(number uint16) {
	c := &w.colonies[number]
	if c.account == "" || c.biomass == 0 {
		w.abandon(number)
		return
	}
	c.owner, c.left = 0, w.now
	w.founding++
}

// turnWild abandons the colonies whose owners have been away for too long, and
// if there are more than mostAbsent the one that has waited longest.
func (w *World) turnWild() {
	absent, longest := 0, 0
	for i := range w.colonies {
		c := &w.colonies[i]
		switch {
		case c.account == "" || c.owner != 0:
			continue
		case w.now-c.left >= stamp(w.cfg.Absence):
			w.abandon(uint16(i))
			continue
		}
		if absent++; absent == 1 || c.left < w.colonies[longest].left {
			longest = i
		}
	}
	if absent > mostAbsent {
		w.abandon(uint16(longest))
	}
}

// abandon turns a colony wild: its owner is gone. When it has no cells its number
// is free again.
func (w *World) abandon(number uint16) {
	if number == 0 {
		return
	}
	c := &w.colonies[number]
	c.owner, c.account, c.wild = 0, "", true
	w.founding++
	w.roster++ // whoever sees its cells is woken
	if c.biomass == 0 {
		*c = colony{wild: true}
		w.vacant = append(w.vacant, number)
	}
}

// gain and lose count a cell of a colony.
func (w *World) gain(number uint16, x, y int) {
	c := &w.colonies[number]
	w.rosterOf(c)
	c.biomass++
	c.sum.X += x
	c.sum.Y += y
}

func (w *World) lose(number uint16, x, y int) {
	c := &w.colonies[number]
	w.rosterOf(c)
	c.biomass--
	c.sum.X -= x
	c.sum.Y -= y
	if c.biomass == 0 && c.owner == 0 {
		w.abandon(number)
	}
}

// rosterOf notes that a colony changes, if a player's mark shows it.
func (w *World) rosterOf(c *colony) {
	if c.kind == Player && c.owner != 0 {
		w.roster++
	}
}

// middle is the mean place of a colony's cells.
func (c *colony) middle() Point {
	if c.biomass == 0 {
		return Point{}
	}
	return Point{c.sum.X / c.biomass, c.sum.Y / c.biomass}
}

// ours is the number of a walker's colony, 0 if it has none.
func (w *World) ours(who *walker) uint16 {
	if who.kind == Player {
		return w.players[who.player].colony
	}
	return w.bellies[who.id.Slot()].colony
}

// ownerOf is the number of the colony that a cell within the world belongs
// to, 0 if it is wild or dead.
func (g *grid) ownerOf(x, y int) uint16 {
	i, row, bit := g.at(x, y)
	if g.chunks[i].owned[row]&bit == 0 {
		return 0
	}
	return *g.ownerAt(i, row, x)
}

func (g *grid) isAlive(x, y int) bool {
	if !g.inside(x, y) {
		return false
	}
	i, row, bit := g.at(x, y)
	return g.chunks[i].alive[row]&bit != 0
}

// enliven puts a bacterium on a dead cell of open ground.
func (w *World) enliven(p Point, number uint16) {
	i, row, bit := w.at(p.X, p.Y)
	w.keepChunk(i)
	c := &w.chunks[i]
	c.alive[row] |= bit
	c.live++
	w.grid.live++
	if number != 0 {
		c.owned[row] |= bit
		c.kept++
		*w.ownerAt(i, row, p.X) = number
		w.gain(number, p.X, p.Y)
	}
	w.changed(i)
	w.stir(p.X, p.Y)
}

// kill takes the bacterium off a cell.
func (w *World) kill(p Point) {
	i, row, bit := w.at(p.X, p.Y)
	w.keepChunk(i)
	c := &w.chunks[i]
	if c.owned[row]&bit != 0 {
		w.lose(*w.ownerAt(i, row, p.X), p.X, p.Y)
		c.owned[row] &^= bit
		c.kept--
	}
	c.alive[row] &^= bit
	c.live--
	w.grid.live--
	w.changed(i)
	w.stir(p.X, p.Y)
}
