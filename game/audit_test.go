package game

import (
	"strings"
	"testing"
)

// breaks are changes that no command makes, and what is said of them.
var breaks = []struct {
	says string
	do   func(s *Snapshot)
}{
	{"random source", func(s *Snapshot) { s.random = []byte("x") }},
	{"beats", func(s *Snapshot) { s.clock.beats += 1 << 20 }},
	{"was looked at", func(s *Snapshot) { s.clock.lookedAt = 1 << 20 }},
	{"now is -1", func(s *Snapshot) { s.clock.now = -1 }},
	{"generation is", func(s *Snapshot) { s.clock.generation = 1 << 60 }},
	{"there are", func(s *Snapshot) { s.cfg.Width = 1 << 20 }},
	{"there are", func(s *Snapshot) { s.cfg.Width += 100 }},
	{"open beyond the rim", func(s *Snapshot) { s.chunks[len(s.chunks)-1].tree[side-1] = 0 }},
	{"alive in a tree", func(s *Snapshot) { s.chunks[0].tree[1], s.chunks[0].alive[1] = 1, 1 }},
	{"owned and dead", func(s *Snapshot) {
		s.chunks[0].owned[1], s.chunks[0].alive[1] = ^uint64(0), 0
		s.chunks[0].owners = make([]uint16, missing(&barren, &s.chunks[0].owned))
	}},
	{"have 1 owners", func(s *Snapshot) { s.chunks[0].owned, s.chunks[0].owners = [side]uint64{}, []uint16{1} }},
	{"belongs to colony", func(s *Snapshot) { own(s)[0] = 65_535 }},
	{"belongs to colony 0", func(s *Snapshot) { own(s)[0] = 0 }},
	{"counted", func(s *Snapshot) {
		o := own(s)
		o[0] = o[0]%2 + 1
	}},
	{"withers", func(s *Snapshot) {
		for _, c := range s.chunks {
			if i := openCell(c); i >= 0 {
				c.growths = append(c.growths, growth{cell: uint16(i)})
			}
		}
	}},
	{"two things grow", func(s *Snapshot) {
		for _, c := range s.chunks {
			c.growths = append(c.growths, c.growths...)
		}
	}},
	{"grows beyond", func(s *Snapshot) {
		last := s.chunks[len(s.chunks)-1]
		last.growths = append(last.growths, growth{natural: true, cell: side*side - 1})
	}},
	{"id of slot", func(s *Snapshot) { s.walkers[0][3].id++ }},
	{"another one stands", func(s *Snapshot) { two(s, func(a, b *walker) { a.x, a.y = b.x, b.y }) }},
	{"beyond the rim at", func(s *Snapshot) { two(s, func(a, _ *walker) { a.x = 8000 }) }},
	{"x is", func(s *Snapshot) { two(s, func(a, _ *walker) { a.x = -1 }) }},
	{"facing is", func(s *Snapshot) { two(s, func(a, _ *walker) { a.facing = 4 }) }},
	{"kind is", func(s *Snapshot) { two(s, func(a, _ *walker) { a.kind = 2 }) }},
	{"swerve is", func(s *Snapshot) { two(s, func(a, _ *walker) { a.swerve = 4 }) }},
	{"spores", func(s *Snapshot) { two(s, func(a, _ *walker) { a.spores = 200 }) }},
	{"allowance", func(s *Snapshot) { two(s, func(a, _ *walker) { a.ready = 1 << 60 }) }},
	{"in a tree", func(s *Snapshot) { two(s, func(a, _ *walker) { tree(s, a.at()) }) }},
	{"record of player", func(s *Snapshot) { two(s, func(a, _ *walker) { a.player = 1 << 20 }) }},
	{"not here, but has", func(s *Snapshot) { s.walkers[s.free[0]/page][s.free[0]%page].x = 1 }},
	{"not free", func(s *Snapshot) { s.free[0] = s.free[1] }},
	{"are free", func(s *Snapshot) { s.free = s.free[1:] }},
	{"number of them", func(s *Snapshot) { s.vacant = make([]uint16, 1<<17) }},
	{"another's", func(s *Snapshot) { s.players[0].slot++ }},
	{"another's", func(s *Snapshot) { s.players = s.players[1:] }},
	{"as another one", func(s *Snapshot) { s.players[0].name = s.players[1].name }},
	{"cannot be printed", func(s *Snapshot) { s.players[0].name = "a\x1b[2J" }},
	{"hearts", func(s *Snapshot) { s.players[0].hearts = 0 }},
	{"came at", func(s *Snapshot) { s.players[0].came = s.clock.now + 1 }},
	{"held, but not away", func(s *Snapshot) {
		for i := range s.players {
			s.players[i].held = !s.players[i].away
		}
	}},
	{"hearts", func(s *Snapshot) { s.players[0].hearts = 100 }},
	{"strokes", func(s *Snapshot) { s.players[0].chop.strokes = 3 }},
	{"another's", func(s *Snapshot) { s.players[0].colony = s.players[1].colony }},
	{"not the wild", func(s *Snapshot) { s.colonies[0].wild = false }},
	{"more than the wild", func(s *Snapshot) { s.colonies[0].best = 1 }},
	{"counted", func(s *Snapshot) { s.colonies[1].biomass++ }},
	{"milestones", func(s *Snapshot) { s.colonies[1].passed = 100 }},
	{"milestones", func(s *Snapshot) { s.colonies[1].passed = -1 }},
	{"another's", func(s *Snapshot) { s.colonies[s.players[0].colony].owner += 1 << 32 }},
	{"vacant", func(s *Snapshot) { s.vacant = append(s.vacant, 1) }},
	{"not vacant", func(s *Snapshot) { s.colonies = append(s.colonies, colony{wild: true}) }},
	{"its account", func(s *Snapshot) { s.colonies[s.absences[len(s.absences)-1].number].wild = true }},
	{"its account has", func(s *Snapshot) { s.absences[0].account = "x" }},
	{"as another one", func(s *Snapshot) { s.absences = append(s.absences, s.absences[0]) }},
	{"or is wild", func(s *Snapshot) {
		for i := range s.absences {
			s.absences[i].wild = true
		}
	}},
	{"as colony", func(s *Snapshot) {
		for i := 1; i < len(s.colonies); i++ {
			if s.colonies[i].account != "" {
				s.colonies[i].account = "x"
			}
		}
	}},
	{"a bot's, but has", func(s *Snapshot) { s.colonies[s.absences[0].number].kind = Bot }},
	{"a bot's, but has", func(s *Snapshot) {
		for i := range s.colonies {
			if c := &s.colonies[i]; c.kind == Bot && c.owner != 0 {
				c.account = "x"
				return
			}
		}
	}},
	{"which is another's", func(s *Snapshot) { s.absences = s.absences[:len(s.absences)-1] }},
	{"is here", func(s *Snapshot) {
		for i := range s.players {
			s.players[i].away = false
		}
	}},
	{"a guest or awake", func(s *Snapshot) {
		for i := range s.players {
			s.players[i].away = true
		}
	}},
}

// own are the owners of some chunk's cells.
func own(s *Snapshot) []uint16 {
	for _, c := range s.chunks {
		if len(c.owners) > 0 {
			return c.owners
		}
	}
	return nil
}

func openCell(c *savedChunk) int {
	for y, row := range c.tree {
		for x := range side {
			if row>>x&1 == 0 {
				return y*side + x
			}
		}
	}
	return -1
}

// two gives two walkers that are here to a change.
func two(s *Snapshot, do func(a, b *walker)) {
	do(&s.walkers[0][s.players[0].slot], &s.walkers[0][s.players[1].slot])
}

func tree(s *Snapshot, p Point) {
	across := (s.cfg.Width + side - 1) / side
	c := s.chunks[p.Y/side*across+p.X/side]
	bit := uint64(1) << (p.X % side)
	c.tree[p.Y%side] |= bit
	c.alive[p.Y%side] &^= bit
}

// Whatever does not go together is refused, either when it is written or when it
// is read, and the error says what it is.
func TestBrokenSnapshots(t *testing.T) {
	b := mustEncode(t, livelySmall().Snapshot())
	for i, c := range breaks {
		s := mustDecode(t, b)
		c.do(s)
		bad, err := s.AppendBinary(nil)
		if err == nil {
			_, err = DecodeSnapshot(bad)
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("break %d: want %q, got %v", i, c.says, err)
		}
	}
}
