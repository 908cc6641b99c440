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

// When the room falls the session says so, enters again where the walker
// stood, and goes on.
func TestRoomFalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		var joins []game.Join
		var places []Place
		p := plays(t, settings(func(ctx context.Context, j game.Join) (Place, error) {
			if joins = append(joins, j); len(joins) > 1 {
				time.Sleep(500 * time.Millisecond) // the room is rebuilt
			}
			place, err := f.enter(ctx, j)
			places = append(places, place)
			return place, err
		}))
		after(time.Second)
		p.press(right)
		after(10 * time.Second) // a snapshot is taken
		stood := places[0].Echo().At
		f.fall(t)
		after(100 * time.Millisecond)
		if got := p.last(t); got != wordsFell.long {
			t.Errorf("after the fall the last row is %q", got)
		}
		p.press(right) // goes nowhere
		after(time.Second)
		if got := p.last(t); got != wordsBack.long {
			t.Errorf("later the last row is %q", got)
		}
		if len(joins) != 2 || joins[1].Reclaim != places[0].Walker() || joins[1].Name != "otter" || !joins[1].Frames {
			t.Fatalf("the joins are %+v", joins)
		}
		if places[1].Walker() != places[0].Walker() || places[1].Echo().At != stood {
			t.Errorf("it is back as %+v, stood at %v", places[1].Echo(), stood)
		}
		after(10 * time.Second) // those whom nobody reclaims are gone
		p.press(right)
		if got, want := p.first(t), "  "+stood.Step(game.Right).String()+"  1 player  "; !strings.Contains(got, want) {
			t.Errorf("the first row is %q, want %q", got, want)
		}
	})
}

// A world that does not come back ends the session and says why.
func TestWorldIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		entered := false
		p := plays(t, settings(func(ctx context.Context, j game.Join) (Place, error) {
			if entered {
				return nil, game.ErrNoWorld
			}
			entered = true
			return f.enter(ctx, j)
		}))
		f.fall(t)
		if err := p.waits(); err != nil {
			t.Error(err)
		}
		p.restored(t, "Thicket: the world is gone: there is no such world\r\n")
	})
}

// Who is drained while the room is down is told the cause.
func TestDrainWhileFallen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		entered := false
		p := plays(t, settings(func(ctx context.Context, j game.Join) (Place, error) {
			if entered {
				<-ctx.Done()
				return nil, context.Cause(ctx)
			}
			entered = true
			return f.enter(ctx, j)
		}))
		f.fall(t)
		after(time.Second)
		if err := p.leaves(errors.New("maintenance")); err != nil {
			t.Error(err)
		}
		p.restored(t, "Thicket: maintenance\r\n")
	})
}
