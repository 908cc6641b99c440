package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// scoresOf is a player of some colonies among others, who has opened the
// scores: fern owns 5 cells, otter 4, moss 3, reed none; ivy owned 5 and left.
func scoresOf(t *testing.T, change func(*Settings)) *looker {
	t.Helper()
	cfg := frozen(clearing(200, 200))
	cfg.NearMin, cfg.NearMax = 20, 60
	l := looks80(t, cfg, change)
	plant := func(name string, p game.Pattern) *game.Client {
		c := l.joins(t, game.Join{Name: name})
		c.Plant(p)
		return c
	}
	plant("moss", game.Blinker)
	plant("fern", game.RPentomino)
	ivy := plant("ivy", game.Glider)
	l.joins(t, game.Join{Name: "reed"})
	l.place.Plant(game.Block)
	after(31 * time.Second) // two countings
	ivy.Leave()
	after(time.Second)
	l.press("\t")
	after(time.Second)
	return l
}

func TestGoldenScores(t *testing.T) {
	for _, size := range goldenSizes {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := scoresOf(t, func(s *Settings) { s.Size = size })
				l.golden(t, fmt.Sprintf("%dx%d-scores", size.Width, size.Height))
			})
		})
	}
}

// Those who are here stand in the order of what they own, all of this run in
// the order of their best, who has left among them; the own row is marked.
func TestScores(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, nil)
		var got []string
		for _, row := range l.rows(t)[1:23] {
			if fields := strings.Fields(row); len(fields) > 0 {
				got = append(got, strings.Join(fields, " "))
			}
		}
		want := []string{
			"Here and now biomass best meals stings",
			"1 fern 5 5 0 0", "> 2 otter 4 4 0 0", "3 moss 3 3 0 0", "4 reed 0 0 0 0",
			"This run biomass best meals stings",
			"1 fern 5 5 0 0", "1 ivy 0 5 0 0", "> 3 otter 4 4 0 0", "4 moss 3 3 0 0",
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the scores are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if got := l.first(t); got != "Scores of meadow, in this run of the server. You are 2 of 4." {
			t.Errorf("the first row is %q", got)
		}
		own, other := l.cell(7, 3).Style, l.cell(7, 2).Style
		if own.Equal(&other) {
			t.Error("the own row looks like the others")
		}
	})
}

// The best of this run are those who have had cells for long enough.
func TestScoresOfThisRun(t *testing.T) {
	var s scores
	f := &game.Frame{
		Players: []game.PlayerMark{
			{Score: game.Score{Name: "ivy", Biomass: 3, Best: 2, Meals: 1}},
			{Score: game.Score{Name: "fern", Biomass: 4, Best: 9}},
			{Score: game.Score{Name: "reed"}},
			{Score: game.Score{Name: "moss", Biomass: 1}},
		},
	}
	s.list(f)
	want := []game.Score{{Name: "fern", Biomass: 4, Best: 9}, {Name: "ivy", Biomass: 3, Best: 2, Meals: 1}}
	if !slices.Equal(s.run, want) {
		t.Errorf("this run is %+v, want %+v", s.run, want)
	}
	if len(s.here) != 4 || s.here[1] != f.Players[0].Score {
		t.Errorf("here are %+v", s.here)
	}
}

// Every key is answered: other overlays open, and what does nothing says how
// to get back.
func TestScoresAnswerEveryKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, nil)
		for _, c := range []struct{ key, want string }{
			{"x", wordsUncover.long}, {right, wordsUncover.long}, {up, wordsNoMore.long}, {down, wordsNoMore.long},
			{"\x1b[6~", wordsNoMore.long}, {" ", wordsUncover.long},
		} {
			l.press(c.key)
			if got := l.last(t); got != c.want {
				t.Errorf("after %q the last row is %q, want %q", c.key, got, c.want)
			}
		}
		l.press("m")
		if got := l.first(t); !strings.HasPrefix(got, "meadow 1:8") {
			t.Errorf("after m the first row is %q", got)
		}
		l.press("\t")
		if got := l.first(t); !strings.HasPrefix(got, "Scores") {
			t.Errorf("after tab the first row is %q", got)
		}
		l.press("?")
		if l.count(t, "Eat, plant, grow") != 1 {
			t.Error("? shows no help")
		}
	})
}

// What others do changes the scores while they are open.
func TestScoresAreLive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, nil)
		birch := l.joins(t, game.Join{Name: "birch"})
		for d := range 4 { // until nothing is in the way
			birch.Step(game.Dir(d))
			birch.Plant(game.RPentomino)
			after(time.Second)
		}
		if got := l.first(t); !strings.HasSuffix(got, "You are 3 of 5.") || l.count(t, "birch") != 1 {
			t.Errorf("the first row is %q", got)
		}
	})
}

// A list that is longer than the screen scrolls, no further than its end.
func TestScoresScroll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, func(s *Settings) { s.Size = Size{40, 12} })
		for i := range 30 {
			l.joins(t, game.Join{Name: fmt.Sprintf("zz%02d", i)})
		}
		after(time.Second)
		top := func() string { return strings.TrimSpace(l.rows(t)[1]) }
		for _, c := range []struct{ key, top string }{
			{up, "Here and now"}, {down, "1 fern"}, {"j", "2 otter"}, {"k", "1 fern"},
			{"\x1b[6~", "4 zz06"}, {"\x1b[5~", "1 fern"}, {"\x1b[1;2B", "4 zz06"}, {"\x1b[1;2A", "1 fern"}, {"\x1b[1;2A", "Here and now"},
		} {
			l.press(c.key)
			if got := top(); !strings.HasPrefix(strings.TrimLeft(got, "> "), c.top) {
				t.Errorf("after %q the top is %q, want %q", c.key, got, c.top)
			}
		}
		for range 10 {
			l.press("\x1b[1;2B")
		}
		rows := l.rows(t)
		if got := strings.TrimSpace(rows[10]); !strings.HasPrefix(got, "4 moss") {
			t.Errorf("at the end:\n%s", strings.Join(rows, "\n"))
		}
	})
}

// tab and esc close the scores; no key steps.
func TestScoresClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, nil)
		acted := l.place.Echo().Seq
		l.press(left + "x1")
		for _, key := range []string{"\t", "\x1b"} {
			if !strings.HasPrefix(l.first(t), "Scores") {
				t.Fatalf("the first row is %q", l.first(t))
			}
			l.press(key)
			if strings.HasPrefix(l.first(t), "Scores") {
				t.Errorf("%q does not close them", key)
			}
			l.press("\t")
		}
		if l.place.Echo().Seq != acted {
			t.Error("the walker acted")
		}
	})
}

// Whatever the width and the names, no row is wider than the screen, and
// numbers are whole.
func TestScoresOnAnyWidth(t *testing.T) {
	list := []game.Score{
		{Name: strings.Repeat("m", 16) + "~5000", Biomass: 67108864, Best: 6710886, Meals: 1000000, Stings: 1000000},
		{Name: strings.Repeat("森", 8), Biomass: 7, Best: 8, Meals: 9, Stings: 10},
	}
	for width := MinWidth; width <= 120; width++ {
		scr := screen.New(width, 5, palettes[screen.Mono]())
		tab := table{scr: scr, me: list[0].Name, line: 1, end: 5}
		tab.fit(width)
		tab.section("Here and now", list, biomass)
		var rows []string
		for y := range 5 {
			var b strings.Builder
			for _, c := range scr.Row(y) {
				if c.Width > 0 {
					b.WriteRune(c.Rune)
				}
			}
			rows = append(rows, b.String())
		}
		fields := strings.Fields(rows[2])
		if len(fields) != 3+len(tab.shown) || fields[3] != "67108864" || fields[4] != "6710886" || !strings.HasPrefix(fields[2], strings.Repeat("m", 16)) {
			t.Errorf("of %d columns: %q", width, rows)
		}
		if !strings.Contains(rows[3], list[1].Name+" ") {
			t.Errorf("of %d columns: %q", width, rows[3])
		}
		if all := len(tab.shown) == len(columns); all != (width >= 56) {
			t.Errorf("of %d columns there are %d", width, len(tab.shown))
		}
	}
}
