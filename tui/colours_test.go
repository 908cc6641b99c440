package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// What a terminal without colours gets says no colour, and everything else
// that others see.
func TestColourDepths(t *testing.T) {
	for _, c := range []struct {
		term  string
		env   []string
		depth screen.Depth
	}{
		{"xterm-256color", []string{"COLORTERM=truecolor"}, screen.TrueColor},
		{"xterm-kitty", nil, screen.TrueColor},
		{"xterm-256color", nil, screen.Colors256},
		{"screen-256color", []string{"COLORTERM=truecolor"}, screen.Colors256},
		{"xterm", nil, screen.Colors16},
		{"linux", nil, screen.Colors16},
		{"xterm-256color", []string{"NO_COLOR=1", "COLORTERM=truecolor"}, screen.Mono},
		{"dumb", nil, screen.Mono},
		{"", nil, screen.Mono},
	} {
		t.Run(c.term+strings.Join(c.env, ""), func(t *testing.T) {
			if got := chooseDepth(c.term, environment(c.env)); got != c.depth {
				t.Fatalf("the depth is %v, want %v", got, c.depth)
			}
			synctest.Test(t, func(t *testing.T) {
				l := looks80(t, wood(), func(s *Settings) { s.Term, s.Environ = c.term, append(c.env, "THICKET_GLYPHS=ascii") })
				bot := l.joins(t, game.Join{Name: "fern"})
				for range 4 {
					l.press(right)
					bot.Step(game.Up)
					after(100 * time.Millisecond)
				}
				l.press("?")
				l.press("\x1b")
				if got := kindsOf(l.written()); got != colourNames[c.depth] {
					t.Errorf("the colours are %q, want %q", got, colourNames[c.depth])
				}
			})
		})
	}
}

var colourNames = map[screen.Depth]string{
	screen.Mono: "", screen.Colors16: "16", screen.Colors256: "256", screen.TrueColor: "true 256",
}

// kindsOf tells what kinds of colours a client was sent.
func kindsOf(sent string) string {
	var kinds []string
	for _, sgr := range strings.Split(sent, "\x1b[")[1:] {
		end := strings.IndexFunc(sgr, func(r rune) bool { return r >= '@' })
		if end < 0 || sgr[end] != 'm' || strings.HasPrefix(sgr, "?") {
			continue
		}
		kind := ""
		params := strings.Split(sgr[:end], ";")
		for i := 0; i < len(params); i++ {
			switch n := params[i]; {
			case (n == "38" || n == "48") && params[i+1] == "2":
				kind, i = "true", i+4
			case n == "38" || n == "48":
				kind, i = "256", i+2
			case len(n) == 2 && n[0] >= '3' && n[0] <= '4' && n[1] <= '7', len(n) == 2 && n[0] == '9', len(n) == 3:
				kind = "16"
			}
			if kind != "" && !strings.Contains(strings.Join(kinds, " "), kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return strings.Join(kinds, " ")
}

// NO_COLOR is set by any value that is not empty (no-color.org).
func TestNoColor(t *testing.T) {
	for value, want := range map[string]screen.Depth{"1": screen.Mono, "true": screen.Mono, "yes": screen.Mono, "0": screen.Mono, "": screen.TrueColor} {
		got := chooseDepth("xterm-256color", map[string]string{"NO_COLOR": value, "COLORTERM": "truecolor"})
		if got != want {
			t.Errorf("NO_COLOR=%q: the depth is %v, want %v", value, got, want)
		}
	}
}

func TestGlyphSetsAreChosen(t *testing.T) {
	for _, c := range []struct{ term, env, want string }{
		{"xterm-256color", "", "emoji"},
		{"xterm-256color", "LANG=de_DE.UTF-8", "emoji"},
		{"xterm-256color", "LANG=de_DE.utf8", "emoji"},
		{"xterm-256color", "LANG=C", "ascii"},
		{"xterm-256color", "LANG=C.UTF-8 LC_ALL=POSIX", "ascii"},
		{"xterm-256color", "LANG=C LC_CTYPE=C.UTF-8", "emoji"},
		{"xterm", "LANG=C.UTF-8", "unicode"},
		{"rxvt-unicode", "LANG=C.UTF-8", "unicode"},
		{"linux", "LANG=C.UTF-8", "ascii"},
		{"vt100", "", "ascii"},
		{"dumb", "", "ascii"},
		{"", "", "ascii"},
		{"linux", "THICKET_GLYPHS=emoji", "emoji"},
		{"xterm-256color", "THICKET_GLYPHS=nonsense", "emoji"},
	} {
		if got := glyphSets[chooseGlyphs("", c.term, environment(strings.Fields(c.env)))].name; got != c.want {
			t.Errorf("TERM=%s %s: %s, want %s", c.term, c.env, got, c.want)
		}
	}
}

// Every glyph has two columns, for every player who may come.
func TestGlyphsHaveTwoColumns(t *testing.T) {
	for _, set := range glyphSets {
		all := append([]glyph{
			set.grass, set.rim, set.bot, set.dozing, set.wild, set.mine, set.foreign, set.fits, set.hits,
		}, set.trees...)
		for look := range 256 {
			all = append(all, set.player(game.Look{Glyph: uint8(look)}, game.Dir(look&3)))
		}
		for _, g := range all {
			n := screen.RuneWidth(g.a)
			if g.b != 0 {
				n += screen.RuneWidth(g.b)
			}
			if n != 2 {
				t.Errorf("%s: %c%c has %d columns", set.name, g.a, g.b, n)
			}
		}
	}
}

// Nothing is told by colour alone: what differs in kind differs in shape.
func TestKindsDifferInShape(t *testing.T) {
	for _, set := range glyphSets {
		kinds := map[glyph]string{}
		for name, g := range map[string]glyph{
			"grass": set.grass, "rim": set.rim, "bot": set.bot, "dozing": set.dozing, "wild": set.wild,
			"mine": set.mine, "foreign": set.foreign, "fits": set.fits, "hits": set.hits, "tree": set.trees[0],
		} {
			if other, taken := kinds[g]; taken {
				t.Errorf("%s: %s and %s look the same", set.name, name, other)
			}
			kinds[g] = name
		}
		for look := range 256 {
			for facing := range game.Dir(4) {
				if kind, taken := kinds[set.player(game.Look{Glyph: uint8(look)}, facing)]; taken {
					t.Errorf("%s: a player looks like %s", set.name, kind)
				}
			}
		}
		if set.hearts[0] == set.hearts[1] || screen.TextWidth(set.hearts[0]) != 1 || screen.TextWidth(set.hearts[1]) != 1 {
			t.Errorf("%s: the hearts are %q", set.name, set.hearts)
		}
	}
}
