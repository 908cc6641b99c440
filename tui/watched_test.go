package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

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
		w, _ := f.Listing(game.Meadow)
		for _, p := range w.Frame.Players {
			if p.Name == "otter" && p.Eyes != 1 || p.Name == "heron" {
				t.Errorf("%+v", p)
			}
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

// Who is muted is not heard of when they watch either, whatever they are called.
func TestMutedWatchers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fern := newForest(t, clearing(40, 30)).talks(t, "fern", nil)
		otter := fern.forest.joins(t, game.Join{Name: "otter", Account: "otter", Frames: true})
		otter.Speak(game.Speech{Text: "one"})
		after(time.Second)
		fern.says(t, "/mute otter")
		fern.press("\x1b")
		otter.Dress("eve", game.Look{})
		otter.Gaze(fern.place.Walker())
		after(time.Second)
		if got := fern.last(t); strings.Contains(got, "watches you") {
			t.Errorf("the last row is %q", got)
		}
		eve := fern.forest.joins(t, game.Join{Name: "moss", Account: "moss", Watch: true, Frames: true})
		eve.Gaze(fern.place.Walker())
		after(time.Second)
		if got := fern.last(t); got != "moss watches you." {
			t.Errorf("the last row is %q", got)
		}
		fern.says(t, "/mute moss") // though they are no player here
		fern.mustSee(t, "moss is muted.")
	})
}
