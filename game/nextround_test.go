package game

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Neither the line of succession nor who is idle begins anew with a round.
func TestCrownOutlivesRounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, time.Minute)
		defer stop()
		began := time.Now()
		ada, bob := fights(t, l, keyed("ada")), fights(t, l, keyed("bob"))
		time.Sleep(time.Second)
		cyd := fights(t, l, keyed("cyd"))
		for time.Since(began) < 10*time.Minute-5*time.Second {
			time.Sleep(time.Second)
			bob.Stir()
			cyd.Stir()
			settle()
			select {
			case <-ada.Done(): // as sessions do, in any order
				cyd, bob, ada = fights(t, l, keyed("cyd")), fights(t, l, keyed("bob")), fights(t, l, keyed("ada"))
				settle()
				for _, p := range ada.Frame().Players {
					if p.Away {
						t.Errorf("%s is away", p.Name)
					}
				}
			default:
			}
		}
		if got := crowned(t, ada); got != "ada" || ada.Frame().Charter.Round < 7 {
			t.Errorf("after 10 minutes but 5 s, in round %d, %q wears it", ada.Frame().Charter.Round, got)
		}
		time.Sleep(6 * time.Second)
		if got := crowned(t, ada); got != "bob" {
			t.Errorf("after 10 minutes without a key %q wears it", got)
		}
	})
}

// Who laid the crown down does not get it back by a round that begins.
func TestRoundsCrownNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, time.Minute)
		defer stop()
		ada := fights(t, l, keyed("ada"))
		settle()
		ada.Decree(Decree{Kind: Abdicate})
		<-ada.Done()
		ada = fights(t, l, keyed("ada"))
		if got := crowned(t, ada); got != "" {
			t.Errorf("%q wears it", got)
		}
		ada.Leave()
		time.Sleep(time.Second)
		ada = fights(t, l, keyed("ada"))
		if got := crowned(t, ada); got != "ada" {
			t.Errorf("entered again, %q wears it", got)
		}
	})
}

// Who is back on the podium sees it; how they placed they are told in the next
// round all the same.
func TestBackOnThePodium(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, time.Minute)
		defer stop()
		bob := fights(t, l, keyed("bob"))
		until(bob, 50_000)
		bob.Drop()
		time.Sleep(20 * time.Second)
		bob = fights(t, l, keyed("bob"))
		settle()
		if n, ok := toldOf(bob, Remembered); ok || bob.Frame().At < 60_000 {
			t.Errorf("at %d told %+v", bob.Frame().At, n)
		}
		<-bob.Done()
		bob = fights(t, l, keyed("bob"))
		settle()
		if n, ok := toldOf(bob, Remembered); !ok || n.Placed.Round != 1 {
			t.Errorf("then told %+v, %v", n, ok)
		}
	})
}

// In the next round who was away has the rest of their wait, and who was there and
// does not come the whole of it.
func TestWaitsOfTheNextRound(t *testing.T) {
	old := realm(matched(time.Minute), nil)
	_, bob, cyd := seated(old, keyed("ada")), seated(old, keyed("bob")), seated(old, keyed("cyd"))
	old.dismiss(40_000, OpAway, bob.seat)
	old.dismiss(30_000, OpAway, cyd.seat) // applied at 40 s: time never runs backwards
	old.world.Advance(80_000)
	w := matched(time.Minute)
	w.succeed(old.world)
	r := realmOf(w, old.charter)
	r.follow(old)
	for _, c := range []struct {
		at   Stamp
		want int
	}{{9_999, 3}, {10_000, 2}, {19_999, 2}, {20_000, 1}, {59_999, 1}, {60_000, 0}} {
		if r.evict(c.at); len(w.players) != c.want {
			t.Errorf("at %d there are %d, want %d", c.at, len(w.players), c.want)
		}
	}
}

// What accounts did in a round is recorded, though its keeper was busy until the
// next.
func TestResultsOutliveTheirRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l := quietLobby(t, sized(64, 64), d)
		defer runs(t, l)()
		contest(t, l, time.Minute)
		ada, bob := fights(t, l, keyed("ada")), fights(t, l, keyed("bob"))
		settle()
		hangs := make(chan struct{})
		d.be(nil, hangs)
		plants(t, ada, Block)
		until(ada, 40_000)
		plants(t, bob, Blinker)
		<-ada.Done()
		ada = fights(t, l, keyed("ada"))
		until(ada, 5_000)
		d.be(nil, nil)
		close(hangs)
		time.Sleep(5 * time.Second)
		if a, b := d.of("ada"), d.of("bob"); a.Best != 4 || b.Best != 3 {
			t.Errorf("recorded %+v and %+v", a, b)
		}
	})
}

// In the next round everybody enters anew.
func TestNextRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, 2*time.Minute)
		defer stop()
		c := contend(t, l)
		<-c.ada.Done()
		walker, first := c.ada.Walker(), c.ada.Frame()
		ada, _ := fights(t, l, keyed("ada")), fights(t, l, Join{Name: "guest", Frames: true, Reclaim: c.guest.Walker()})
		settle()
		f := ada.Frame()
		if f.Charter.Round != 2 || f.At > 1000 || f.Charter.Crown.Name != "ada" || !slices.Equal(f.Charter.Placed, placedAway) || len(f.Talk) != 1 {
			t.Errorf("the next round is %+v at %d with %+v", f.Charter, f.At, f.Talk)
		}
		if len(f.Players) != 4 || f.Present() != 2 || f.Live != 15 && f.Live != 20 { // gifts alone
			t.Errorf("%d players, %d present, %d cells", len(f.Players), f.Present(), f.Live)
		}
		if e := ada.Echo(); e.Spores != 5 || e.Hearts != 3 || ada.Why() != nil {
			t.Errorf("ada enters as %+v, was %d in %d", e, walker, first.Number)
		}
	})
}

// Who was away when a round ended takes part in the next, for the rest of their
// minute, and is told once how they placed.
func TestRememberedInTheNextRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, 2*time.Minute)
		defer stop()
		c := contend(t, l)
		<-c.ada.Done()
		ada, guest := fights(t, l, keyed("ada")), fights(t, l, Join{Name: "guest", Frames: true, Reclaim: c.guest.Walker()})
		settle()
		bob := fights(t, l, keyed("bob"))
		settle()
		if n, ok := toldOf(bob, Remembered); !ok || n.Placed != placedAway[0] {
			t.Errorf("bob is told %+v, %v", n, ok)
		}
		until(ada, 29_000) // dan's minute is over at 30 s
		if got := bob.Frame(); got.Present() != 3 || len(got.Players) != 4 || !slices.Equal(got.Charter.Placed, placedAway[1:]) {
			t.Errorf("%d players, %d present, to be remembered: %+v", len(got.Players), got.Present(), got.Charter.Placed)
		}
		until(ada, 30_100)
		if got := bob.Frame(); len(got.Players) != 3 {
			t.Errorf("after the rest of dan's minute there are %+v", got.Players)
		}
		bob.Drop()
		bob = fights(t, l, keyed("bob"))
		cyd := fights(t, l, keyed("cyd"))
		settle()
		for _, c := range []*Client{bob, cyd, ada, guest} {
			if n, ok := toldOf(c, Remembered); ok {
				t.Errorf("%s is told %+v", c.seat.who.Name, n)
			}
		}
		<-ada.Done() // the second round ends
		dan := fights(t, l, keyed("dan"))
		time.Sleep(time.Second)
		settle()
		if n, ok := toldOf(dan, Remembered); !ok || n.Placed != placedAway[1] || dan.Frame().Charter.Round != 3 || len(dan.Frame().Charter.Placed) != 0 {
			t.Errorf("in round %d dan is told %+v, %v; left: %+v", dan.Frame().Charter.Round, n, ok, dan.Frame().Charter.Placed)
		}
	})
}
