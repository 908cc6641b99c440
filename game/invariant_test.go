package game

import (
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
		if s, ok := w.walkerAt(p.X, p.Y); !ok || s != uint32(slot) {
			return fmt.Errorf("walker %d is at %v, where %d stands (%v)", slot, p, s, ok)
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
	walking := 0
	for i := range w.chunks {
		c := &w.chunks[i]
		if c.players != perChunk[i] {
			return fmt.Errorf("chunk %d has %d players, counted %d", i, c.players, perChunk[i])
		}
		for y, row := range c.walk {
			walking += bits.OnesCount64(row)
			if row&c.tree[y] != 0 {
				return fmt.Errorf("chunk %d, row %d: a walker's bit in a tree or beyond the rim", i, y)
			}
		}
	}
	if walking != players+bots {
		return fmt.Errorf("%d walker bits, %d walkers", walking, players+bots)
	}
	return nil
}
