package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// keyed is a Join of an account.
func keyed(name string) Join { return Join{Name: name, Account: "key of " + name, Frames: true} }

// markOf is how everybody sees a walker, after a frame.
func markOf(c *Client, id WalkerID) (PlayerMark, bool) {
	time.Sleep(100 * time.Millisecond)
	settle()
	return c.Frame().Player(id)
}

func TestDroppedWalkerWaitsAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, ada := joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("ada"))
		ada.Drop()
		began := time.Now()
		id := ada.Walker()
		if m, ok := markOf(bob, id); !ok || !m.Away || !m.Dozing {
			t.Errorf("after the drop: %+v, %v", m, ok)
		}
		time.Sleep(59*time.Second - time.Since(began))
		if m, ok := markOf(bob, id); !ok || !m.Away {
			t.Errorf("before the minute is over: %+v, %v", m, ok)
		}
		time.Sleep(time.Second)
		if _, ok := markOf(bob, id); ok {
			t.Error("after a minute the walker is still there")
		}
		if back := joins(t, l, keyed("ada")); back.Walker() == id {
			t.Error("the walker is there again")
		}
	})
}

// Whoever comes back within the minute has their walker, and counts from the
// beginning; the minute counts anew when they drop again.
func TestDroppedPlayerComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, ada := joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("ada"))
		id := ada.Walker()
		ada.Step(Left)
		settle()
		at := ada.Echo().At
		for range 3 {
			ada.Drop()
			time.Sleep(50 * time.Second)
			ada = joins(t, l, keyed("ada"))
			if ada.Walker() != id || ada.Entered.At != at || ada.Echo().Seq != 0 {
				t.Fatalf("back as %+v with %+v", ada.Entered, ada.Echo())
			}
			if m, ok := markOf(bob, id); !ok || m.Away || m.Dozing {
				t.Errorf("back as %+v, %v", m, ok)
			}
			if seq, ok := ada.Step(Left); !ok || seq != 1 {
				t.Errorf("the first step is number %d, %v", seq, ok)
			}
			settle()
			if e := ada.Echo(); e.Seq != 1 || e.Verdict == Gone {
				t.Errorf("the first echo is %+v", e)
			}
			at = ada.Echo().At
			time.Sleep(20 * time.Second) // past the minute of before
		}
	})
}

func TestDroppedGuestIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, guest := joins(t, l, Join{Name: "bob"}), joins(t, l, Join{Name: "guest"})
		swarm := joins(t, l, Join{Batches: 1})
		send(t, swarm, &Batch{Op: OpEnter, Steps: make([]BatchStep, 5)})
		guest.Drop()
		swarm.Drop()
		if _, ok := markOf(bob, guest.Walker()); ok {
			t.Error("a guest's walker waits")
		}
		if s := statsOf(t, l); s.Players != 1 || s.Bots != 0 {
			t.Errorf("%+v", s)
		}
	})
}

// Of Leave and Drop only the first counts.
func TestLeaveAfterDrop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		ada, eve := joins(t, l, keyed("ada")), joins(t, l, keyed("eve"))
		ada.Drop()
		ada.Leave()
		eve.Leave()
		eve.Drop()
		bob := joins(t, l, Join{Name: "bob"})
		if _, ok := markOf(bob, ada.Walker()); !ok {
			t.Error("who dropped first has left")
		}
		if _, ok := markOf(bob, eve.Walker()); ok {
			t.Error("who left first waits")
		}
	})
}

func TestDropWaitsAndIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, c := stuffed(t, keyed("ada"))
		dropped := make(chan struct{})
		go func() {
			c.Drop()
			close(dropped)
		}()
		settle()
		select {
		case <-dropped:
			t.Error("dropped through a full mailbox")
		default:
		}
		if c.Dress("eve", Look{}) {
			t.Error("dressed through a full mailbox")
		}
		stop := start(t, r)
		<-dropped
		settle()
		stop()
		if r.world.Players() != 1 || !r.world.players[0].away || len(r.viewers) != 0 {
			t.Errorf("%d players, %d viewers", r.world.Players(), len(r.viewers))
		}
	})
}

// What a player does, how they dress and that they go stays in order.
func TestDressingStaysInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, ada := joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("ada"))
		for _, name := range []string{"eve", "fern", "moss"} {
			ada.Step(Left)
			if !ada.Dress(name, Look{Glyph: 9, Colour: 4}) {
				t.Fatal("refused")
			}
		}
		ada.Drop()
		ada.Dress("late", Look{})
		if m, _ := markOf(bob, ada.Walker()); m.Name != "moss" || m.Look != (Look{Glyph: 9, Colour: 4}) || !m.Away {
			t.Errorf("%+v", m)
		}
	})
}

func TestSay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		ada, bob, gone := joins(t, l, keyed("ada")), joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("eve"))
		joins(t, l, Join{Batches: 1})
		gone.Drop()
		settle()
		if missed := l.Say("tea"); missed != 0 {
			t.Errorf("%d rooms missed it", missed)
		}
		settle()
		for _, c := range []*Client{ada, bob} {
			if n, ok := c.Notice(); !ok || n.Kind != Said || n.Text != "tea" || n.Hearts != 3 || !woken(c) {
				t.Errorf("told %+v, %v", n, ok)
			}
			if n, ok := c.Notice(); ok {
				t.Errorf("told again: %+v", n)
			}
		}
		if n, ok := gone.Notice(); ok {
			t.Errorf("who is gone is told %+v", n)
		}
		for range fallsAllowed - 1 {
			fall(ada)
			ada = joins(t, l, keyed("ada"))
		}
		fall(ada)
		settle()
		if missed := l.Say("tea"); missed != 1 {
			t.Errorf("while the world is rebuilt %d rooms missed it", missed)
		}
	})
}

// Whom nobody can tell is counted, and nobody waits for them.
func TestSayToABusyRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := quietLobby(t, sized(64, 64), nil)
		c := seated(l.worlds[Meadow].room, keyed("ada"))
		for range mailboxSize {
			c.Step(Left)
		}
		if missed := l.Say("tea"); missed != 1 {
			t.Errorf("%d rooms missed it", missed)
		}
		l.replace(l.worlds[Meadow], nil)
		if missed := l.Say("tea"); missed != 1 {
			t.Errorf("while it is rebuilt %d rooms missed it", missed)
		}
	})
}
