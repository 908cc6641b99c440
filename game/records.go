package game

import "math"

// walkers codes who is in the slots, and what they have in their bellies, in
// pages.
func (c *codec) walkers(s *Snapshot) {
	n := 0
	for _, p := range s.walkers {
		n += len(p)
	}
	c.at("walkers", -1)
	n = c.length("number of them", n, mostCells)
	for i := 0; i < n && c.err == nil; i++ {
		c.at("walker", i)
		if c.reading && i%page == 0 {
			size := min(page, n-i)
			s.walkers = append(s.walkers, make([]walker, size))
			s.bellies = append(s.bellies, make([]belly, size))
		}
		c.walker(&s.walkers[i/page][i%page])
		c.belly(&s.bellies[i/page][i%page])
	}
}

func (c *codec) walker(w *walker) {
	number(c, "id", &w.id, 1<<32, math.MaxInt64)
	number(c, "allowance", &w.ready, 0, math.MaxInt64)
	number(c, "x", &w.x, 0, MaxSide-1)
	number(c, "y", &w.y, 0, MaxSide-1)
	number(c, "player", &w.player, -1, mostCells)
	number(c, "facing", &w.facing, 0, int64(Right))
	number(c, "kind", &w.kind, 0, int64(Player))
	c.flag("here", &w.here)
	c.flag("dozing", &w.dozing)
	c.look(&w.look)
	tiny(c, "spores", &w.spores)
	number(c, "swerve", &w.swerve, 0, 3)
}

func (c *codec) look(l *Look) {
	tiny(c, "glyph", &l.Glyph)
	tiny(c, "colour", &l.Colour)
}

func (c *codec) belly(b *belly) {
	c.stamp("time of the last spore", &b.fed)
	c.stamp("time since alone", &b.alone)
	number(c, "colony", &b.colony, 0, mostColonies-1)
}

func (c *codec) player(p *player) {
	c.text("name", &p.name, mostName)
	natural(c, "slot", &p.slot)
	c.flag("away", &p.away)
	if c.older != 1 { // of that format nobody knows: since the world began
		c.flag("held", &p.held)
		c.stamp("time of entering", &p.came)
	}
	number(c, "colony", &p.colony, 0, mostColonies-1)
	tiny(c, "hearts", &p.hearts)
	tiny(c, "spores of prizes", &p.owed)
	natural(c, "meals", &p.meals)
	natural(c, "stings", &p.stings)
	c.stamp("time of the newest key", &p.seen)
	c.stamp("time of the shield", &p.safe)
	c.stamp("time of the rest", &p.rest)
	c.stamp("time of the prize", &p.prized)
	c.stamp("time of the bite", &p.bitten)
	tiny(c, "strokes", &p.chop.strokes)
	c.stamp("time of the stroke", &p.chop.at)
}

func (c *codec) colony(k *colony) {
	number(c, "owner", &k.owner, 0, math.MaxInt64)
	c.text("account", &k.account, mostAccount)
	number(c, "absence", &k.absent, 0, mostAbsent)
	c.look(&k.look)
	number(c, "kind", &k.kind, 0, int64(Player))
	c.flag("wild", &k.wild)
	number(c, "biomass", &k.biomass, 0, mostCells)
	number(c, "sum of x", &k.sum.X, 0, mostCells*MaxSide)
	number(c, "sum of y", &k.sum.Y, 0, mostCells*MaxSide)
	number(c, "counted biomass", &k.counted, 0, mostCells)
	number(c, "best biomass", &k.best, 0, mostCells)
	number(c, "milestones", &k.passed, 0, int64(len(milestones)))
}

func (c *codec) absence(a *absence) {
	c.text("account", &a.account, mostAccount)
	c.text("name", &a.name, mostName)
	c.stamp("beginning", &a.since)
	number(c, "colony", &a.number, 0, mostColonies-1)
	c.flag("wild", &a.wild)
	tiny(c, "spores of prizes", &a.owed)
	natural(c, "cells", &a.was)
	c.tally(&a.eaten)
	c.tally(&a.stung)
}

func (c *codec) tally(t *Tally) {
	for i := range t.Names {
		c.text("name in a tally", &t.Names[i], mostName)
		natural(c, "count of a tally", &t.Counts[i])
	}
	natural(c, "others of a tally", &t.Others)
	natural(c, "bots of a tally", &t.Bots)
}
