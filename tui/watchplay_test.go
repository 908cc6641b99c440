package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// player is a session that plays in the forest, in the ascii glyphs.
func (f *forest) player(t *testing.T) *looker {
	t.Helper()
	l := &looker{forest: f}
	l.place = f.joins(t, game.Join{Name: "otter", Frames: true})
	s := settings(given(l.place, l.place))
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	l.player = plays(t, s)
	after(time.Second)
	return l
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
			l.goesBack(t, k, stood, far)
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

// goesBack presses a key that ends watching somebody: the own walker is as it
// was, and is seen.
func (l *looker) goesBack(t *testing.T, k string, was game.Echo, from *game.Client) {
	t.Helper()
	l.press(k)
	after(time.Second)
	if got := l.first(t); !strings.HasPrefix(got, "***  5 spores  biomass 0  rank 1  "+was.At.String()) {
		t.Errorf("after %q the first row is %q", k, got)
	}
	if l.place.Echo() != was {
		t.Errorf("after %q the walker is %+v, was %+v", k, l.place.Echo(), was)
	}
	if p, _ := from.Frame().Player(from.Walker()); p.Eyes != 0 {
		t.Errorf("after %q %s is watched by %d", k, p.Name, p.Eyes)
	}
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
