package game

// colony is all cells of one owner. Number 0 is the wild.
type colony struct {
	owner   WalkerID // 0 while it is away, or gone
	account string   // whose it is beyond their visits; "" of a guest or a bot
	absent  uint16   // the place of its owner's absence in World.absences, from 1; 0: there is none
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
// or a new one.
func (w *World) claim(account string, look Look, absence int) (uint16, bool) {
	if absence >= 0 {
		if number := w.absences[absence].number; number != 0 {
			w.colonies[number].look = look
			w.founding++
			return number, true
		}
	}
	number, ok := w.found(Player, look)
	if ok {
		w.colonies[number].account = account
	}
	return number, ok
}

// abandon turns a colony wild: its owner is gone. When it has no cells its number
// is free again.
func (w *World) abandon(number uint16) {
	if number == 0 {
		return
	}
	c := &w.colonies[number]
	if a := w.absenceAt(number); a != nil {
		a.number, a.wild = 0, c.biomass > 0
	}
	c.owner, c.account, c.absent, c.wild = 0, "", 0, true
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
	if g.chunks[i].rows[row].owned&bit == 0 {
		return 0
	}
	return *g.ownerAt(i, row, x)
}

func (g *grid) isAlive(x, y int) bool {
	if !g.inside(x, y) {
		return false
	}
	k, bit := g.cell(x, y)
	return g.rows[k].alive&bit != 0
}

// enliven puts a bacterium on a dead cell of open ground.
func (w *World) enliven(p Point, number uint16) {
	i, row, bit := w.at(p.X, p.Y)
	w.keepChunk(i)
	c := &w.chunks[i]
	c.rows[row].alive |= bit
	c.live++
	w.grid.live++
	if number != 0 {
		c.rows[row].owned |= bit
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
	if c.rows[row].owned&bit != 0 {
		w.lose(*w.ownerAt(i, row, p.X), p.X, p.Y)
		c.rows[row].owned &^= bit
		c.kept--
	}
	c.rows[row].alive &^= bit
	c.live--
	w.grid.live--
	w.changed(i)
	w.stir(p.X, p.Y)
}
