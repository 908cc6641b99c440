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
		want := fmt.Sprintf("***  5 spores  biomass 0  rank 1  %v  2 players  meadow  20 ms  fern %s %d", me, glyphSets[2].arrow(me, to), me.Distance(to))
		if got := l.first(t); got != want {
			t.Errorf("the first row is %q, want %q", got, want)
		}
		fern.Leave()
		after(2 * time.Second)
		if got, want := l.first(t), fmt.Sprintf("***  5 spores  biomass 0  rank 1  %v  1 player  meadow  20 ms", me); got != want {
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

// texts are the rows of a screen.
func texts(scr *screen.Screen) (rows []string) {
	_, height := scr.Size()
	for y := range height {
		var b strings.Builder
		for _, c := range scr.Row(y) {
			if c.Width > 0 {
				b.WriteRune(c.Rune)
			}
		}
		rows = append(rows, strings.TrimRight(b.String(), " "))
	}
	return rows
}

// The ways to the nearest player and to the own colony are there even on the
// smallest screen, if need be over the world, or without the name.
func TestWaysOnTheSmallestScreen(t *testing.T) {
	row := statusRow{status: status{
		glyphs: glyphSets[2], hearts: 2, spores: 5, biomass: 123, rank: 2,
		at: game.Point{X: 500, Y: 500}, players: 2, world: "meadow", rtt: 12 * time.Millisecond,
		near: "mossy-otter", nearWay: way{"NW", 37}, home: way{"S", 1052},
	}}
	for _, c := range []struct {
		width int
		name  string
		want  [2]string
	}{
		{40, "mossy-otter", [2]string{"**- 5 spores biomass 123 rank 2 500,500", "      mossy-otter NW 37 colony S 1052"}},
		{40, strings.Repeat("m", 16) + "~5000", [2]string{"**- 5 spores biomass 123 rank 2 500,500", "                   NW 37 colony S 1052"}},
		{80, "mossy-otter", [2]string{"**-  5 spores  biomass 123  rank 2  500,500  2 players  meadow  12 ms", strings.Repeat(" ", 46) + "mossy-otter NW 37 colony S 1052"}},
		{90, "mossy-otter", [2]string{"**-  5 spores  biomass 123  rank 2  500,500  2 players  meadow  12 ms  mossy-otter NW 37", strings.Repeat(" ", 76) + "colony S 1052"}},
		{120, "mossy-otter", [2]string{"**-  5 spores  biomass 123  rank 2  500,500  2 players  meadow  12 ms  mossy-otter NW 37  colony S 1052", ""}},
	} {
		row.near = c.name
		scr := screen.New(c.width, 2, palettes[dark][screen.Mono]())
		row.draw(scr, 0)
		if got := [2]string(texts(scr)); strings.TrimSpace(got[1]) != strings.TrimSpace(c.want[1]) || got[0] != c.want[0] {
			t.Errorf("of %d columns:\n%q, want\n%q", c.width, got, c.want)
		}
	}
}

// The fields that do not fit into the first row are left out, the last ones
// first; no row is cut.
func TestFirstRowOnNarrowScreens(t *testing.T) {
	row := statusRow{status: status{
		glyphs: glyphSets[0], hearts: 3, spores: 99, biomass: 99999, rank: 5000,
		at: game.Point{X: 8191, Y: 8191}, players: 5000, world: "a-world-of-names",
		rtt: 12345 * time.Millisecond, near: strings.Repeat("森", 8), nearWay: way{"NW", 8191}, home: way{"E", 8191},
	}}
	for width := MinWidth; width <= 140; width++ {
		scr := screen.New(width, 2, palettes[dark][screen.Mono]())
		row.draw(scr, 0)
		got := texts(scr)
		if !strings.HasPrefix(strings.Join(strings.Fields(got[0]), " "), "♥♥♥ 99 spores biomass 99999 rank 5000") {
			t.Errorf("of %d columns: %q", width, got[0])
		}
		missing := false
		for _, f := range row.fields(nil) {
			there := strings.Contains(got[0], f.lead+f.value+f.label)
			if there && missing {
				t.Errorf("of %d columns: %q leaves out what comes before %q", width, got[0], f.value)
			}
			missing = missing || !there
		}
		both := got[0] + got[1]
		for _, f := range row.ways(nil) {
			if !strings.Contains(both, f.value+f.label) && (f.value == "colony" || !strings.Contains(both, f.label)) {
				t.Errorf("of %d columns: %q, and no %q", width, got, f.value+f.label)
			}
		}
	}
}

// Every row of the help has a place on the smallest screen; so has the bar,
// whatever is chosen.
func TestBarFits(t *testing.T) {
	for width := MinWidth; width <= 140; width++ {
		for p := range game.Pattern(game.Catalogue + 1) {
			scr := screen.New(width, 1, palettes[dark][screen.Mono]())
			drawBar(scr, 0, p, 5)
			got := texts(scr)[0]
			for i, o := range offers {
				text := o.bare
				if width >= barFull {
					text = o.full
				}
				if p == game.Pattern(i+1) {
					text = "[" + o.full + "]"
				}
				if !strings.Contains(" "+got+" ", " "+text+" ") {
					t.Errorf("of %d columns: %q lacks %q", width, got, text)
				}
			}
			if n := screen.TextWidth(got); width == MinWidth && n > 38 {
				t.Errorf("%q has %d columns", got, n)
			}
		}
	}
}

// allSaid is what the last row may say where a name is in it.
func allSaid(name string) (all []words) {
	for v := game.Done; v <= game.Unknown; v++ {
		all = append(all, inTheWay(v, name))
		for p := range game.Pattern(game.Catalogue + 1) {
			all = append(all, refusal(game.Notice{Verdict: v, Pattern: p, Spores: 99, Name: name}), chosen(p))
		}
	}
	for kind := game.Refused; kind < game.Returned; kind++ {
		for _, by := range []string{name, ""} {
			n := game.Notice{Kind: kind, Pattern: game.RPentomino, Hearts: 3, Spores: 99, Name: by}
			all = append(all, noticed(n))
		}
	}
	all = append(all, milestone(game.Milestone{Name: name, Cells: 100_000}, "me"), milestone(game.Milestone{Name: name, Cells: 100_000}, name),
		milestone(game.Milestone{Name: name, Victim: name}, "me"), stroke(2))
	for _, set := range glyphSets {
		far := way{set.arrows[1], 8191}
		for _, s := range []scene{
			{name: name, spores: 99, biomass: 100_000, food: far, home: far},
			{name: name, guest: true, spores: 1, biomass: 1, food: way{set.arrows[1], 1}},
		} {
			for _, h := range allHints {
				all = append(all, h.says(&s))
			}
		}
	}
	return all
}

// Every text has a form of at most 38 columns, whatever the names are.
func TestShortForms(t *testing.T) {
	const short = 38
	var all []words
	for _, name := range []string{"o", strings.Repeat("m", 16), strings.Repeat("森", 8), strings.Repeat("m", 16) + "~5000"} {
		all = append(all, allSaid(name)...)
		all = append(all, notThere(name), gone(name, true), gone(name, false), looksOnIn(strings.Repeat("w", game.MaxWorldName)), looksOnNow(strings.Repeat("w", game.MaxWorldName)))
	}
	all = append(all, wordsLookOn, wordsChosen, wordsWatching, wordsOnly, wordsOnlyNow, wordsDirected, wordsNoOther, wordsNobodyThere, wordsBackOn)
	all = append(all, wordsForm, wordsAsked, wordsCard, wordsLeave, wordsFell, wordsBack, wordsFull, wordsDoze, wordsUnknown, wordsChoose)
	all = append(all, wordsOfWorlds()...)
	for _, b := range DefaultKeyMap().Later {
		all = append(all, say(b.Help().Desc))
	}
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
