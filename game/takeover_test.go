package game

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// over tells whether a client is over.
func over(c *Client) bool {
	select {
	case <-c.Over():
		return true
	default:
		return false
	}
}

// A second terminal gets the walker, the first is told why, and whatever it does
// afterwards is nothing to the walker.
func TestTakeover(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, first := joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("ada"))
		first.Step(Left)
		settle()
		second := joins(t, l, keyed("ada"))
		if second.Walker() != first.Walker() || second.Entered.At != first.Echo().At {
			t.Errorf("the second entered as %+v, the first is at %v", second.Entered, first.Echo().At)
		}
		settle()
		if !over(first) || !errors.Is(first.Why(), ErrTakenOver) || over(second) || second.Why() != nil {
			t.Fatalf("the first: %v, %v; the second: %v, %v", over(first), first.Why(), over(second), second.Why())
		}
		at := second.Entered.At
		first.Step(Up)
		first.Plant(Block)
		first.Stir()
		first.Dress("eve", Look{Glyph: 3})
		first.Leave()
		first.Drop()
		if m, ok := markOf(bob, second.Walker()); !ok || m.Away || m.At != at || m.Name != "ada" || m.Look.Glyph != 0 {
			t.Errorf("the walker is %+v, %v", m, ok)
		}
		second.Step(Up)
		settle()
		if e := second.Echo(); e.Seq != 1 || e.Verdict == Gone {
			t.Errorf("the second's echo is %+v", e)
		}
		third := joins(t, l, keyed("ada"))
		settle()
		if !over(second) || over(third) || third.Walker() != first.Walker() {
			t.Error("the third did not take over")
		}
		if s := statsOf(t, l); s.Players != 2 || s.Restarts != 0 {
			t.Errorf("%+v", s)
		}
	})
}

// Whoever comes again under another name is seen under it.
func TestTakenOverUnderAnotherName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		bob, first := joins(t, l, Join{Name: "bob"}), joins(t, l, keyed("ada"))
		settle()
		second := joins(t, l, Join{Name: "fern", Account: "key of ada", Look: Look{Glyph: 9, Colour: 4}})
		m, _ := markOf(bob, first.Walker())
		if second.Walker() != first.Walker() || m.Name != "fern" || m.Look != (Look{Glyph: 9, Colour: 4}) {
			t.Errorf("walker %d, was %d, is seen as %+v", second.Walker(), first.Walker(), m)
		}
	})
}

// A client that is over is no viewer any more.
func TestTakenOverIsNotWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		var clients []*Client
		for range 5 {
			c := enters(t, r, keyed("ada"))
			c.Watch(all(c.Frame()))
			clients = append(clients, c)
		}
		settle()
		for _, c := range clients {
			woken(c)
		}
		clients[4].Step(Up)
		time.Sleep(2 * time.Second)
		settle()
		for i, c := range clients {
			if woken(c) != (i == 4) || over(c) != (i != 4) {
				t.Errorf("client %d", i)
			}
		}
		stop()
		if len(r.viewers) != 1 || r.world.Players() != 1 {
			t.Errorf("%d viewers, %d players", len(r.viewers), r.world.Players())
		}
	})
}

// After a fall an account has its walker without naming it, and a dropped one
// waits on.
func TestAccountsComeBackAfterAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		ada, eve, bob := joins(t, l, keyed("ada")), joins(t, l, keyed("eve")), joins(t, l, Join{Name: "bob"})
		dropped := joins(t, l, keyed("fern"))
		dropped.Drop()
		time.Sleep(saved)
		fall(ada)
		began := time.Now()
		back := joins(t, l, keyed("ada"))
		if back.Walker() != ada.Walker() {
			t.Errorf("ada was %d and is %d", ada.Walker(), back.Walker())
		}
		if m, ok := markOf(back, eve.Walker()); !ok || !m.Away {
			t.Errorf("eve is %+v, %v", m, ok)
		}
		if m, ok := markOf(back, back.Walker()); !ok || m.Away || m.Dozing {
			t.Errorf("ada is %+v, %v", m, ok)
		}
		time.Sleep(2 * reclaimWithin)
		if _, ok := markOf(back, bob.Walker()); ok {
			t.Error("a guest waits longer than others")
		}
		time.Sleep(59*time.Second - time.Since(began))
		for _, c := range []*Client{eve, dropped} {
			if m, ok := markOf(back, c.Walker()); !ok || !m.Away {
				t.Errorf("within the minute: %+v, %v", m, ok)
			}
		}
		time.Sleep(2 * time.Second)
		for _, c := range []*Client{eve, dropped} {
			if _, ok := markOf(back, c.Walker()); ok {
				t.Error("somebody waits after the minute")
			}
		}
		if _, ok := markOf(back, back.Walker()); !ok {
			t.Error("who came back is gone")
		}
	})
}

// Two terminals of one key enter again and again while the room falls: in the
// end one has the walker, and there is one walker.
func TestTakeoverWhileTheRoomFalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		joins(t, l, keyed("ada")).Drop()
		time.Sleep(saved)
		var terminals sync.WaitGroup
		for i := range 4 {
			terminals.Go(func() { insist(t, l, time.Duration(i)*7*time.Millisecond) })
		}
		breaker := joins(t, l, Join{Name: "bob"})
		for range 8 {
			time.Sleep(25 * time.Second)
			fall(breaker)
			breaker = joins(t, l, Join{Name: "bob", Reclaim: breaker.Walker()})
		}
		terminals.Wait()
		last := joins(t, l, keyed("ada"))
		settle()
		if over(last) {
			t.Error("the last one is over")
		}
		if s := statsOf(t, l); s.Players != 2 || s.Restarts != 8 {
			t.Errorf("%+v", s)
		}
	})
}

// insist enters and steps, and enters anew when it is over or its room has
// ended, for a while.
func insist(t *testing.T, l *Lobby, pause time.Duration) {
	for began := time.Now(); time.Since(began) < 3*time.Minute; {
		c, err := l.Enter(t.Context(), Meadow, keyed("ada"))
		if err != nil {
			t.Error(err)
			return
		}
		for playing := true; playing; {
			select {
			case <-c.Over():
				playing = false
				c.Leave()
			case <-c.Done():
				playing = false
			case <-time.After(200*time.Millisecond + pause):
				c.Step(Left)
			}
		}
		time.Sleep(time.Second + pause)
	}
}
