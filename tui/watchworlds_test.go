package tui

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// names are those who are in a world, without who is away.
func (f *forest) names(t *testing.T) (names []string) {
	t.Helper()
	w, err := f.Listing(game.Meadow)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range w.Frame.Players {
		names = append(names, p.Name)
	}
	return names
}

// From the list of worlds one looks on in another world, leaving the own walker,
// and joins it, or the first again.
func TestWatchAnotherWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t, "pond")
		meadow, pond := w.forests[game.Meadow], w.forests["pond"]
		reed := pond.joins(t, game.Join{Name: "reed"})
		s := settings(nil)
		s.Worlds = w
		s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
		p := plays(t, s)
		presses := func(keys ...string) {
			for _, k := range keys {
				p.press(k)
				after(time.Second)
			}
		}
		expect := func(first string, there ...string) {
			t.Helper()
			if got := p.first(t); !strings.HasPrefix(got, first) {
				t.Errorf("the first row is %q, want %q", got, first)
			}
			if got := append(meadow.names(t), pond.names(t)...); !slices.Equal(got, there) {
				t.Errorf("%v are there, want %v", got, there)
			}
		}
		presses("o", "v")
		if got := p.last(t); got != wordsAlone.long {
			t.Errorf("in the own world the last row is %q", got)
		}
		expect("***", "otter", "reed")
		presses("o", down, "v")
		if got := p.last(t); got != looksOnNow("pond").long {
			t.Errorf("the last row is %q", got)
		}
		expect("watching reed", "reed")
		p.sees(t, "reed", reed)
		presses("o", "\r") // the world one sees is joined like any other
		expect("***", "reed", "otter")
		presses("o", "v")
		expect("watching reed", "reed", "otter") // who plays there need not leave for that
		presses("o", down, "v")
		expect("looking on", "reed")
		presses("o", "\r")
		expect("***", "otter", "reed")
	})
}

// An admin is heard by those, too, who only look on.
func TestOnlookerHearsAdmin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newForest(t, clearing(100, 100)).looksOn(t, "", nil)
		o.Say("down for a minute")
		after(time.Second)
		if rows := strings.Join(o.rows(t), "\n"); !strings.Contains(rows, "An admin says: down for a minute") {
			t.Errorf("the screen is\n%s", rows)
		}
	})
}

// Who was chosen is watched in the next round as well, in which everybody enters
// anew, some a moment later.
func TestWatchGoesOnInTheNextRound(t *testing.T) {
	m, h := heralded(t)
	h.me = 0
	fern := func(id game.WalkerID) game.PlayerMark {
		return game.PlayerMark{Walker: id, At: game.Point{X: 150, Y: 90}, Score: game.Score{Name: "fern"}}
	}
	h.frame.Players = append(h.frame.Players, fern(77<<32))
	m.Update(gazeMsg{})
	for range 2 {
		if m.gaze.name != "fern" || !m.gaze.chosen {
			m.watchNext(false)
		}
	}
	if m.gaze.who != 77<<32 || !m.gaze.chosen {
		t.Fatalf("%+v is watched", m.gaze)
	}
	next := *h
	next.frame.Players = nil
	m.between = wordsRound
	m.Update(enteredMsg{Place: &next, world: m.World})
	if m.gaze.who != 0 {
		t.Fatalf("%+v is watched, who is not there", m.gaze)
	}
	next.frame.Players = []game.PlayerMark{fern(99 << 32)}
	m.Update(gazeMsg{})
	if m.gaze.who != 99<<32 || !m.gaze.chosen {
		t.Errorf("%+v is watched", m.gaze)
	}
}

// blind is an album that is looked at without a walker.
type blind struct{ *album }

func (blind) Walker() game.WalkerID { return 0 }

// Looking on costs no allocation a frame, either.
func TestWatchedFrameAllocatesNothing(t *testing.T) {
	a := newAlbum(t)
	s := settings(nil)
	s.Environ = append(s.Environ, "THICKET_GLYPHS=unicode")
	m := newModel(s, blind{a}, newLine(nil, nil))
	if m.gaze.who == 0 {
		t.Fatal("nobody is watched")
	}
	buf := make([]byte, 0, 1<<16)
	step := func() {
		a.turn()
		m.Update(worldMsg{})
		buf = m.paint(buf[:0], math.MaxInt)
	}
	for range 2 * len(a.frames) {
		step()
	}
	if got := testing.AllocsPerRun(200, step); got != 0 {
		t.Errorf("%v allocations a frame", got)
	}
}
