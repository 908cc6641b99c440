package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
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
