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
	s := settings(given(place))
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

// The world counts who watches somebody, and tells them; who looks elsewhere or
// is gone watches no more.
func TestWatchedKnow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		fern, moss := f.joins(t, game.Join{Name: "fern"}), f.joins(t, game.Join{Name: "moss"})
		eyes := func(c *game.Client) int { p, _ := fern.Frame().Player(c.Walker()); return p.Eyes }
		expect := func(ferns, mosses int) {
			t.Helper()
			after(time.Second)
			if eyes(fern) != ferns || eyes(moss) != mosses {
				t.Errorf("%d watch fern and %d moss, want %d and %d", eyes(fern), eyes(moss), ferns, mosses)
			}
		}
		one, two := f.looksOn(t, "fern", nil), f.looksOn(t, "fern", nil)
		l := f.player(t)
		expect(2, 0)
		if n, ok := fern.Notice(); !ok || n.Kind != game.Watched || n.Name != "heron" {
			t.Errorf("fern is told %+v", n)
		}
		one.press("v")
		for range 3 { // until it is moss
			if !strings.HasPrefix(one.first(t), "watching moss") {
				one.press("v")
			}
		}
		expect(1, 1)
		l.press("v")
		after(time.Second)
		if n := eyes(fern) + eyes(moss); n != 3 {
			t.Errorf("%d are watched", n)
		}
		l.press("\x1b")
		after(time.Second)
		expect(1, 1)
		if err := two.leaves(errors.New("enough")); err != nil {
			t.Error(err)
		}
		expect(0, 1)
		one.press("qy")
		_ = one.waits()
		expect(0, 0)
	})
}

// player is a session that plays in the forest, in the ascii glyphs.
func (f *forest) player(t *testing.T) *looker {
	t.Helper()
	l := &looker{forest: f}
	l.place = f.joins(t, game.Join{Name: "otter", Frames: true})
	s := settings(given(l.place))
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	l.player = plays(t, s)
	after(time.Second)
	return l
}

// When who is watched leaves, that is said, and others are shown; with nobody
// left, the forest.
func TestWatchedLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		fern, moss := f.joins(t, game.Join{Name: "fern"}), f.joins(t, game.Join{Name: "moss"})
		o := f.looksOn(t, "fern", nil)
		fern.Leave()
		after(goneAfter + lookEvery)
		o.sees(t, "moss", moss)
		if got := o.last(t); got != gone("fern", true).long {
			t.Errorf("the last row is %q", got)
		}
		moss.Leave()
		after(goneAfter + lookEvery)
		if got := o.first(t); !strings.HasPrefix(got, "looking on  ") || !strings.Contains(got, "  0 players  meadow") {
			t.Errorf("the first row is %q", got)
		}
		o.press("v")
		if got := o.last(t); got != wordsAlone.long {
			t.Errorf("the last row is %q", got)
		}
		reed := f.joins(t, game.Join{Name: "reed"})
		after(time.Second)
		o.sees(t, "reed", reed)
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

// Who is not there is not waited for.
func TestWatchSomebodyWhoIsNotThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		fern := f.joins(t, game.Join{Name: "fern"})
		o := f.looksOn(t, "moss", nil)
		if got := o.last(t); got != notThere("moss").long {
			t.Errorf("the last row is %q", got)
		}
		o.sees(t, "fern", fern)
		after(messageFor)
		if got := o.last(t); got != wordsLookOn.long {
			t.Errorf("later the last row is %q", got)
		}
	})
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
		for range 100 {
			all["moss"].Step(game.Dir(time.Now().UnixMilli() / 300 & 3))
			after(300 * time.Millisecond)
		}
		if got := watched(); got != "fern" {
			t.Errorf("%s is watched, not who was chosen", got)
		}
		o.press("a")
		o.sees(t, "moss", all["moss"])
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

// After a fall the session looks on again, at the same player.
func TestWatchGoesOnAfterAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		var joins []game.Join
		ferns := settings(func(ctx context.Context, j game.Join) (Place, error) {
			j.Account = "SHA256:otter"
			time.Sleep(800 * time.Millisecond) // they are away until they are back
			return f.enter(ctx, j)
		})
		fern := plays(t, ferns)
		after(2 * time.Second)
		moss := f.joins(t, game.Join{Name: "moss"})
		s := settings(func(ctx context.Context, j game.Join) (Place, error) {
			joins = append(joins, j)
			return f.enter(ctx, j)
		})
		s.Name, s.Watch, s.Whom = "heron", true, "otter"
		o := plays(t, s)
		after(10*time.Second + lookEvery/2) // a snapshot is taken
		f.fall(t)
		<-moss.Done()
		after(3 * time.Second)
		if got := o.last(t); got != wordsBackOn.long {
			t.Errorf("the last row is %q", got)
		}
		for range 30 {
			fern.press(right)
			after(100 * time.Millisecond)
		}
		if got := o.first(t); !strings.HasPrefix(got, "watching otter") {
			t.Errorf("the first row is %q", got)
		}
		if len(joins) != 2 || !joins[0].Watch || !joins[1].Watch || !joins[1].Frames || joins[1].Name != "heron" {
			t.Errorf("it entered as %+v", joins)
		}
		frame, _ := f.Frame(game.Meadow)
		for _, p := range frame.Players {
			if p.Name == "otter" && p.Eyes != 1 || p.Name == "heron" {
				t.Errorf("%+v", p)
			}
		}
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

// Who plays watches the nearest player, then the others, and comes back to where
// they stood; meanwhile nothing they press is done in the world.
func TestWatchWhilePlaying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(300, 100)
		f := newForest(t, cfg)
		l := f.player(t)
		stood := l.place.Echo()
		l.press("v")
		if got := l.last(t); got != wordsAlone.long {
			t.Errorf("alone the last row is %q", got)
		}
		far := f.joins(t, game.Join{Name: "far"})
		walks(far, game.Right, 80)
		near := f.joins(t, game.Join{Name: "near"})
		for near.Echo().At.Distance(stood.At) >= far.Echo().At.Distance(stood.At) {
			walks(near, game.Left, 1)
		}
		after(messageFor)
		l.press("3v")
		l.sees(t, "near", near)
		if got := l.last(t); got != wordsWatching.long {
			t.Errorf("the last row is %q", got)
		}
		l.press("v")
		l.sees(t, "far", far)
		walks(far, game.Right, 60)
		l.sees(t, "far", far)
		for _, k := range []string{" ", "3", "x"} {
			l.press(k)
			if got := l.last(t); got != wordsOnlyNow.long {
				t.Errorf("after %q the last row is %q", k, got)
			}
		}
		if l.place.Echo() != stood {
			t.Errorf("the walker is %+v, was %+v", l.place.Echo(), stood)
		}
		for _, k := range []string{"\x1b", right, "w"} {
			l.press(k)
			after(time.Second)
			if got := l.first(t); !strings.HasPrefix(got, "***  5 spores  biomass 0  rank 1  "+stood.At.String()) {
				t.Errorf("after %q the first row is %q", k, got)
			}
			if l.place.Echo() != stood {
				t.Errorf("after %q the walker is %+v, was %+v", k, l.place.Echo(), stood)
			}
			if p, _ := far.Frame().Player(far.Walker()); p.Eyes != 0 {
				t.Errorf("after %q far is watched by %d", k, p.Eyes)
			}
			l.press("vv")
			after(time.Second)
			l.sees(t, "far", far)
		}
		far.Leave()
		after(goneAfter + lookEvery)
		if got := l.last(t); got != gone("far", false).long {
			t.Errorf("the last row is %q", got)
		}
		l.press(right)
		if got := l.place.Echo().At; got == stood.At {
			t.Error("a step after that is not done")
		}
	})
}

// What the first row says of somebody is right at once.
func TestWatchedBiomass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		fern := f.joins(t, game.Join{Name: "fern"})
		f.joins(t, game.Join{Name: "moss"})
		fern.Plant(game.Block)
		o := f.looksOn(t, "fern", nil)
		for _, want := range []string{"biomass 4  rank 1  2 players", "biomass 0  rank 2  2 players", "biomass 4  rank 1"} {
			if got := o.first(t); !strings.Contains(got, want) {
				t.Errorf("the first row is %q, want %q", got, want)
			}
			o.press("v")
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

// Who is in view is watched first, though somebody out of view is nearer.
func TestWatchWhoIsInView(t *testing.T) {
	m, h := heralded(t)
	for i, p := range []game.Point{{Y: 12}, {X: 17}, {X: -19}} {
		h.frame.Players = append(h.frame.Players, game.PlayerMark{
			Walker: game.WalkerID(i+90) << 32, At: game.Point{X: m.echo.At.X + p.X, Y: m.echo.At.Y + p.Y},
		})
	}
	if m.watchNext(false); m.gaze.who != 91<<32 {
		t.Errorf("%+v is watched", m.gaze)
	}
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

// What happens to who watches somebody is told them all the same.
func TestStungWhileWatching(t *testing.T) {
	m, h := heralded(t)
	h.frame.Players = append(h.frame.Players, game.PlayerMark{Walker: 99 << 32, Score: game.Score{Name: "fern"}, At: game.Point{X: 150, Y: 90}})
	m.watchNext(false)
	h.notices = append(h.notices, game.Notice{Kind: game.Stung, Hearts: 2})
	if got := m.hears(); got != "Stung by a wild cell: 2 hearts left." {
		t.Errorf("the last row is %q", got)
	}
	if got := texts(m.screen)[0]; !strings.HasPrefix(got, "watching fern") {
		t.Errorf("the first row is %q", got)
	}
}

// Whom the cursor of the atlas is on, or follows, is watched from there on.
func TestWatchFromTheAtlas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(300, 100))
		fern := f.joins(t, game.Join{Name: "fern"})
		walks(fern, game.Right, 60)
		for name, p := range map[string]*player{"who plays": f.player(t).player, "who looks on": f.looksOn(t, "", nil).player} {
			p.press("m")
			p.press("\x1b[1;2B")
			p.press("v")
			if got := p.last(t); got != wordsNobodyThere.long {
				t.Errorf("%s: the last row is %q", name, got)
			}
			p.press("f")
			for range 3 {
				if !strings.Contains(p.last(t), "fern") {
					p.press("f")
				}
			}
			p.press("v")
			p.sees(t, "fern", fern)
		}
	})
}
