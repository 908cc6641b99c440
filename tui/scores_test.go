package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// ledger is what outlives a session, as the tests have it: profiles that are
// kept and rankings that are read. The fields are set before the session begins.
type ledger struct {
	keep   func(context.Context, game.Profile) (game.Profile, error)
	top    func(game.Period) ([]game.Standing, error)
	placed func(game.Period) (game.Standing, error)
	takes  time.Duration // every answer

	kept  []game.Profile // that were asked for
	asked atomic.Int32   // rankings
	busy  atomic.Int32   // questions on their way
	most  atomic.Int32   // at once
}

// serve puts the ledger behind a session.
func (l *ledger) serve(s *Settings) {
	wait := func(ctx context.Context) error {
		l.most.Store(max(l.most.Load(), l.busy.Add(1)))
		defer l.busy.Add(-1)
		select {
		case <-time.After(l.takes):
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	s.Keep = func(ctx context.Context, p game.Profile) (game.Profile, error) {
		l.kept = append(l.kept, p)
		if err := wait(ctx); err != nil || l.keep == nil {
			return p, err
		}
		return l.keep(ctx, p)
	}
	s.Top = func(ctx context.Context, p game.Period) ([]game.Standing, error) {
		l.asked.Add(1)
		if err := wait(ctx); err != nil || l.top == nil {
			return nil, err
		}
		return l.top(p)
	}
	s.Placed = func(ctx context.Context, p game.Period) (game.Standing, error) {
		if err := wait(ctx); err != nil || l.placed == nil {
			return game.Standing{}, err
		}
		return l.placed(p)
	}
}

// regular makes the player of a session one with an account.
func regular(s *Settings) { s.Guest, s.Account = false, "SHA256:otter" }

// aRanking is one of so many lines, otter not among them.
func aRanking(lines int) func(game.Period) ([]game.Standing, error) {
	return func(p game.Period) (top []game.Standing, _ error) {
		for i := range lines {
			top = append(top, game.Standing{Rank: i + 1, Name: fmt.Sprintf("%s%02d", p, i), Best: 900 - i, Meals: 70 + i, Stings: i})
		}
		return top, nil
	}
}

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

func TestScoresOfWhoIsAway(t *testing.T) {
	var s scores
	s.look(&game.Frame{Players: []game.PlayerMark{
		{Score: game.Score{Name: "ivy", Biomass: 3}, Away: true},
		{Score: game.Score{Name: "fern", Biomass: 3}, Guest: true},
		{Score: game.Score{Name: "moss", Biomass: 1}},
	}})
	want := []ranked{
		{rank: 1, tag: "guest", Score: game.Score{Name: "fern", Biomass: 3}},
		{rank: 1, tag: "away", Score: game.Score{Name: "ivy", Biomass: 3}},
		{rank: 3, Score: game.Score{Name: "moss", Biomass: 1}},
	}
	if !slices.Equal(s.here, want) {
		t.Errorf("here are %+v", s.here)
	}
}

// Left and right go round the lists; the rankings are those of the day and of
// all time, with the own line marked, or added.
func TestScoresRankings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{
			top: func(p game.Period) ([]game.Standing, error) {
				if p == game.Day {
					return []game.Standing{{Rank: 1, Name: "ivy", Best: 9, Meals: 8, Stings: 7}, {Rank: 2, Name: "otter", Best: 4}}, nil
				}
				return []game.Standing{{Rank: 1, Name: "elm", Best: 99}}, nil
			},
			placed: func(p game.Period) (game.Standing, error) {
				return game.Standing{Rank: 2 + 40*int(p), Name: "otter", Best: 4}, nil
			},
		}
		l := scoresOf(t, book, regular)
		l.press(right)
		l.shows(t, "best meals stings", "1 ivy 9 8 7", "> 2 otter 4 0 0")
		if got := l.first(t); !strings.HasPrefix(got, "Scores  here and now  [today]  ever ") {
			t.Errorf("the first row is %q", got)
		}
		l.press("l")
		l.shows(t, "best meals stings", "1 elm 99 0 0", "> 82 otter 4 0 0")
		l.press(right)
		if got := l.first(t); !strings.HasPrefix(got, "Scores [here and now]") {
			t.Errorf("after three the first row is %q", got)
		}
		l.press(left)
		l.shows(t, "best meals stings", "1 elm 99 0 0", "> 82 otter 4 0 0")
	})
}

// A ranking is read when it is opened and every 5 s, one question at a time,
// and not any more when it is closed; the answer to a screen that was closed
// does not come to the next one.
func TestScoresAreReadNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{takes: 300 * time.Millisecond}
		l := scoresOf(t, book, nil)
		if n := book.asked.Load(); n != 0 {
			t.Errorf("asked %d times for who is here", n)
		}
		l.press(right)
		l.shows(t, "best meals stings", "...")
		after(400 * time.Millisecond)
		l.shows(t, "best meals stings", "Nobody yet.")
		for range 20 {
			l.press(right + right + right)
		}
		after(time.Second)
		if n := book.asked.Load(); n != 2 {
			t.Errorf("asked %d times", n)
		}
		after(20 * time.Second)
		if n := book.asked.Load(); n < 5 || n > 6 {
			t.Errorf("asked %d times after 21 s", n)
		}
		if n := book.most.Load(); n != 1 {
			t.Errorf("%d questions at once", n)
		}
		l.press("\t")
		before := book.asked.Load()
		after(30 * time.Second)
		if book.asked.Load() != before {
			t.Error("asked while they are closed")
		}
		book.top = aRanking(1)
		l.press("\t" + right + "\t")
		book.top = aRanking(2)
		l.press("\t" + right)
		after(310 * time.Millisecond)
		if n := len(l.shown(t)); n != 2 || strings.Contains(l.shown(t)[1], "day00") {
			t.Errorf("the answer to the closed screen shows: %q", l.shown(t))
		}
		after(time.Second)
		l.shows(t, "best meals stings", "1 day00 900 70 0", "2 day01 899 71 1")
	})
}

// What cannot be read is said, and is there when it can be.
func TestScoresThatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := true
		book := &ledger{}
		book.top = func(p game.Period) ([]game.Standing, error) {
			if broken {
				return nil, errors.New("disk on fire")
			}
			return aRanking(1)(p)
		}
		l := scoresOf(t, book, nil)
		l.press(right)
		l.shows(t, "best meals stings", "The scores cannot be read now.")
		broken = false
		after(6 * time.Second)
		l.shows(t, "best meals stings", "1 day00 900 70 0")
		broken = true
		after(6 * time.Second)
		l.shows(t, "best meals stings", "The scores cannot be read now.")
	})
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
