package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// comesBack is a player with an account who left a colony of four cells for
// three minutes, in which fern ate one, and enters with a screen.
func comesBack(t *testing.T, book *ledger, change func(*Settings)) *looker {
	t.Helper()
	l := &looker{forest: newForest(t, clearing(100, 100))}
	before := l.joins(t, game.Join{Name: "otter", Account: "SHA256:otter"})
	before.Plant(game.Block)
	after(time.Second)
	before.Leave()
	fern := l.joins(t, game.Join{Name: "fern", Frames: true})
	fern.Watch(game.Rect{Max: game.Point{X: 100, Y: 100}})
	after(time.Second)
	eatsACell(t, fern)
	after(3 * time.Minute)
	s := settings(func(ctx context.Context, j game.Join) (Place, error) {
		var err error
		l.place, err = l.Enter(ctx, game.Meadow, j)
		return l.place, err
	})
	regular(&s)
	book.serve(&s)
	s.Environ, s.Last = append(s.Environ, "THICKET_GLYPHS=ascii"), time.Now().Add(-3*time.Minute)
	if change != nil {
		change(&s)
	}
	l.player = plays(t, s)
	after(time.Second)
	return l
}

// eatsACell walks somebody to the nearest cell that is owned until it is eaten.
func eatsACell(t *testing.T, c *game.Client) {
	t.Helper()
	owned := func() (at game.Point, n int) {
		f := c.Frame()
		for i := range f.Width * f.Height {
			p := game.Point{X: i % f.Width, Y: i / f.Width}
			if colony, _ := f.Bacterium(p); colony != 0 {
				at, n = p, n+1
			}
		}
		return at, n
	}
	to, before := owned()
	if before == 0 {
		t.Fatal("there is no owned cell")
	}
	for range 200 {
		at := c.Echo().At
		switch {
		case at.X < to.X:
			c.Step(game.Right)
		case at.X > to.X:
			c.Step(game.Left)
		case at.Y < to.Y:
			c.Step(game.Down)
		default:
			c.Step(game.Up)
		}
		after(200 * time.Millisecond)
		if _, n := owned(); n < before {
			return
		}
	}
	t.Fatal("nothing was eaten")
}

func placedThird(p game.Period) (game.Standing, error) {
	return game.Standing{Rank: 3 + 9*int(p), Name: "otter", Best: 4}, nil
}

// Who comes back to a colony is told what happened, in the real world and on
// the smallest screen; the ranks follow when they are known.
func TestCardOfAColony(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{placed: placedThird, takes: 2 * time.Second}
		l := comesBack(t, book, func(s *Settings) { s.Size = Size{40, 12} })
		l.golden(t, "card-waiting")
		after(4 * time.Second)
		l.golden(t, "card")
		if got := l.box(t); !strings.Contains(got, "Your colony: 4 cells then, 3 now.") || !strings.Contains(got, "Eaten from it: fern 1.") {
			t.Errorf("the card says\n%s", got)
		}
		l.press("z")
		if l.box(t) != "" {
			t.Errorf("it is still there:\n%s", l.box(t))
		}
		if got := l.last(t); strings.Contains(got, "Welcome") {
			t.Errorf("after the card the last row is %q", got)
		}
	})
}

// A key that steps closes the card and steps; any other only closes it.
func TestCardCloses(t *testing.T) {
	for _, c := range []struct {
		key   string
		steps uint32
	}{{right, 1}, {"d", 1}, {"\x1b", 0}, {"q", 0}, {"m", 0}, {enter, 0}, {"4", 0}} {
		synctest.Test(t, func(t *testing.T) {
			l := comesBack(t, &ledger{}, nil)
			if l.box(t) == "" {
				t.Fatal("there is no card")
			}
			l.press(c.key)
			after(100 * time.Millisecond)
			if l.box(t) != "" || l.place.Echo().Seq != c.steps || strings.Contains(l.last(t), "Leave") {
				t.Errorf("after %q: %d steps, the last row %q\n%s", c.key, l.place.Echo().Seq, l.last(t), l.box(t))
			}
		})
	}
}

// What cannot be known of ranks is left out.
func TestCardWithoutRanks(t *testing.T) {
	for want, placed := range map[string]func(game.Period) (game.Standing, error){
		"":                             func(game.Period) (game.Standing, error) { return game.Standing{}, errors.New("no disk") },
		"Your rank: 12 ever.":          func(p game.Period) (game.Standing, error) { return game.Standing{Rank: 6 * int(p)}, nil },
		"Your rank: 1 today.":          func(p game.Period) (game.Standing, error) { return game.Standing{Rank: 1 - int(p)/2}, nil },
		"Your rank: 3 today, 21 ever.": placedThird,
	} {
		synctest.Test(t, func(t *testing.T) {
			l := comesBack(t, &ledger{placed: placed}, nil)
			if got := l.box(t); !strings.Contains(got, want) || strings.Contains(got, "rank") != (want != "") {
				t.Errorf("the card says\n%s, want %q", got, want)
			}
		})
	}
}

// Who was here but has no colony is welcomed by name, and sees no card; who is
// new is not.
func TestWelcomeBack(t *testing.T) {
	for _, c := range []struct {
		hints uint64
		last  bool
		want  string
	}{
		{0, true, "Welcome back, otter."}, {^uint64(0), true, "Welcome back, otter."},
		{0, false, "You are otter. Arrows or wasd: walk."}, {^uint64(0), false, "1 block:4"},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := profiled(t, &ledger{}, func(s *Settings) {
				if s.Hints = c.hints; c.last {
					s.Last = time.Now().Add(-time.Hour)
				}
			})
			if got := l.last(t); !strings.HasPrefix(got, c.want) || l.box(t) != "" {
				t.Errorf("%+v: the last row is %q", c, got)
			}
			after(glance + time.Second)
			if got := l.last(t); strings.HasPrefix(got, "Welcome") {
				t.Errorf("%+v: later it is %q", c, got)
			}
		})
	}
}

// aways are all kinds of absences, with names as long as they get.
func aways() (all []game.Away) {
	name := func(i int) string { return strings.Repeat(string(rune('a'+i)), 16) + "~5000" }
	full := game.Tally{Others: 12345, Bots: 123456}
	for i := range full.Names {
		full.Names[i], full.Counts[i] = name(i), 1000*(i+1)
	}
	for _, tally := range []game.Tally{{}, full, {Bots: 1}, {Others: 2}} {
		for _, a := range []game.Away{{Was: 1}, {Was: 123456, Is: 654321}, {Was: 123456, Wild: true}} {
			a.For, a.Eaten, a.Stung = 12*24*3600*1000, tally, tally
			all = append(all, a)
		}
	}
	return all
}

// The card is whole on every screen, and none of those who ate is lost.
func TestCardFits(t *testing.T) {
	m, h := heralded(t)
	for _, size := range []Size{{40, 12}, {60, 12}, {80, 24}, {200, 60}} {
		m.resize(size)
		for _, a := range aways() {
			m.open(nothing)
			h.notices = []game.Notice{{Kind: game.Returned, Away: &a}}
			m.hears()
			m.Update(placedMsg{day: 1000, ever: 100_000, known: true})
			if m.overlay != cardOpen {
				t.Fatal("there is no card")
			}
			rows := m.card.rows
			if len(rows) > size.Height-2 {
				t.Errorf("%v: it has %d rows: %q", size, len(rows), rows)
			}
			for _, row := range rows {
				if n := screen.TextWidth(row); n > size.Width {
					t.Errorf("%v: a row has %d columns: %q", size, n, row)
				}
			}
			if text := strings.Join(rows, " "); a.Eaten.Others == 12345 && !strings.Contains(text, "others ") {
				t.Errorf("%v: others are not there: %q", size, rows)
			}
		}
	}
}

// Those who are left out for want of room are counted among the others, those
// who did least first.
func TestTallied(t *testing.T) {
	tally := game.Tally{Names: [4]string{"moss", "fern", "", ""}, Counts: [4]int{1, 20}, Others: 3, Bots: 4}
	for _, c := range []struct {
		width int
		want  string
	}{
		{60, "Eaten from it: fern 20, moss 1, others 3, bots 4."},
		{28, "Eaten from it: fern 20, moss / 1, others 3, bots 4."},
		{22, "Eaten from it: fern / 20, others 4, bots 4."},
	} {
		got := strings.Join(tallied("Eaten from it: ", "Nobody.", &tally, c.width, 2), "/")
		if strings.Join(strings.Fields(strings.ReplaceAll(got, "/", " ")), " ") != strings.Join(strings.Fields(strings.ReplaceAll(c.want, "/", " ")), " ") {
			t.Errorf("of %d columns: %q, want %q", c.width, got, c.want)
		}
	}
}

func TestLasting(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "a moment", 999 * time.Millisecond: "a moment", time.Second: "1 second", 61 * time.Second: "1 minute 1 second", time.Hour + time.Second: "1 hour",
		3*24*time.Hour + 5*time.Hour + time.Minute: "3 days 5 hours", 25 * time.Hour: "1 day 1 hour",
	} {
		if got := lasting(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestGoldenCards(t *testing.T) {
	m, h := heralded(t)
	for i, size := range []Size{{40, 12}, {80, 24}} {
		a := aways()[3+2*i]
		m.resize(size)
		m.open(nothing)
		h.notices = []game.Notice{{Kind: game.Returned, Away: &a}}
		m.hears()
		m.compose()
		golden(t, fmt.Sprintf("card-%dx%d", size.Width, size.Height), texts(m.screen))
	}
}
