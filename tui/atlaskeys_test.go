package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// Keys do no harm where the atlas was not painted: in a window that is too
// small, and before the first paint.
func TestAtlasZoomsUnseen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resizes := make(chan Size, 1)
		l := atlasOf(t, clearing(1000, 1000), func(s *Settings) { s.Resizes = resizes })
		l.resize(Size{30, 8})
		resizes <- Size{30, 8}
		after(100 * time.Millisecond)
		for range 9 {
			l.press("-")
		}
		l.press(right + "cf" + left)
		l.resize(Size{80, 24})
		resizes <- Size{80, 24}
		after(100 * time.Millisecond)
		if got := l.first(t); !strings.HasPrefix(got, "meadow 1:32") {
			t.Errorf("the first row is %q", got)
		}
	})
	m, _ := still(t, Size{80, 24}, "ascii")
	m.openAtlas()
	opened := m.atlas.zoom
	for _, k := range "-----lhc" {
		m.press(tea.KeyPressMsg{Code: k, Text: string(k)})
	}
	if want := m.farthest(m.place.Frame()); opened != want || m.atlas.zoom != want {
		t.Errorf("the zoom was %d and is %d, want %d", opened, m.atlas.zoom, want)
	}
}

// Every key is answered: what does nothing says how to get back, and what
// goes no further says so, until the next key.
func TestAtlasAnswersEveryKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := atlasOf(t, clearing(100, 100), nil)
		for _, c := range []struct{ key, want string }{
			{"-", wordsFarthest.long}, {"+", wordsNearest.long}, {"x", wordsUncover.long}, {"g", wordsUncover.long},
			{" ", wordsUncover.long}, {"?", atlasLegend.long}, {"?", atlasHelp.long},
		} {
			l.press(c.key)
			if got := l.last(t); got != c.want {
				t.Errorf("after %q the last row is %q, want %q", c.key, got, c.want)
			}
		}
		for range 20 {
			l.press("\x1b[1;2A")
		}
		if got := l.last(t); got != "The forest ends here." {
			t.Errorf("at the rim the last row is %q", got)
		}
		l.press(down)
		if got := l.last(t); got != atlasHelp.long {
			t.Errorf("a step later the last row is %q", got)
		}
		l.press("\t")
		if got := l.first(t); !strings.HasPrefix(got, "Scores") {
			t.Errorf("after tab the first row is %q", got)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, frozen(clearing(100, 100)), nil)
		l.press("mc")
		if got := l.last(t); got != wordsOneCrowd.long {
			t.Errorf("alone the last row is %q after c", got)
		}
	})
}

// On the smallest screen, too, the help says how to get back.
func TestAtlasHelpLeadsBack(t *testing.T) {
	for _, text := range []string{atlasHelp.long, atlasHelp.short} {
		if !strings.HasSuffix(text, "back") {
			t.Errorf("%q does not", text)
		}
	}
}

// What belongs to neither the player nor the owner of most cells may be bots'.
func TestAtlasWordsOfOtherColonies(t *testing.T) {
	f := &game.Frame{Colonies: []game.ColonyMark{{}, {Kind: game.Bot}}}
	w := spotWords{width: 200, owner: ownerOf(f, 1), here: game.Tile{Owned: 9, Top: 1, TopCells: 5}}
	if got := w.String(); !strings.HasSuffix(got, "a bot's 5 cells, 4 of other colonies") {
		t.Errorf("it is %q", got)
	}
}

// The atlas follows the world though nobody watches all of it, and is not
// drawn more often than four times a second.
func TestAtlasIsLive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, frozen(clearing(400, 400)), nil)
		fern := l.joins(t, game.Join{Name: "fern"})
		after(time.Second)
		l.press("mf")
		fern.Plant(game.Block)
		after(time.Second + glanceEvery)
		if got := l.under(t); !strings.Contains(got, "fern's 4 cells") {
			t.Errorf("what was planted is not there: %q", got)
		}
		before := len(l.times())
		for range 50 {
			fern.Step(game.Left + game.Dir(before&1))
			before++
			after(100 * time.Millisecond)
		}
		before -= 50
		if n := len(l.times()) - before; n > 5*4+1 {
			t.Errorf("in 5 s it was drawn %d times", n)
		}
		l.press("m")
		after(time.Second)
		idle := len(l.times())
		fern.Leave()
		after(5 * time.Second)
		if n := len(l.times()) - idle; n > 3 {
			t.Errorf("after it was closed there were %d paints", n)
		}
	})
}

// The own walker, the cursor and other players are seen in every glyph set
// and with any colours.
func TestAtlasShowsWhoIsWhere(t *testing.T) {
	for _, set := range glyphSets {
		for _, c := range []struct{ term, env string }{
			{"xterm-256color", "COLORTERM=truecolor"}, {"xterm-256color", "LANG=C.UTF-8"}, {"linux", "LANG=C.UTF-8"}, {"vt100", "NO_COLOR=1"},
		} {
			synctest.Test(t, func(t *testing.T) {
				l := atlasOf(t, clearing(200, 200), func(s *Settings) {
					s.Term, s.Environ = c.term, []string{c.env, "THICKET_GLYPHS=" + set.name}
				})
				l.press("\x1b[1;2A")
				x, y := l.find(t, "@")
				beside := l.cell(x, y+3).Style
				if own := l.cell(x, y).Style; own.Equal(&beside) {
					t.Errorf("%s, %v: the own walker looks like the floor", set.name, c)
				}
				x, y = l.find(t, "[")
				for i := range 3 {
					beside := l.cell(x+5, y).Style
					if cursor := l.cell(x+i, y).Style; cursor.Equal(&beside) {
						t.Errorf("%s, %v: the cursor looks like the floor", set.name, c)
					}
				}
				if l.count(t, "P") != 1 {
					t.Errorf("%s, %v: fern is there %d times", set.name, c, l.count(t, "P"))
				}
			})
		}
	}
}

// ? shows letters in place of colours, as long as it tells what they mean.
func TestAtlasLegendShowsLetters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := atlasOf(t, wood(), func(s *Settings) { s.Environ = append(s.Environ[:2:2], "THICKET_GLYPHS=emoji") })
		for range 2 {
			if l.count(t, "▀") == 0 || l.count(t, "^^") != 0 {
				t.Errorf("there are no half blocks:\n%s", strings.Join(l.rows(t), "\n"))
			}
			l.press("?")
			if l.count(t, "▀") != 0 || l.count(t, "^^") == 0 {
				t.Errorf("there are no letters:\n%s", strings.Join(l.rows(t), "\n"))
			}
			l.press("?")
		}
	})
}

// ? tells what the letters mean.
func TestAtlasLegend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := atlasOf(t, clearing(100, 100), nil)
		l.press("?")
		if got := l.last(t); got != atlasLegend.long {
			t.Errorf("the last row is %q", got)
		}
		l.press("?")
		if got := l.last(t); got != atlasHelp.long {
			t.Errorf("the last row is %q", got)
		}
	})
}

// No text is wider than the screen, whatever the names are, and it begins
// with what matters most.
func TestAtlasWordsFit(t *testing.T) {
	name := strings.Repeat("m", 16) + "~5000"
	all := []words{
		atlasHelp, atlasLegend, scoresHelp, new(followedWords).say(name),
		wordsNearest, wordsFarthest, wordsOneCrowd, wordsAlone, wordsLetGo, wordsUncover, wordsNoMore,
	}
	for _, w := range all {
		if n := screen.TextWidth(w.short); n > 38 {
			t.Errorf("%q has %d columns", w.short, n)
		}
	}
	for width := MinWidth; width < 200; width++ {
		w := spotWords{world: strings.Repeat("w", 24), tile: 1024, width: width, names: [2]string{name, name}, all: 30, owner: name}
		w.here = game.Tile{Wild: 1, Owned: 70000, Top: 1, TopCells: 60000, Bots: 500, Trees: 99}
		got := w.String()
		if screen.TextWidth(got) > width || !strings.Contains(got, name) {
			t.Errorf("of %d columns: %q", width, got)
		}
	}
}
