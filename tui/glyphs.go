package tui

import (
	"strings"

	"thicket/game"
	"thicket/tui/screen"
)

// glyph is what fills the two columns of a world cell: one wide character, or
// two narrow ones.
type glyph struct{ a, b rune }

// put draws g at column x of a row, whole or not at all.
func (g glyph) put(row []screen.Cell, x int, st screen.Style) {
	if x+1 >= len(row) {
		return
	}
	if g.b == 0 {
		row[x] = screen.Cell{Rune: g.a, Style: st, Width: 2}
		row[x+1] = screen.Cell{Style: st}
		return
	}
	row[x] = screen.Cell{Rune: g.a, Style: st, Width: 1}
	row[x+1] = screen.Cell{Rune: g.b, Style: st, Width: 1}
}

// String is g as text.
func (g glyph) String() string {
	if g.b == 0 {
		return string(g.a)
	}
	return string([]rune{g.a, g.b})
}

// glyphSet is how a world looks in one kind of terminal.
type glyphSet struct {
	name    string
	trees   []glyph // taken by place
	grass   glyph
	rim     glyph
	bot     glyph
	dozing  glyph
	wild    glyph     // bacteria: nobody's,
	mine    glyph     // of the player whose screen it is,
	foreign glyph     // and of everybody else
	fits    glyph     // a cell of the ghost,
	hits    glyph     // and of one that cannot be planted
	hearts  [2]string // one that is left, and one that is not
	self    rune      // the player's own, 0: as others see it
	players []glyph   // taken by game.Look; of a narrow one the second column shows the facing
	facing  [4]rune   // by game.Dir
	arrows  [8]string // clockwise from north
}

// glyphSets are in the order in which the key changes them. Of emoji only
// those are used that are one code point, East Asian Wide and in Unicode 9 or
// older, so that terminals agree about their width.
var glyphSets = []*glyphSet{
	{
		name:    "emoji",
		trees:   wide("🌲🌲🌲🌳"),
		grass:   glyph{'.', ' '},
		rim:     glyph{':', ':'},
		bot:     glyph{a: '🐜'},
		dozing:  glyph{a: '💤'},
		wild:    glyph{'▒', '▒'},
		mine:    glyph{'█', '█'},
		foreign: glyph{'▐', '▌'},
		fits:    glyph{'[', ']'},
		hits:    glyph{'>', '<'},
		hearts:  [2]string{"♥", "♡"},
		players: wide("🦊🐻🐸🐼🐨🐯🦁🐮🐷🐵🐔🐧🐢🐙🦉🦋🐝🐞🐌🦎"),
		facing:  [4]rune{'^', 'v', '<', '>'},
		arrows:  [8]string{"↑", "↗", "→", "↘", "↓", "↙", "←", "↖"},
	}, {
		name:    "unicode",
		trees:   []glyph{{'↟', '↟'}},
		grass:   glyph{'.', ' '},
		rim:     glyph{':', ':'},
		bot:     glyph{'∗', ' '},
		dozing:  glyph{'z', 'z'},
		wild:    glyph{'▒', '▒'},
		mine:    glyph{'█', '█'},
		foreign: glyph{'▐', '▌'},
		fits:    glyph{'[', ']'},
		hits:    glyph{'>', '<'},
		hearts:  [2]string{"♥", "♡"},
		self:    '@',
		players: narrow("♞♜♝♛♚♘♖♗♕♔⚇⚉"),
		facing:  [4]rune{'˄', '˅', '‹', '›'},
		arrows:  [8]string{"↑", "↗", "→", "↘", "↓", "↙", "←", "↖"},
	}, {
		name:    "ascii",
		trees:   []glyph{{'/', '\\'}},
		grass:   glyph{'.', ' '},
		rim:     glyph{':', ':'},
		bot:     glyph{'o', ' '},
		dozing:  glyph{'z', 'z'},
		wild:    glyph{'(', ')'},
		mine:    glyph{'#', '#'},
		foreign: glyph{'%', '%'},
		fits:    glyph{'[', ']'},
		hits:    glyph{'>', '<'},
		hearts:  [2]string{"*", "-"},
		self:    '@',
		players: narrow("ABCDEFGHJKLMNPQRSTUVWXYZ"),
		facing:  [4]rune{'^', 'v', '<', '>'},
		arrows:  [8]string{"N", "NE", "E", "SE", "S", "SW", "W", "NW"},
	},
}

func wide(runes string) (set []glyph) {
	for _, r := range runes {
		set = append(set, glyph{a: r})
	}
	return set
}

func narrow(runes string) (set []glyph) {
	for _, r := range runes {
		set = append(set, glyph{r, ' '})
	}
	return set
}

// player is the glyph of a player with a look and a facing.
func (s *glyphSet) player(look game.Look, facing game.Dir) glyph {
	g := s.players[int(look.Glyph)%len(s.players)]
	if g.b != 0 {
		g.b = s.facing[facing&3]
	}
	return g
}

// own is the glyph of the player whose screen it is.
func (s *glyphSet) own(look game.Look, facing game.Dir) glyph {
	g := s.player(look, facing)
	if s.self != 0 {
		g.a = s.self
	}
	return g
}

// tree is the glyph of the tree at a place.
func (s *glyphSet) tree(x, y int) glyph {
	return s.trees[scatter(x, y)%uint32(len(s.trees))]
}

// scatter is a number that looks random and depends on the place alone.
func scatter(x, y int) uint32 {
	n := uint32(x)*0x9e3779b1 ^ uint32(y)*0x85ebca77
	n ^= n >> 15
	n *= 0x2c1b3c6d
	return n ^ n>>12
}

// arrow points from one cell to another.
func (s *glyphSet) arrow(from, to game.Point) string {
	dx, dy := to.X-from.X, to.Y-from.Y
	east, south := sign(dx, dy), sign(dy, dx)
	for i, d := range [8]game.Point{
		{X: 0, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 0}, {X: 1, Y: 1},
		{X: 0, Y: 1}, {X: -1, Y: 1}, {X: -1, Y: 0}, {X: -1, Y: -1},
	} {
		if d.X == east && d.Y == south {
			return s.arrows[i]
		}
	}
	return ""
}

// sign is that of n, or 0 where n is small beside other: less than the
// tangent of 22.5 degrees, about 2/5.
func sign(n, other int) int {
	switch {
	case 5*max(n, -n) < 2*max(other, -other) || n == 0:
		return 0
	case n < 0:
		return -1
	}
	return 1
}

// chooseGlyphs is the set that a profile says, else the one that the client
// asks for, else one that it can show by its TERM and its locale.
func chooseGlyphs(profile, term string, env map[string]string) int {
	for _, name := range []string{profile, env["THICKET_GLYPHS"]} {
		for i, set := range glyphSets {
			if name == set.name {
				return i
			}
		}
	}
	const emoji, unicode, ascii = 0, 1, 2
	locale := first(env["LC_ALL"], env["LC_CTYPE"], env["LANG"])
	flat := strings.ReplaceAll(strings.ToLower(locale), "-", "")
	switch {
	case term == "" || term == "dumb" || term == "linux" || strings.HasPrefix(term, "vt"):
		return ascii
	case locale != "" && !strings.Contains(flat, "utf8"):
		return ascii
	case term == "xterm" || strings.HasPrefix(term, "rxvt"):
		return unicode
	}
	return emoji
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
