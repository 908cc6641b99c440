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
// scores: fern owns 5 cells, otter 4, moss 3, reed none.
func scoresOf(t *testing.T, book *ledger, change func(*Settings)) *looker {
	t.Helper()
	cfg := frozen(clearing(200, 200))
	cfg.NearMin, cfg.NearMax = 20, 60
	l := looks80(t, cfg, func(s *Settings) {
		book.serve(s)
		if change != nil {
			change(s)
		}
	})
	plant := func(name string, p game.Pattern) *game.Client {
		c := l.joins(t, game.Join{Name: name, Account: name})
		c.Plant(p)
		return c
	}
	plant("moss", game.Blinker)
	plant("fern", game.RPentomino)
	l.joins(t, game.Join{Name: "reed", Account: "reed"})
	l.place.Plant(game.Block)
	after(31 * time.Second) // two countings
	l.press("\t")
	after(time.Second)
	return l
}

// shown are the lines between the first row and the last, without gaps.
func (l *looker) shown(t *testing.T) (lines []string) {
	t.Helper()
	rows := l.rows(t)
	for _, row := range rows[1 : len(rows)-1] {
		if fields := strings.Fields(row); len(fields) > 0 {
			lines = append(lines, strings.Join(fields, " "))
		}
	}
	return lines
}

func (l *looker) shows(t *testing.T, want ...string) {
	t.Helper()
	if got := l.shown(t); !slices.Equal(got, want) {
		t.Errorf("it shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestGoldenScores(t *testing.T) {
	for _, size := range goldenSizes {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				book := &ledger{top: aRanking(7), placed: func(game.Period) (game.Standing, error) {
					return game.Standing{Rank: 123, Name: "otter", Best: 4, Meals: 3, Stings: 2}, nil
				}}
				l := scoresOf(t, book, func(s *Settings) { s.Size = size; regular(s) })
				l.golden(t, fmt.Sprintf("%dx%d-scores", size.Width, size.Height))
				l.press(right)
				l.golden(t, fmt.Sprintf("%dx%d-today", size.Width, size.Height))
				l.press(right)
				l.golden(t, fmt.Sprintf("%dx%d-ever", size.Width, size.Height))
			})
		})
	}
}

// Those who are here stand in the order of what they own, who is a guest or
// away is marked, and so is the own row.
func TestScoresHereAndNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, &ledger{}, nil)
		l.shows(t, "biomass best meals stings",
			"1 fern 5 5 0 0", "> 2 otter guest 4 4 0 0", "3 moss 3 3 0 0", "4 reed 0 0 0 0")
		if got := l.first(t); got != "Scores [here and now]  today   ever    meadow: you are 2 of 4 now" {
			t.Errorf("the first row is %q", got)
		}
		own, other := l.cell(7, 3).Style, l.cell(7, 2).Style
		if own.Equal(&other) {
			t.Error("the own row looks like the others")
		}
	})
}

// Who is away is listed but has no rank, and counts neither in those of the
// others nor among them; the first row of the world has it no other way.
func TestScoresOfWhoIsAway(t *testing.T) {
	var s scores
	f := &game.Frame{Players: []game.PlayerMark{
		{Walker: 1, Score: game.Score{Name: "ivy", Biomass: 4}, Away: true},
		{Walker: 2, Score: game.Score{Name: "fern", Biomass: 3}, Guest: true},
		{Walker: 3, Score: game.Score{Name: "reed", Biomass: 3}},
		{Walker: 4, Score: game.Score{Name: "oak", Biomass: 3}, Away: true},
		{Walker: 5, Score: game.Score{Name: "moss", Biomass: 1}},
	}}
	s.look(f)
	want := []ranked{
		{tag: "away", Score: game.Score{Name: "ivy", Biomass: 4}},
		{rank: 1, tag: "guest", Score: game.Score{Name: "fern", Biomass: 3}},
		{tag: "away", Score: game.Score{Name: "oak", Biomass: 3}},
		{rank: 1, Score: game.Score{Name: "reed", Biomass: 3}},
		{rank: 3, Score: game.Score{Name: "moss", Biomass: 1}},
	}
	if !slices.Equal(s.here, want) || s.count != 3 {
		t.Errorf("%d are here: %+v", s.count, s.here)
	}
	rank, here, _ := among(f, f.Players[4], game.Rect{})
	if rank != 3 || here != 3 {
		t.Errorf("the rank is %d of %d", rank, here)
	}
	scr := screen.New(40, 1, palettes[dark][screen.Mono]())
	tab := table{scr: scr, end: 1}
	tab.fit(40, columns[:])
	if tab.row(0, &s.here[0]); !strings.HasPrefix(texts(scr)[0], strings.Repeat(" ", rankWidth)+"ivy away ") {
		t.Errorf("who is away has the row %q", texts(scr)[0])
	}
}

// Every key is answered: other overlays open, and what does nothing says how
// to get back.
func TestScoresAnswerEveryKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, &ledger{}, nil)
		for _, c := range []struct{ key, want string }{
			{"x", wordsUncover.long}, {up, wordsNoMore.long}, {down, wordsNoMore.long},
			{"\x1b[6~", wordsNoMore.long}, {" ", wordsUncover.long}, {right, scoresHelp.long},
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
		if got := l.first(t); !strings.HasPrefix(got, "Scores [here and now]") {
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
		l := scoresOf(t, &ledger{}, nil)
		birch := l.joins(t, game.Join{Name: "birch"})
		for d := range 4 { // until nothing is in the way
			birch.Step(game.Dir(d))
			birch.Plant(game.RPentomino)
			after(time.Second)
		}
		if got := l.first(t); !strings.HasSuffix(got, "you are 3 of 5 now") || l.count(t, "birch") != 1 {
			t.Errorf("the first row is %q", got)
		}
	})
}

// A list that is longer than the screen scrolls, no further than its end.
func TestScoresScroll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, &ledger{top: aRanking(30)}, func(s *Settings) { s.Size = Size{40, 12} })
		for i := range 30 {
			l.joins(t, game.Join{Name: fmt.Sprintf("zz%02d", i)})
		}
		after(time.Second)
		top := func() string { return strings.Join(strings.Fields(l.rows(t)[2]), " ") }
		for _, c := range []struct{ key, top string }{
			{up, "1 fern"}, {down, "> 2 otter"}, {"j", "3 moss"}, {"k", "> 2 otter"}, {up, "1 fern"},
			{"\x1b[6~", "4 zz05"}, {"\x1b[5~", "1 fern"}, {"\x1b[1;2B", "4 zz05"}, {"\x1b[1;2A", "1 fern"},
			{right, "1 day00"}, {"\x1b[6~", "10 day09"}, {right, "1 all00"},
		} {
			l.press(c.key)
			if got := top(); !strings.HasPrefix(got, c.top) {
				t.Errorf("after %q the top is %q, want %q", c.key, got, c.top)
			}
		}
		for range 10 {
			l.press("\x1b[1;2B")
		}
		rows := l.rows(t)
		if got := strings.TrimSpace(rows[10]); !strings.HasPrefix(got, "30 all29") {
			t.Errorf("at the end:\n%s", strings.Join(rows, "\n"))
		}
	})
}

// tab and esc close the scores; no key steps.
func TestScoresClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := scoresOf(t, &ledger{}, nil)
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
	list := []ranked{
		{rank: 1, tag: "guest", Score: game.Score{Name: strings.Repeat("m", 16) + "~5000", Biomass: 67108864, Best: 6710886, Meals: 1000000, Stings: 1000000}},
		{rank: 2, Score: game.Score{Name: strings.Repeat("森", 8), Biomass: 7, Best: 8, Meals: 9, Stings: 10}},
	}
	for width := MinWidth; width <= 120; width++ {
		scr := screen.New(width, 5, palettes[dark][screen.Mono]())
		tab := table{scr: scr, me: list[0].Name, end: 5}
		tab.fit(width, columns[:])
		if x := tab.tabs(today); x > width {
			t.Errorf("of %d columns the tabs take %d", width, x)
		}
		for i := range list {
			tab.row(2+i, &list[i])
		}
		rows := texts(scr)
		fields := strings.Fields(rows[2])
		if len(fields) != 4+len(tab.shown) || fields[3] != "guest" || fields[4] != "67108864" || fields[5] != "6710886" || !strings.HasPrefix(fields[2], strings.Repeat("m", 10)) {
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

// The rankings are of the meadow, wherever they are read, and say so.
func TestRankingsAreOfTheMeadow(t *testing.T) {
	for _, size := range goldenSizes {
		synctest.Test(t, func(t *testing.T) {
			w, book := newGroves(t, "oak"), &ledger{top: aRanking(3)}
			p := visits(t, w, func(s *Settings) { book.serve(s); s.Size = size })
			says := func() bool { return strings.Contains(strings.ToLower(strings.Join(p.rows(t), "\n")), "of the meadow") }
			p.press("\t" + right)
			if says() {
				t.Errorf("in the meadow it says\n%s", strings.Join(p.rows(t), "\n"))
			}
			p.press("\x1b")
			p.press("o" + down + enter)
			after(time.Second)
			p.press("\t")
			if says() {
				t.Errorf("who is here is\n%s", strings.Join(p.rows(t), "\n"))
			}
			p.press(right)
			after(time.Second)
			if rows := strings.Join(p.rows(t), "\n"); !says() || strings.Contains(rows, "other worlds do not count") != (size.Width >= 80) {
				t.Errorf("in the oak it says\n%s", rows)
			}
		})
	}
}
