package game

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
)

// format is the number of the layout that is written. Whatever changes what the
// bytes mean takes the next one; a new number of the configuration does not. The
// second has since when players are there.
const format = 2

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
	room := len(s.chunks) * chunkBytes
	for _, p := range s.walkers {
		room += len(p) * walkerBytes
	}
	c := &codec{bytes: slices.Grow(b, room)}
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
	several(c, "free slot", &s.free, mostCells, func(v *uint32) { natural(c, "slot", v) })
	several(c, "player", &s.players, mostCells, c.player)
	several(c, "colony", &s.colonies, mostColonies, c.colony)
	several(c, "absence", &s.absences, mostAbsent, c.absence)
	several(c, "vacant number", &s.vacant, mostColonies, func(v *uint16) { number(c, "number", v, 1, mostColonies-1) })
}

func (c *codec) format() {
	n := format
	number(c, "format", &n, 1, math.MaxInt64)
	if n != format {
		c.older = n
	}
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
	natural(c, "cells of the milestone", &k.milestone.Cells)
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
	several(c, c.many("growth", len(s.growths)), &s.growths, 2*side*side, c.growth)
}

// many is how errors call the things of what is being coded. Nothing can be wrong
// with none that are written.
func (c *codec) many(part string, n int) string {
	if n == 0 && !c.reading {
		return part
	}
	return label(c.part, c.index) + ": " + part
}

// owners codes whose the owned cells are; how many follows from their bits.
func (c *codec) owners(s *savedChunk) {
	n := missing(&barren, &s.owned)
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
