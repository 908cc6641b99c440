package game

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWorldOutlivesTheLobby(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, wooded(), d)
		ada, guest := joins(t, l, keyed("ada")), joins(t, l, Join{Name: "guest"})
		swarm := joins(t, l, Join{Batches: 1})
		send(t, swarm, &Batch{Op: OpEnter, Steps: make([]BatchStep, 9)})
		ada.Step(Left)
		time.Sleep(20 * time.Second)
		ada.Step(Right)
		settle()
		at, forest, id := ada.Echo().At, trees(ada.Frame()), ada.Walker()
		stop()
		if s := d.newest(t); s.At() < 20_000 || s.At() > 20_001 {
			t.Errorf("the last snapshot is of %d", s.At())
		}

		cfg := wooded()
		cfg.Seed, cfg.Width = 77, 256 // not asked: the world is there
		l, stop = kept(t, cfg, d)
		defer stop()
		bob := joins(t, l, Join{Name: "bob"})
		if trees(bob.Frame()) != forest {
			t.Error("another forest")
		}
		if m, ok := markOf(bob, id); !ok || !m.Away || m.At != at {
			t.Errorf("ada is %+v, %v", m, ok)
		}
		if s := statsOf(t, l); s.Players != 1 || s.Bots != 0 { // who waits does not count
			t.Errorf("%+v", s)
		}
		if _, ok := bob.Frame().Player(guest.Walker()); ok {
			t.Error("a guest outlived the lobby")
		}
		back := joins(t, l, keyed("ada"))
		if back.Walker() != id || back.Entered.At != at {
			t.Errorf("back as %+v", back.Entered)
		}
	})
}

// Whoever has left when the lobby is stopped has left, though the room had no
// time for it before.
func TestLeavingAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l := quietLobby(t, sized(64, 64), d)
		room := l.worlds[Meadow].room
		ada, eve := seated(room, keyed("ada")), seated(room, keyed("eve"))
		eve.Step(Left)
		ada.Leave()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := l.Run(ctx); err != nil {
			t.Fatal(err)
		}
		s := d.newest(t)
		if len(s.players) != 1 || s.players[0].name != "eve" || eve.Echo().Seq != 1 {
			t.Errorf("there are %+v", s.players)
		}
	})
}

func TestWorldThatCannotBeLoaded(t *testing.T) {
	unreadable := errors.New("the snapshot cannot be read: do this")
	_, err := NewLobby(LobbyConfig{Meadow: sized(64, 64), FPS: 12, Keeper: &diary{fails: unreadable}})
	if !errors.Is(err, unreadable) || !strings.Contains(err.Error(), "meadow") {
		t.Errorf("%v", err)
	}
}

// The operator is told that the stored world is not the one that was asked for.
func TestStoredWorldWins(t *testing.T) {
	d := &diary{}
	if err := d.Save(Meadow, bareWorld(sized(64, 96)).Snapshot()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cfg  Config
		warn bool
	}{{sized(64, 96), false}, {sized(64, 64), true}} {
		var lines strings.Builder
		l, err := NewLobby(LobbyConfig{Meadow: c.cfg, FPS: 12, Keeper: d, Log: slog.New(slog.NewTextHandler(&lines, nil))})
		if err != nil {
			t.Fatal(err)
		}
		if f := l.worlds[Meadow].room.frame.Load(); f.Width != 64 || f.Height != 96 {
			t.Errorf("it is %d x %d", f.Width, f.Height)
		}
		if strings.Contains(lines.String(), "level=WARN") != c.warn || !strings.Contains(lines.String(), "goes on") {
			t.Errorf("logged:\n%s", &lines)
		}
	}
}
