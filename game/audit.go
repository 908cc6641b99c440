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
	for _, part := range []func() error{a.clocks, a.grounds, a.slots, a.records, a.settlements, a.gone} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// auditor counts anew what follows from the rest.
type auditor struct {
	*Snapshot
	ground   grid           // its measures only
	walk     [][side]uint64 // by chunk: where walkers stand
	biomass  []int          // by colony
	sum      []Point        // by colony
	vacancy  []bool         // by colony
	accounts map[string]int // the colony of each
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
