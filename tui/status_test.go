package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

func TestNearestPlayerIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(500, 500)
		cfg.NearMin, cfg.NearMax = 60, 80
		l := looks80(t, cfg, nil)
		fern := l.joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)
		me, to := l.place.Echo().At, fern.Entered.At
		want := fmt.Sprintf("%v  2 players  meadow  20 ms  fern %s %d", me, glyphSets[2].arrow(me, to), me.Distance(to))
		if got := l.first(t); got != want {
			t.Errorf("the first row is %q, want %q", got, want)
		}
		fern.Leave()
		after(2 * time.Second)
		if got, want := l.first(t), fmt.Sprintf("%v  1 player  meadow  20 ms", me); got != want {
			t.Errorf("the first row is %q, want %q", got, want)
		}
	})
}

func TestArrows(t *testing.T) {
	set, from := glyphSets[2], game.Point{X: 50, Y: 50}
	for _, c := range []struct {
		x, y int
		want string
	}{
		{50, 0, "N"}, {60, 40, "NE"}, {90, 50, "E"}, {60, 60, "SE"}, {50, 51, "S"}, {40, 60, "SW"},
		{0, 50, "W"}, {40, 40, "NW"}, {90, 60, "E"}, {90, 70, "SE"}, {53, 10, "N"}, {50, 50, ""},
	} {
		if got := set.arrow(from, game.Point{X: c.x, Y: c.y}); got != c.want {
			t.Errorf("to %d,%d: %q, want %q", c.x, c.y, got, c.want)
		}
	}
}

// The way to the nearest player is there even on the smallest screen, if need
// be without the name.
func TestWayOnTheSmallestScreen(t *testing.T) {
	row := statusRow{status: status{
		at: game.Point{X: 500, Y: 500}, players: 2, world: "meadow",
		rtt: 12 * time.Millisecond, near: "mossy-otter", arrow: "NW", far: 37,
	}}
	for width, want := range map[int]string{
		40: "500,500  2 players  meadow  12 ms  NW 37",
		60: "500,500  2 players  meadow  12 ms  mossy-otter NW 37",
	} {
		scr := screen.New(width, 1, palettes[screen.Mono]())
		row.draw(scr, 0)
		var b strings.Builder
		for _, c := range scr.Row(0) {
			b.WriteRune(c.Rune)
		}
		if got := strings.TrimRight(b.String(), " "); got != want {
			t.Errorf("of %d columns: %q, want %q", width, got, want)
		}
	}
}

// The fields that do not fit into the first row are left out, the last ones
// first; no row is cut.
func TestFirstRowOnNarrowScreens(t *testing.T) {
	row := statusRow{status: status{
		at: game.Point{X: 8191, Y: 8191}, players: 5000, world: "a-world-of-names",
		rtt: 12345 * time.Millisecond, near: strings.Repeat("森", 8), arrow: "NW", far: 8191,
	}}
	for width := MinWidth; width <= 100; width++ {
		scr := screen.New(width, 1, palettes[screen.Mono]())
		row.draw(scr, 0)
		var b strings.Builder
		for _, c := range scr.Row(0) {
			if c.Width > 0 {
				b.WriteRune(c.Rune)
			}
		}
		got := strings.TrimRight(b.String(), " ")
		if !strings.HasPrefix(got, "8191,8191  5000 players") {
			t.Errorf("of %d columns: %q", width, got)
		}
		for _, f := range row.fields() {
			if strings.Contains(got, f.value[:4]) && !strings.Contains(got, f.value+f.label) {
				t.Errorf("of %d columns: %q cuts %q", width, got, f.value+f.label)
			}
		}
		if width >= 80 && !strings.HasSuffix(got, " NW 8191") {
			t.Errorf("of %d columns: %q", width, got)
		}
	}
}

// Every text has a form of at most 38 columns, whatever the names are.
func TestShortForms(t *testing.T) {
	const short = 38
	var all []words
	for _, name := range []string{"o", strings.Repeat("m", 16), strings.Repeat("森", 8), strings.Repeat("m", 16) + "~5000"} {
		for _, guest := range []bool{false, true} {
			all = append(all, welcome(name, guest), footer(name, guest))
		}
		for v := game.Done; v <= game.Full; v++ {
			if v.Blocked() {
				all = append(all, blockedBy(v, name))
			}
		}
	}
	all = append(all, wordsLeave, wordsFell, wordsBack, wordsFull)
	for _, set := range glyphSets {
		all = append(all, say("Glyphs: "+set.name))
	}
	for _, w := range all {
		if n := screen.TextWidth(w.short); n > short || n == 0 {
			t.Errorf("%q has %d columns", w.short, n)
		}
		for width := short; width <= 100; width++ {
			if n := screen.TextWidth(w.fit(width)); n > width {
				t.Errorf("%q has %d columns of %d", w.fit(width), n, width)
			}
		}
		if long := screen.TextWidth(w.long); w.fit(long) != w.long || w.fit(500) != w.long {
			t.Errorf("%q is not used where it fits", w.long)
		}
	}
	for _, line := range tooSmall(Size{39, 11}) {
		if n := screen.TextWidth(line); n > short {
			t.Errorf("%q has %d columns", line, n)
		}
	}
}
