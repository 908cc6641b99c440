package game

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
)

// audit tells what in a decoded snapshot does not go together. What it lets
// through Restore makes a consistent world of.
func (s *Snapshot) audit() error {
	a := &auditor{
		Snapshot: s, ground: grid{width: s.cfg.Width, height: s.cfg.Height},
		walk:    make([][side]uint64, len(s.chunks)),
		biomass: make([]int, len(s.colonies)), sum: make([]Point, len(s.colonies)),
	}
	a.ground.across = (s.cfg.Width + side - 1) / side
	for _, part := range []func() error{a.clocks, a.grounds, a.slots, a.records, a.settlements} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// auditor counts anew what follows from the rest.
type auditor struct {
	*Snapshot
	ground  grid           // its measures only
	walk    [][side]uint64 // by chunk: where walkers stand
	biomass []int          // by colony
	sum     []Point        // by colony
	vacancy []bool         // by colony
}

func (a *auditor) clocks() error {
	if err := new(rand.PCG).UnmarshalBinary(a.random); err != nil {
		return fmt.Errorf("state of the random source: %w", err)
	}
	if due := int64(a.clock.now) * int64(a.cfg.Generations) / 1000; a.clock.beats > due {
		return fmt.Errorf("clock: beats are %d, %d are due", a.clock.beats, due)
	}
	if n := a.slotCount(); a.clock.lookedAt > n {
		return fmt.Errorf("clock: slot %d was looked at, there are %d", a.clock.lookedAt, n)
	}
	return nil
}

func (a *auditor) slotCount() int {
	if len(a.walkers) == 0 {
		return 0
	}
	last := len(a.walkers) - 1
	return last*page + len(a.walkers[last])
}

// walker is who is in a slot, or nil.
func (a *auditor) walker(slot uint32) *walker {
	if int(slot) >= a.slotCount() {
		return nil
	}
	return &a.walkers[slot/page][slot%page]
}

// find is the walker of an id, or nil if it is not here.
func (a *auditor) find(id WalkerID) *walker {
	if who := a.walker(id.Slot()); who != nil && who.here && who.id == id {
		return who
	}
	return nil
}

// grounds looks at the chunks and counts the cells of the colonies.
func (a *auditor) grounds() error {
	if len(a.colonies) == 0 || !a.colonies[0].wild {
		return fmt.Errorf("colony 0 is not the wild")
	}
	for i, c := range a.chunks {
		columns, rows := a.ground.within(i)
		if err := c.auditRows(columns, rows); err != nil {
			return fmt.Errorf("chunk %d, %w", i, err)
		}
		if err := c.auditGrowths(columns, rows); err != nil {
			return fmt.Errorf("chunk %d: %w", i, err)
		}
		if err := a.census(i, c); err != nil {
			return fmt.Errorf("chunk %d: %w", i, err)
		}
	}
	return nil
}

func (s *savedChunk) auditRows(columns, rows int) error {
	for y := range side {
		fence := ^uint64(0) << columns
		if y >= rows {
			fence = ^uint64(0)
		}
		switch {
		case fence&^s.tree[y] != 0:
			return fmt.Errorf("row %d: open beyond the rim", y)
		case s.alive[y]&s.tree[y] != 0:
			return fmt.Errorf("row %d: alive in a tree", y)
		case s.owned[y]&^s.alive[y] != 0:
			return fmt.Errorf("row %d: owned and dead", y)
		}
	}
	return nil
}

// auditGrowths lets nothing wither that does not stand, and nothing twice.
func (s *savedChunk) auditGrowths(columns, rows int) error {
	var wither, regrow [side]uint64
	for _, g := range s.growths {
		x, y := int(g.cell)%side, int(g.cell)/side
		if x >= columns || y >= rows {
			return fmt.Errorf("something grows beyond the rim at %d,%d", x, y)
		}
		seen := &wither
		if g.natural {
			seen = &regrow
		} else if s.tree[y]>>x&1 == 0 {
			return fmt.Errorf("no tree withers at %d,%d", x, y)
		}
		if seen[y]>>x&1 != 0 {
			return fmt.Errorf("two things grow at %d,%d", x, y)
		}
		seen[y] |= 1 << x
	}
	return nil
}

// census counts whose the owned cells of chunk i are.
func (a *auditor) census(i int, c *savedChunk) error {
	left, top := i%a.ground.across*side, i/a.ground.across*side
	k := 0
	for y, row := range c.owned {
		for ; row != 0; row &= row - 1 {
			number := int(c.owners[k])
			k++
			if number == 0 || number >= len(a.colonies) {
				return fmt.Errorf("a cell belongs to colony %d of %d", number, len(a.colonies))
			}
			a.biomass[number]++
			a.sum[number].X += left + bits.TrailingZeros64(row)
			a.sum[number].Y += top + y
		}
	}
	return nil
}

// slots looks at the walkers, and that the slots without one are free.
func (a *auditor) slots() error {
	absent := 0
	for slot := range uint32(a.slotCount()) {
		who := a.walker(slot)
		if !who.here {
			absent++
		}
		if err := a.auditWalker(slot, who); err != nil {
			return fmt.Errorf("walker %d %w", slot, err)
		}
	}
	free := make([]bool, a.slotCount())
	for _, slot := range a.free {
		if who := a.walker(slot); who == nil || who.here || free[slot] {
			return fmt.Errorf("slot %d is not free, or twice", slot)
		}
		free[slot] = true
	}
	if len(a.free) != absent {
		return fmt.Errorf("%d slots have no walker, %d are free", absent, len(a.free))
	}
	return nil
}

func (a *auditor) auditWalker(slot uint32, who *walker) error {
	if who.id.Slot() != slot {
		return fmt.Errorf("has the id of slot %d", who.id.Slot())
	}
	if !who.here {
		if *who != (walker{id: who.id}) {
			return fmt.Errorf("is not here, but has something")
		}
		return nil
	}
	at := who.at()
	if !a.ground.inside(at.X, at.Y) {
		return fmt.Errorf("is beyond the rim at %v", at)
	}
	i, row, bit := a.ground.at(at.X, at.Y)
	most := int64(a.clock.now)*int64(a.cfg.Actions) + int64(a.cfg.Burst)*1000
	switch {
	case a.chunks[i].tree[row]&bit != 0:
		return fmt.Errorf("is in a tree at %v", at)
	case a.walk[i][row]&bit != 0:
		return fmt.Errorf("is at %v, where another one stands", at)
	case int(who.spores) > a.cfg.MostSpores:
		return fmt.Errorf("carries %d spores", who.spores)
	case who.ready > most:
		return fmt.Errorf("has an allowance that is whole at %d, allowed is %d", who.ready, most)
	}
	a.walk[i][row] |= bit
	return a.auditKind(slot, who)
}

// auditKind looks at what only a player has, or only a bot.
func (a *auditor) auditKind(slot uint32, who *walker) error {
	if who.kind == Player {
		if who.player < 0 || int(who.player) >= len(a.players) || a.players[who.player].slot != slot {
			return fmt.Errorf("has the record of player %d, which is another's", who.player)
		}
		return nil
	}
	number := a.bellies[slot/page][slot%page].colony
	switch {
	case who.player != -1:
		return fmt.Errorf("is a bot with the record of player %d", who.player)
	case int(number) >= len(a.colonies), number != 0 && a.colonies[number].owner != who.id:
		return fmt.Errorf("has colony %d, which is another's", number)
	}
	return nil
}

// records looks at the players.
func (a *auditor) records() error {
	names := make(map[string]bool, len(a.players))
	for i := range a.players {
		p := &a.players[i]
		who := a.walker(p.slot)
		switch {
		case who == nil || !who.here || who.kind != Player || int(who.player) != i:
			return fmt.Errorf("player %d has the walker of slot %d, which is another's", i, p.slot)
		case names[p.name]:
			return fmt.Errorf("player %d is called %q, as another one", i, p.name)
		case p.hearts < 1 || int(p.hearts) > a.cfg.Hearts:
			return fmt.Errorf("player %d has %d hearts, allowed are 1 to %d", i, p.hearts, a.cfg.Hearts)
		case int(p.chop.strokes) >= a.cfg.Strokes:
			return fmt.Errorf("player %d has done %d strokes, allowed are 0 to %d", i, p.chop.strokes, a.cfg.Strokes-1)
		case int(p.colony) >= len(a.colonies) || a.colonies[p.colony].owner != who.id:
			return fmt.Errorf("player %d has colony %d, which is another's", i, p.colony)
		}
		names[p.name] = true
	}
	return nil
}

// settlements looks at the colonies, and that those nobody has are vacant.
func (a *auditor) settlements() error {
	a.vacancy = make([]bool, len(a.colonies))
	for _, number := range a.vacant {
		if int(number) >= len(a.colonies) || a.vacancy[number] || a.colonies[number] != (colony{wild: true}) {
			return fmt.Errorf("colony %d is not vacant, or twice", number)
		}
		a.vacancy[number] = true
	}
	accounts := map[string]bool{}
	for i := range a.colonies {
		c := &a.colonies[i]
		if c.biomass != a.biomass[i] || c.sum != a.sum[i] {
			return fmt.Errorf("colony %d has %d cells, sum %v; counted %d, %v", i, c.biomass, c.sum, a.biomass[i], a.sum[i])
		}
		if c.account != "" && accounts[c.account] {
			return fmt.Errorf("colony %d is of %s, as another one", i, c.account)
		}
		accounts[c.account] = true
		if err := a.auditOwner(i, c); err != nil {
			return fmt.Errorf("colony %d %w", i, err)
		}
	}
	return nil
}

func (a *auditor) auditOwner(i int, c *colony) error {
	switch {
	case i == 0:
		if *c != (colony{wild: true}) {
			return fmt.Errorf("is more than the wild")
		}
	case c.owner != 0:
		return a.auditOwned(i, c)
	case c.wild == (c.account != ""):
		return fmt.Errorf("is wild (%v), its account is %q", c.wild, c.account)
	case c.biomass == 0 && !a.vacancy[i]:
		return fmt.Errorf("has neither owner nor cells, and is not vacant")
	}
	return nil
}

func (a *auditor) auditOwned(i int, c *colony) error {
	who := a.find(c.owner)
	if who == nil || who.kind != c.kind || c.wild {
		return fmt.Errorf("has an owner that is not here, or is wild")
	}
	number := a.bellies[who.id.Slot()/page][who.id.Slot()%page].colony
	if who.kind == Player {
		number = a.players[who.player].colony
	}
	if int(number) != i {
		return fmt.Errorf("has the owner of colony %d", number)
	}
	return nil
}
