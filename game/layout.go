package game

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// format is the number of the layout that is written. Whatever changes what the
// bytes mean takes the next one; a new number of the configuration does not.
const format = 1

// ErrNewer is the error of a snapshot that a newer version of the program has
// written.
var ErrNewer = errors.New("a newer version of the program has written it")

// The bounds of what has no other, so that no length is believed.
const (
	mostConfig  = 1 << 14 // bytes
	mostRandom  = 64      // bytes
	mostName    = 64      // bytes
	mostAccount = 128     // bytes
	mostCount   = 1 << 50 // of what is counted for ever
	mostCells   = MaxSide * MaxSide
)

// AppendBinary appends the snapshot's byte form to b. Errors: something in it
// is so that it could not be read again.
func (s *Snapshot) AppendBinary(b []byte) ([]byte, error) {
	const chunkBytes, walkerBytes = 2200, 40 // about, so that b seldom grows twice
	slots := len(s.walkers) * page
	room := len(s.chunks)*chunkBytes + slots*walkerBytes
	c := &codec{bytes: append(make([]byte, 0, len(b)+room), b...)}
	c.snapshot(s)
	if c.err != nil {
		return b, fmt.Errorf("encode snapshot: %w", c.err)
	}
	return c.bytes, nil
}

// DecodeSnapshot reads what AppendBinary has written. It trusts nothing: what
// it returns can be restored, and is a world that keeps the rules. It allocates a
// small multiple of b. Errors: ErrNewer, or what is wrong.
func DecodeSnapshot(b []byte) (*Snapshot, error) {
	c, s := &codec{reading: true, bytes: b}, &Snapshot{}
	c.snapshot(s)
	if c.err == nil && len(c.bytes) > 0 {
		c.at("snapshot", -1)
		c.fail("%d bytes are left over", len(c.bytes))
	}
	if c.err == nil {
		c.err = s.audit()
	}
	if c.err != nil {
		return nil, fmt.Errorf("decode snapshot: %w", c.err)
	}
	return s, nil
}

// snapshot is the layout: all numbers are varints but for the rows of chunks
// and the owners of cells, which are of 8 and 2 bytes, the low byte first.
func (c *codec) snapshot(s *Snapshot) {
	c.at("snapshot", -1)
	c.format()
	c.config(&s.cfg)
	c.blob("state of the random source", &s.random, mostRandom)
	c.at("clock", -1)
	c.clock(&s.clock)
	c.chunks(s)
	c.walkers(s)
	several(c, "free slot", &s.free, mostCells, func(v *uint32) { tally32(c, "slot", v) })
	several(c, "player", &s.players, mostCells, c.player)
	several(c, "colony", &s.colonies, mostColonies, c.colony)
	several(c, "vacant number", &s.vacant, mostColonies, func(v *uint16) { number(c, "number", v, 1, mostColonies-1) })
}

func (c *codec) format() {
	n := format
	number(c, "format", &n, 1, math.MaxInt64)
	if c.err == nil && n > format {
		c.err = fmt.Errorf("its format is %d, known are 1 to %d: %w", n, format, ErrNewer)
	}
}

// config codes the configuration as JSON, so that a number that a later version
// adds has its default.
func (c *codec) config(cfg *Config) {
	var text []byte
	if !c.reading {
		var err error
		if text, err = json.Marshal(cfg); err != nil {
			c.fail("configuration: %w", err)
		}
	}
	c.blob("configuration", &text, mostConfig)
	if !c.reading || c.err != nil {
		return
	}
	*cfg = DefaultConfig()
	if err := json.Unmarshal(text, cfg); err != nil {
		c.fail("configuration: %w", err)
	} else if err := cfg.Validate(); err != nil {
		c.fail("configuration: %w", err)
	}
}

func (c *codec) clock(k *clock) {
	number(c, "now", &k.now, 0, int64(never))
	number(c, "generation", &k.generation, 0, mostCount)
	number(c, "beats", &k.beats, 0, mostCount)
	number(c, "dropped generations", &k.dropped, 0, mostCount)
	c.stamp("time of the look at who dozes", &k.looked)
	c.stamp("time since players are there", &k.peopled)
	number(c, "slot that was looked at", &k.lookedAt, 0, mostCells)
	c.stamp("time of the counting", &k.counted)
	c.stamp("time of the next growth", &k.growing)
	c.stamp("time of the milestone", &k.marked)
	number(c, "number of the milestone", &k.milestone.Number, 0, mostCount)
	c.text("name in the milestone", &k.milestone.Name, mostName)
	c.text("victim in the milestone", &k.milestone.Victim, mostName)
	tally32(c, "cells of the milestone", &k.milestone.Cells)
}

// chunks codes the chunks that a world of the configuration has.
func (c *codec) chunks(s *Snapshot) {
	n := (s.cfg.Width + side - 1) / side * ((s.cfg.Height + side - 1) / side)
	c.at("chunks", -1)
	if c.err == nil && !c.reading && len(s.chunks) != n {
		c.fail("there are %d, not %d", len(s.chunks), n)
	}
	for i := 0; i < n && c.err == nil; i++ {
		c.at("chunk", i)
		if c.reading {
			s.chunks = append(s.chunks, &savedChunk{})
		}
		c.chunk(s.chunks[i])
	}
}

func (c *codec) chunk(s *savedChunk) {
	c.rows("trees", &s.tree)
	c.rows("what is alive", &s.alive)
	c.rows("what is owned", &s.owned)
	c.flag("looked at", &s.looked)
	if s.looked {
		c.rows("what was alive", &s.before)
	}
	c.owners(s)
	of, at := c.part, c.index
	several(c, of+" "+fmt.Sprint(at)+": growth", &s.growths, 2*side*side, c.growth)
}

// owners codes whose the owned cells are; how many follows from their bits.
func (c *codec) owners(s *savedChunk) {
	n := missing(&wasteland.owned, &s.owned)
	if !c.reading {
		if n != len(s.owners) {
			c.fail("%d cells have %d owners", n, len(s.owners))
		}
		for _, number := range s.owners {
			c.bytes = binary.LittleEndian.AppendUint16(c.bytes, number)
		}
		return
	}
	if b := c.take("owners", 2*n); len(b) > 0 {
		s.owners = make([]uint16, n)
		for k := range s.owners {
			s.owners[k] = binary.LittleEndian.Uint16(b[2*k:])
		}
	}
}

func (c *codec) growth(g *growth) {
	c.stamp("time", &g.at)
	number(c, "cell", &g.cell, 0, side*side-1)
	c.flag("natural", &g.natural)
}

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
	small(c, "spores", &w.spores)
	number(c, "swerve", &w.swerve, 0, 3)
}

func (c *codec) look(l *Look) {
	small(c, "glyph", &l.Glyph)
	small(c, "colour", &l.Colour)
}

func (c *codec) belly(b *belly) {
	c.stamp("time of the last spore", &b.fed)
	c.stamp("time since alone", &b.alone)
	number(c, "colony", &b.colony, 0, mostColonies-1)
}

func (c *codec) player(p *player) {
	c.text("name", &p.name, mostName)
	tally32(c, "slot", &p.slot)
	number(c, "colony", &p.colony, 0, mostColonies-1)
	small(c, "hearts", &p.hearts)
	small(c, "spores of prizes", &p.owed)
	tally32(c, "meals", &p.meals)
	tally32(c, "stings", &p.stings)
	c.stamp("time of the newest key", &p.seen)
	c.stamp("time of the shield", &p.safe)
	c.stamp("time of the rest", &p.rest)
	c.stamp("time of the prize", &p.prized)
	c.stamp("time of the bite", &p.bitten)
	small(c, "strokes", &p.chop.strokes)
	c.stamp("time of the stroke", &p.chop.at)
}

func (c *codec) colony(k *colony) {
	number(c, "owner", &k.owner, 0, math.MaxInt64)
	c.text("account", &k.account, mostAccount)
	c.stamp("time when its owner left", &k.left)
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
