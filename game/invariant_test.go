package game

import (
	"cmp"
	"fmt"
	"math/bits"
)

// check tells what is wrong within a world, by counting anew.
func check(w *World) error {
	cells := map[Point]uint32{}
	names := map[string]bool{}
	perChunk := make([]int, len(w.chunks))
	players, bots := 0, 0
	for slot := range w.walkers {
		who := &w.walkers[slot]
		if !who.here {
			continue
		}
		p := who.at()
		if p.X < 0 || p.Y < 0 || p.X >= w.width || p.Y >= w.height {
			return fmt.Errorf("walker %d is beyond the rim at %v", slot, p)
		}
		if w.isTree(p.X, p.Y) {
			return fmt.Errorf("walker %d is in a tree at %v", slot, p)
		}
		if other, taken := cells[p]; taken {
			return fmt.Errorf("walkers %d and %d are both at %v", slot, other, p)
		}
		cells[p] = uint32(slot)
		if w.isFree(p.X, p.Y) {
			return fmt.Errorf("walker %d is at %v, where nobody stands", slot, p)
		}
		if at := w.playerAt(p); who.kind == Player && at != who.id {
			return fmt.Errorf("player %d is at %v, where %v stands", slot, p, at)
		}
		if who.id.Slot() != uint32(slot) {
			return fmt.Errorf("walker %d has the id of slot %d", slot, who.id.Slot())
		}
		if who.kind == Bot {
			bots++
			continue
		}
		players++
		perChunk[p.Y/side*w.across+p.X/side]++
		record := w.players[who.player]
		if record.slot != uint32(slot) || names[record.name] {
			return fmt.Errorf("walker %d has the record of %d, %q", slot, record.slot, record.name)
		}
		names[record.name] = true
	}
	if players != w.Players() || bots != w.Bots() || len(w.walkers) != players+bots+len(w.free) {
		return fmt.Errorf("counted %d players and %d bots in %d slots, %d free; the world has %d and %d",
			players, bots, len(w.walkers), len(w.free), w.Players(), w.Bots())
	}
	for _, slot := range w.free {
		if w.walkers[slot].here {
			return fmt.Errorf("slot %d is free and taken", slot)
		}
	}
	return cmp.Or(checkBits(w, perChunk), checkPlayers(w), checkCells(w), checkColonies(w), checkAbsences(w))
}

// checkBits compares the chunks' walkers with those that were counted.
func checkBits(w *World, perChunk []int) error {
	walking := 0
	for i := range w.chunks {
		c := &w.chunks[i]
		if len(c.players) != perChunk[i] {
			return fmt.Errorf("chunk %d has %d players, counted %d", i, len(c.players), perChunk[i])
		}
		for y := range side {
			walking += bits.OnesCount64(c.rows[y].walk)
			if c.rows[y].walk&c.rows[y].tree != 0 {
				return fmt.Errorf("chunk %d, row %d: a walker's bit in a tree or beyond the rim", i, y)
			}
		}
	}
	if walking != w.Players()+w.Bots() {
		return fmt.Errorf("%d walker bits, %d walkers", walking, w.Players()+w.Bots())
	}
	return nil
}

// checkPlayers tells whose hearts or spores are out of bounds.
func checkPlayers(w *World) error {
	for i := range w.players {
		p := &w.players[i]
		if p.hearts < 1 || int(p.hearts) > w.cfg.Hearts {
			return fmt.Errorf("%s has %d hearts", p.name, p.hearts)
		}
		if c := w.colonies[p.colony]; c.owner != w.walkers[p.slot].id || c.wild || c.kind != Player {
			return fmt.Errorf("the colony of %s is %+v", p.name, c)
		}
		if p.away && (!w.walkers[p.slot].dozing || w.accountOf(p) == "") {
			return fmt.Errorf("%s is away, dozes: %v, account: %q", p.name, w.walkers[p.slot].dozing, w.accountOf(p))
		}
	}
	for slot := range w.walkers {
		if n := w.walkers[slot].spores; int(n) > w.cfg.MostSpores {
			return fmt.Errorf("walker %d carries %d spores", slot, n)
		}
	}
	return nil
}

// checkCells counts the cells of each chunk anew.
func checkCells(w *World) error {
	all, open := 0, 0
	for i := range w.chunks {
		c := &w.chunks[i]
		columns, rows := w.within(i)
		for y := range side {
			if r := &c.rows[y]; r.alive&r.tree != 0 || r.owned&^r.alive != 0 {
				return fmt.Errorf("chunk %d, row %d: alive in a tree, or owned and dead", i, y)
			}
		}
		p := c.planes()
		n, kept := missing(&barren, &p.alive), missing(&barren, &p.owned)
		ground := side*side - missing(&barren, &p.tree)
		if n != c.live || kept != c.kept || ground != c.open || ground > columns*rows {
			return fmt.Errorf("chunk %d has %d living cells, %d owned, %d open; counted %d, %d, %d",
				i, c.live, c.kept, c.open, n, kept, ground)
		}
		all, open = all+n, open+ground
	}
	if all != w.grid.live || open != w.open {
		return fmt.Errorf("the world has %d living cells on %d open, counted %d on %d", w.grid.live, w.open, all, open)
	}
	return nil
}

// checkColonies counts every colony anew.
func checkColonies(w *World) error {
	biomass, sum := map[uint16]int{}, map[uint16]Point{}
	for i := range w.chunks {
		for y := range side {
			for row := w.chunks[i].rows[y].owned; row != 0; row &= row - 1 {
				p := Point{i%w.across*side + bits.TrailingZeros64(row), i/w.across*side + y}
				number := w.ownerOf(p.X, p.Y)
				biomass[number]++
				sum[number] = Point{sum[number].X + p.X, sum[number].Y + p.Y}
			}
		}
	}
	for number := range w.colonies {
		c := &w.colonies[number]
		if n := uint16(number); c.biomass != biomass[n] || c.sum != sum[n] || number == 0 && !c.wild {
			return fmt.Errorf("colony %d: %+v, counted %d, %v", number, *c, biomass[n], sum[n])
		}
	}
	vacant := map[uint16]bool{0: true}
	for _, number := range w.vacant {
		if c := w.colonies[number]; vacant[number] || c != (colony{wild: true}) {
			return fmt.Errorf("number %d is vacant (twice: %v) and is %+v", number, vacant[number], c)
		}
		vacant[number] = true
	}
	return nil
}

// checkAbsences tells which account has two colonies or two absences, or one
// though its player is there, and which colony waits for nobody.
func checkAbsences(w *World) error {
	numbers := map[string]int{}
	for number, c := range w.colonies {
		if c.account == "" && c.absent == 0 {
			continue
		}
		if numbers[c.account] != 0 || c.account == "" || c.owner == 0 && c.absent == 0 {
			return fmt.Errorf("colony %d of %q (colony %d too): %+v", number, c.account, numbers[c.account], c)
		}
		numbers[c.account] = number
	}
	seen := map[string]bool{}
	for i, a := range w.absences {
		number := numbers[a.account]
		if seen[a.account] || number != int(a.number) || number != 0 && (a.wild || int(w.colonies[number].absent) != i+1) {
			return fmt.Errorf("absence %d of %q (again: %v): %+v, its colony is %d", i, a.account, seen[a.account], a, number)
		}
		seen[a.account] = true
		if p := w.playerOf(a.number); p != nil && !p.away {
			return fmt.Errorf("%s is there and has an absence", p.name)
		}
	}
	if len(w.absences) > mostAbsent {
		return fmt.Errorf("%d absences", len(w.absences))
	}
	return nil
}
