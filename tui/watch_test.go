package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// onlooker is a session without a walker, and its place.
type onlooker struct {
	*player
	*forest
	place Place
}

// looksOn begins one, in the ascii glyphs, that watches somebody, or "".
func (f *forest) looksOn(t *testing.T, whom string, change func(*Settings)) *onlooker {
	t.Helper()
	place := f.joins(t, game.Join{Name: "heron", Frames: true, Watch: true})
	s := settings(given(place, place))
	s.Name, s.Watch, s.Whom = "heron", true, whom
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	o := &onlooker{player: plays(t, s), forest: f, place: place}
	after(time.Second)
	return o
}

// walks takes so many steps one way.
func walks(c *game.Client, d game.Dir, steps int) {
	for range steps {
		c.Step(d)
		after(100 * time.Millisecond)
	}
}

// sees tells whether the first row says that somebody is watched where they are,
// and whether they are there on the screen, as on their own.
func (p *player) sees(t *testing.T, name string, c *game.Client) {
	t.Helper()
	if got, want := p.first(t), "watching "+name+"  "+c.Echo().At.String()+"  "; !strings.HasPrefix(got, want) {
		t.Errorf("the first row is %q, want %q", got, want)
	}
	rows := p.rows(t)
	if n := strings.Count(strings.Join(rows[1:len(rows)-1], "\n"), "@"); n != 1 {
		t.Errorf("%d players are shown as watched:\n%s", n, strings.Join(rows, "\n"))
	}
}

// Who looks on sees whom they asked for, wherever those go.
func TestWatchFollows(t *testing.T) {
	for _, size := range []Size{{40, 12}, {80, 24}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newForest(t, clearing(300, 40))
				fern, moss := f.joins(t, game.Join{Name: "fern"}), f.joins(t, game.Join{Name: "moss"})
				o := f.looksOn(t, "FERN", func(s *Settings) { s.Size = size })
				for range 12 {
					walks(fern, game.Right, 10)
					if got, want := o.first(t), "watching fern "+fern.Echo().At.String()+" *** biomass 0"; size.Width == 40 && got != want {
						t.Errorf("the first row is %q, want %q", got, want)
					}
					if size.Width == 80 {
						o.sees(t, "fern", fern)
					}
				}
				if moss.Echo().At.Distance(fern.Echo().At) < 80 {
					t.Fatal("fern did not walk far enough")
				}
			})
		})
	}
}

// Who looks on is not in the world: nobody sees them, and no key of theirs does
// anything there.
func TestOnlookerIsNotThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(60, 40))
		fern := f.joins(t, game.Join{Name: "fern"})
		o := f.looksOn(t, "fern", nil)
		bots, live := fern.Frame().Bots, fern.Frame().Live
		for _, k := range []string{"w", "s", "d", up, down, "h", "j", "k", "l", "1", "1", "3", " ", "x", "\x1b[1;2A"} {
			o.press(k)
			if got := o.last(t); got != wordsOnly.long {
				t.Errorf("after %q the last row is %q", k, got)
			}
			o.sees(t, "fern", fern)
		}
		o.press("g")
		after(time.Second)
		if frame := fern.Frame(); len(frame.Players) != 1 || frame.Bots != bots || frame.Live != live || f.stats(t).Players != 1 {
			t.Errorf("there are %+v", frame.Players)
		}
		if e := o.place.Echo(); e != (game.Echo{}) {
			t.Errorf("there was an echo: %+v", e)
		}
		rows := strings.Join(o.rows(t), "\n")
		if strings.Contains(rows, "spore") || strings.Contains(rows, "[]") {
			t.Errorf("something of a player's own is shown:\n%s", rows)
		}
	})
}

// What who looks on sees, in every size and every glyph set: somebody, and the
// help.
func TestGoldenWatch(t *testing.T) {
	for _, size := range goldenSizes[:2] {
		for _, set := range glyphSets {
			name := fmt.Sprintf("%dx%d-%s-watch", size.Width, size.Height, set.name)
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					f := newForest(t, frozen(wood()))
					fern := f.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4}})
					moss := f.joins(t, game.Join{Name: "moss", Look: game.Look{Glyph: 7, Colour: 3}})
					fern.Plant(game.Block)
					moss.Plant(game.Blinker)
					o := f.looksOn(t, "fern", func(s *Settings) {
						s.Size, s.Environ = size, append(s.Environ[:2:2], "THICKET_GLYPHS="+set.name)
					})
					o.golden(t, name)
					o.press("?")
					o.golden(t, name+"-help")
				})
			})
		}
	}
}

// The next and the one before go round all players; a key gives the choice back.
func TestWatchKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(200, 100))
		all := map[string]*game.Client{}
		for _, name := range []string{"fern", "moss", "reed"} {
			all[name] = f.joins(t, game.Join{Name: name})
		}
		o := f.looksOn(t, "fern", nil)
		watched := func() string { return strings.Fields(o.first(t))[1] }
		for _, keys := range [][2]string{{"v", "p"}, {"n", left}, {right, "p"}} {
			var order []string
			for range 3 {
				o.press(keys[0])
				o.sees(t, watched(), all[watched()])
				order = append(order, watched())
			}
			if order[2] != "fern" || order[0] == order[1] || order[0] == "fern" || order[1] == "fern" {
				t.Errorf("%q showed %v after fern", keys[0], order)
			}
			o.press(keys[1])
			if got := watched(); got != order[1] {
				t.Errorf("%q showed %s after fern, not %s", keys[1], got, order[1])
			}
			o.press(keys[0])
		}
		if got := o.last(t); got != wordsChosen.long {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Who was chosen stays, whatever others do, until the director chooses again; the
// keys of the game that look at something do so here.
func TestWatchChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(200, 100))
		f.joins(t, game.Join{Name: "fern"})
		moss := f.joins(t, game.Join{Name: "moss"})
		o := f.looksOn(t, "fern", nil)
		for range 100 {
			moss.Step(game.Dir(time.Now().UnixMilli() / 300 & 3))
			after(300 * time.Millisecond)
		}
		if got := o.first(t); !strings.HasPrefix(got, "watching fern") {
			t.Errorf("%q: not who was chosen", got)
		}
		o.press("a")
		o.sees(t, "moss", moss)
		after(messageFor)
		if got := o.last(t); got != wordsLookOn.long {
			t.Errorf("the last row is %q", got)
		}
		o.press("?")
		if rows := strings.Join(o.rows(t), "\n"); !strings.Contains(rows, "You have no walker: you only see.") {
			t.Errorf("the help is\n%s", rows)
		}
		o.press("?\t")
		if got := o.first(t); !strings.HasPrefix(got, "Scores") {
			t.Errorf("the first row is %q", got)
		}
		o.press("\x1b")
		after(time.Second)
		o.press("\x1b")
		after(time.Second)
		if got := o.last(t); got != wordsLeave.long {
			t.Errorf("the last row is %q", got)
		}
		o.press("y")
		if err := o.waits(); err != nil {
			t.Error(err)
		}
		o.restored(t, "Goodbye, heron.\r\n")
	})
}

// A new size shows as much more, and whom one watches stays in view.
func TestWatchResizes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(300, 100))
		fern := f.joins(t, game.Join{Name: "fern"})
		resizes := make(chan Size, 1)
		o := f.looksOn(t, "fern", func(s *Settings) { s.Resizes = resizes })
		for _, size := range []Size{{120, 40}, {80, 24}, {30, 8}, {60, 14}, {100, 30}} {
			o.resize(size)
			resizes <- size
			walks(fern, game.Right, 20)
			if size.Width >= MinWidth {
				o.sees(t, "fern", fern)
			}
		}
	})
}

// Whoever is in view is seen, the first who entered as well; cells are one's own
// of nobody but who is watched.
func TestWatchSeesAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(30, 16))
		fern := f.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4}}) // an E
		moss := f.joins(t, game.Join{Name: "moss", Account: "SHA256:moss"})
		for d := game.Up; moss.Echo().Spores == 5; d++ { // where there is room
			walks(moss, d, 2)
			moss.Plant(game.Block)
			after(100 * time.Millisecond)
		}
		o := f.looksOn(t, "moss", nil)
		shows := func(text string) int { return strings.Count(strings.Join(o.rows(t)[1:23], "\n"), text) }
		if e, own, others := shows("E"), shows("##"), shows("%%"); e != 1 || own+others != 4 || others != 0 {
			t.Errorf("fern is there %d times, moss has %d cells and others %d", e, own, others)
		}
		moss.Leave()
		fern.Leave()
		after(3 * time.Second)
		if own, others := shows("##"), shows("%%"); own != 0 || others != 4 {
			t.Errorf("%d cells are one's own and %d others'", own, others)
		}
	})
}

// Who looks on is told of everybody, also of who is called like them.
func TestOnlookerHearsOfNamesakes(t *testing.T) {
	m, h := heralded(t)
	h.me = 0
	h.frame.Milestone = game.Milestone{Number: 1, Name: "fern", Victim: m.Name}
	if got, want := m.hears(), "fern felled "+m.Name+"."; got != want {
		t.Errorf("the last row is %q, want %q", got, want)
	}
}
