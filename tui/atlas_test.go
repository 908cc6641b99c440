package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// frozen is a world in which nothing lives but what is planted, and stays.
func frozen(cfg game.Config) game.Config {
	cfg.Generations, cfg.Before = 0, 0
	return cfg
}

// atlasOf is a player with a colony, with another one in the forest and bots,
// who has opened the atlas.
func atlasOf(t *testing.T, cfg game.Config, change func(*Settings)) *looker {
	t.Helper()
	l := looks80(t, frozen(cfg), change)
	l.place.Plant(game.Block)
	fern := l.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4, Colour: 4}})
	for d := range 4 {
		fern.Step(game.Dir(d))
		after(time.Second)
		fern.Plant(game.Blinker)
	}
	swarm := l.joins(t, game.Join{Batches: 1})
	swarm.Submit(&game.Batch{Op: game.OpEnter, Steps: make([]game.BatchStep, 20)})
	after(messageFor)
	l.press("m")
	after(time.Second)
	return l
}

// under is what the first row says is under the cursor.
func (l *looker) under(t *testing.T) string {
	t.Helper()
	_, text, _ := strings.Cut(l.first(t), "  ")
	return text
}

func TestGoldenAtlas(t *testing.T) {
	for _, size := range goldenSizes {
		for _, look := range []string{"emoji", "unicode", "ascii", "mono"} {
			name := fmt.Sprintf("%dx%d-%s-atlas", size.Width, size.Height, look)
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					l := atlasOf(t, wood(), func(s *Settings) {
						s.Size, s.Environ = size, append(s.Environ[:2:2], "THICKET_GLYPHS="+look)
						if look == "mono" {
							s.Environ = []string{"NO_COLOR=1", "THICKET_GLYPHS=unicode"}
						}
					})
					l.golden(t, name)
				})
			})
		}
	}
}

// The cursor moves, and the first row says in words what is under it.
func TestAtlasCursor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := atlasOf(t, clearing(300, 300), nil)
		if got := l.under(t); !strings.HasPrefix(got, "you, ") || !strings.Contains(got, "your 4 cells") {
			t.Errorf("at first the cursor is on %q", got)
		}
		l.press("\x1b[1;2C")
		x, y := l.find(t, "[")
		for _, c := range []struct {
			key    string
			dx, dy int
		}{
			{right, 1, 0}, {"j", 0, 1}, {left, -1, 0}, {"w", 0, -1}, {"h", -1, 0},
			{"\x1b[1;2B", 0, leap}, {"\x1b[1;2A", 0, -leap}, {"s", 0, 1}, {"d", 1, 0},
		} {
			l.press(c.key)
			x, y = x+c.dx, y+c.dy
			if gotX, gotY := l.find(t, "["); gotX != x || gotY != y {
				t.Fatalf("after %q it is at %d,%d, want %d,%d", c.key, gotX, gotY, x, y)
			}
		}
		if got := l.under(t); got != "open ground" {
			t.Errorf("far away the cursor is on %q", got)
		}
		if got := l.place.Echo(); got.Seq != 1 {
			t.Errorf("the walker acted: %+v", got)
		}
		for range 20 {
			l.press("\x1b[1;2A\x1b[1;2D")
		}
		rows := l.rows(t)
		if x, y := l.find(t, "[ ]"); rows[y-1][x] != '+' || !strings.HasPrefix(rows[y+1][x:], "| ") {
			t.Errorf("in the corner:\n%s", strings.Join(rows, "\n"))
		}
	})
}

// Whichever key closes it, the forest is there again.
func TestAtlasCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := atlasOf(t, clearing(100, 100), nil)
		for _, key := range []string{"m", "\r", "\x1b"} {
			if !strings.HasPrefix(l.first(t), "meadow 1:8") {
				t.Fatalf("the first row is %q", l.first(t))
			}
			l.press(key)
			if got := l.first(t); strings.Contains(got, "1:8") {
				t.Errorf("after %q the first row is %q", key, got)
			}
			l.press("m")
		}
		l.press("q")
		if got := l.last(t); got != wordsLeave.long {
			t.Errorf("after q the last row is %q", got)
		}
	})
}

// The nearest zoom that shows the whole world is the farthest; nearer ones
// scroll with the cursor.
func TestAtlasZooms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(1000, 1000)
		l := atlasOf(t, cfg, nil)
		for _, c := range []struct{ key, zoom string }{
			{"-", "1:32"}, {"+", "1:16"}, {"=", "1:8"}, {"+", "1:8"}, {"-", "1:16"}, {"-", "1:32"}, {"-", "1:32"}, {"+", "1:16"},
		} {
			l.press(c.key)
			if got := l.first(t); !strings.HasPrefix(got, "meadow "+c.zoom+"  you") {
				t.Fatalf("after %s: %q", c.key, got)
			}
			if l.count(t, "[@]") != 1 {
				t.Fatalf("after %s the cursor is not in sight:\n%s", c.key, strings.Join(l.rows(t), "\n"))
			}
		}
		for range 30 {
			l.press("\x1b[1;2B")
		}
		rows := l.rows(t)
		if got := l.under(t); got != "open ground" || l.count(t, "[") != 1 || !strings.Contains(rows[22], "----") {
			t.Errorf("at the lower rim:\n%s", strings.Join(rows, "\n"))
		}
	})
}

// c goes to where most players are, then to where the next most are.
func TestAtlasFindsTheCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(400, 400)
		cfg.NearMin, cfg.NearMax, cfg.Crowd = 100, 200, 2
		l := looks80(t, frozen(cfg), nil)
		for i := range 8 {
			l.joins(t, game.Join{Name: fmt.Sprint("fern", i)})
		}
		after(time.Second)
		l.press("m")
		least, seen := 9, 0
		for range 9 {
			l.press("c")
			n := 0
			for _, part := range strings.Split(l.under(t), ", ") {
				if part == "you" || strings.HasPrefix(part, "fern") {
					n++
				}
			}
			if n == 0 || n > least {
				t.Errorf("after a crowd of %d comes %q", least, l.under(t))
			}
			least, seen = n, seen+n
			if seen == 9 { // all, and then from the beginning
				least, seen = 9, 0
			}
		}
	})
}

// f follows the other player nearest to the cursor until the cursor is moved.
func TestAtlasFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, frozen(clearing(200, 200)), nil)
		fern := l.joins(t, game.Join{Name: "fern"})
		after(time.Second)
		l.press("mf")
		if got := l.last(t); got != new(followedWords).say("fern").long {
			t.Errorf("the last row is %q", got)
		}
		for range 40 {
			fern.Step(game.Left)
			after(100 * time.Millisecond)
		}
		after(glanceEvery)
		if got := l.under(t); !strings.HasPrefix(got, "fern") {
			t.Errorf("the cursor is on %q", got)
		}
		l.press(down)
		if got := l.last(t); strings.Contains(got, "fern") || l.under(t) != "open ground" {
			t.Errorf("after a key the last row is %q, the first %q", got, l.first(t))
		}
		l.press("f")
		fern.Leave()
		after(time.Second)
		if got := l.last(t); strings.Contains(got, "fern") {
			t.Errorf("of who left the last row says %q", got)
		}
		l.press("f") // alone
		if got := l.last(t); got != wordsAlone.long {
			t.Errorf("alone the last row is %q, the first %q", got, l.first(t))
		}
	})
}

// f again follows the next nearest; after the last it lets go.
func TestAtlasFollowsTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(400, 400)
		cfg.NearMin, cfg.NearMax, cfg.Crowd = 50, 100, 2
		l := looks80(t, frozen(cfg), nil)
		for i := range 5 {
			l.joins(t, game.Join{Name: fmt.Sprint("fern", i)})
		}
		after(time.Second)
		for range 2 {
			l.press("m") // the cursor is on the own walker
			at, far, seen := l.place.Echo().At, 0, map[string]bool{}
			for range 5 {
				l.press("f")
				name, _, _ := strings.Cut(strings.TrimPrefix(l.last(t), "Following "), ".")
				for _, p := range l.place.Frame().Players {
					if p.Name == name {
						if at.Distance(p.At) < far {
							t.Errorf("%s is nearer than the one before", name)
						}
						far = at.Distance(p.At)
					}
				}
				seen[name] = true
			}
			if len(seen) != 5 || seen["otter"] {
				t.Errorf("it follows %v", seen)
			}
			l.press("f")
			if got := l.last(t); got != wordsLetGo.long {
				t.Errorf("after all of them the last row is %q", got)
			}
			l.press("m")
		}
	})
}

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
		new(scoresTitle).say(strings.Repeat("w", 24), 5000, 5000),
	}
	last := len(all) - 1
	for _, w := range all[:last] {
		if n := screen.TextWidth(w.short); n > 38 {
			t.Errorf("%q has %d columns", w.short, n)
		}
	}
	if n := screen.TextWidth(all[last].short); n > MinWidth+10 {
		t.Errorf("%q has %d columns", all[last].short, n)
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
