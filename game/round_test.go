package game

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// arena is a lobby that runs with a match that ada has founded; it has neither
// trees nor generations, so that what is planted stays.
func arena(t *testing.T, d time.Duration) (l *Lobby, stop func()) {
	t.Helper()
	l, stop = startLobby(t, sized(64, 64))
	contest(t, l, d)
	return l, stop
}

// contest founds the match.
func contest(t *testing.T, l *Lobby, d time.Duration) {
	t.Helper()
	c := NewCharter("lab")
	c.Width, c.Height, c.Trees, c.Generations, c.Match, c.Bots = 64, 64, 0, 0, d, "0"
	c.Founder, c.Crown.Name = "key of ada", "ada"
	if err := l.Found(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// fights is a client of the arena.
func fights(t *testing.T, l *Lobby, j Join) *Client {
	t.Helper()
	c, err := l.Enter(t.Context(), "lab", j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// plants has a client plant a pattern.
func plants(t *testing.T, c *Client, p Pattern) {
	t.Helper()
	for d := Up; d <= Right; d++ { // to somewhere where nothing is
		c.Step(d)
		c.Plant(p)
		settle()
		if _, ok := toldOf(c, Planted); ok {
			return
		}
		time.Sleep(time.Second)
	}
	t.Fatalf("%v cannot be planted", p)
}

// until sleeps until a frame of the client's world that is of the stamp or later.
func until(c *Client, at Stamp) {
	time.Sleep(time.Duration(at-c.room.stamp())*time.Millisecond + 100*time.Millisecond)
	settle()
}

// Who looks at a round in which nothing happens sees that it is over all the same.
func TestQuietRoundEndsInAFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, time.Minute)
		defer stop()
		ada := fights(t, l, Join{Name: "guest", Frames: true})
		until(ada, 59_000)
		woken(ada)
		until(ada, 60_000)
		if f := ada.Frame(); f.At < f.Ends || !woken(ada) {
			t.Errorf("at the end the newest frame is of %d, the round ends at %d", f.At, f.Ends)
		}
	})
}

// A match from its first second to the next round.
func TestMatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, 2*time.Minute)
		defer stop()
		guest := fights(t, l, Join{Name: "guest", Frames: true})
		ada, bob, cyd, dan := fights(t, l, keyed("ada")), fights(t, l, keyed("bob")), fights(t, l, keyed("cyd")), fights(t, l, keyed("dan"))
		settle()
		if f := ada.Frame(); f.Ends != 120_000 || f.Charter.Round != 1 {
			t.Errorf("the round %d ends at %d", f.Charter.Round, f.Ends)
		}
		plants(t, ada, Block)
		plants(t, bob, Blinker)
		until(ada, 30_000)
		cyd.Drop() // for too long
		until(ada, 100_000)
		bob.Drop()
		until(ada, 110_000)
		dan.Drop()
		until(ada, 119_800)
		if _, ok := ada.Step(Up); !ok || len(lines(ada, RoundEnded)) != 0 {
			t.Error("it has ended early")
		}
		settle()
		if v := ada.Echo().Verdict; v == Ended {
			t.Error("before the end a step is not done")
		}

		until(ada, 120_000)
		if told := lines(guest, RoundEnded); len(told) != 1 || told[0].Name != "ada" || told[0].Text != "4 cells" {
			t.Errorf("everybody is told %+v", told)
		}
		seq, _ := ada.Step(Up)
		settle()
		if e := ada.Echo(); e.Seq != seq || e.Verdict != Ended {
			t.Errorf("on the podium a step is %+v", e)
		}
		f := ada.Frame()
		best := map[string]int{}
		for _, p := range f.Players {
			best[p.Name] = p.Best
		}
		if len(best) != 4 || best["ada"] != 4 || best["bob"] != 3 {
			t.Errorf("the podium is %v", best)
		}
		want := []Placed{{"key of bob", 1, 2, 4, 3}, {"key of dan", 1, 3, 4, 0}}
		if !slices.Equal(f.Charter.Placed, want) {
			t.Errorf("to be remembered: %+v", f.Charter.Placed)
		}
		until(ada, 139_700)
		select {
		case <-ada.Done():
			t.Error("the podium is over early")
		default:
		}

		<-ada.Done()
		walker, first := ada.Walker(), ada.Frame()
		ada, guest = fights(t, l, keyed("ada")), fights(t, l, Join{Name: "guest", Frames: true, Reclaim: guest.Walker()})
		settle()
		f = ada.Frame()
		if f.Charter.Round != 2 || f.At > 1000 || f.Charter.Crown.Name != "ada" || !slices.Equal(f.Charter.Placed, want) || len(f.Talk) != 1 {
			t.Errorf("the next round is %+v at %d with %+v", f.Charter, f.At, f.Talk)
		}
		if len(f.Players) != 4 || f.Present() != 2 || f.Live != 15 && f.Live != 20 { // gifts alone
			t.Errorf("%d players, %d present, %d cells", len(f.Players), f.Present(), f.Live)
		}
		if e := ada.Echo(); e.Spores != 5 || e.Hearts != 3 || ada.Why() != nil {
			t.Errorf("ada enters as %+v, was %d in %d", e, walker, first.Number)
		}

		bob = fights(t, l, keyed("bob"))
		settle()
		if n, ok := toldOf(bob, Remembered); !ok || n.Placed != want[0] {
			t.Errorf("bob is told %+v, %v", n, ok)
		}
		until(ada, 29_000) // dan's minute is over at 30 s
		if got := bob.Frame(); got.Present() != 3 || len(got.Players) != 4 || !slices.Equal(got.Charter.Placed, want[1:]) {
			t.Errorf("%d players, %d present, to be remembered: %+v", len(got.Players), got.Present(), got.Charter.Placed)
		}
		until(ada, 30_100)
		if got := bob.Frame(); len(got.Players) != 3 {
			t.Errorf("after the rest of dan's minute there are %+v", got.Players)
		}
		bob.Drop()
		bob = fights(t, l, keyed("bob"))
		cyd = fights(t, l, keyed("cyd"))
		settle()
		for _, c := range []*Client{bob, cyd, ada, guest} {
			if n, ok := toldOf(c, Remembered); ok {
				t.Errorf("%s is told %+v", c.seat.who.Name, n)
			}
		}
		<-ada.Done() // the second round ends
		dan = fights(t, l, keyed("dan"))
		time.Sleep(time.Second)
		settle()
		if n, ok := toldOf(dan, Remembered); !ok || n.Placed != want[1] || dan.Frame().Charter.Round != 3 || len(dan.Frame().Charter.Placed) != 0 {
			t.Errorf("in round %d dan is told %+v, %v; left: %+v", dan.Frame().Charter.Round, n, ok, dan.Frame().Charter.Placed)
		}
	})
}

// A room that falls, in the middle or on the podium, goes on with its round; what
// is told of its end is told once.
func TestMatchGoesOnAfterAFall(t *testing.T) {
	for _, at := range []Stamp{30_000, 59_000, 60_500, 75_000} {
		synctest.Test(t, func(t *testing.T) {
			l, stop := arena(t, time.Minute)
			defer stop()
			ada, bob := fights(t, l, keyed("ada")), fights(t, l, keyed("bob"))
			settle()
			plants(t, ada, Block)
			until(ada, 25_000)
			bob.Drop()
			until(ada, at)
			fall(ada)
			ada = fights(t, l, keyed("ada"))
			settle()
			if f := ada.Frame(); f.Charter.Round != 1 || f.Ends != 60_000 || f.At < at-4200 {
				t.Errorf("fell at %d, goes on at %d in round %d", at, f.At, f.Charter.Round)
			}
			until(ada, 79_000)
			if f := ada.Frame(); len(f.Charter.Placed) != 1 || f.Charter.Placed[0] != (Placed{"key of bob", 1, 2, 2, 0}) {
				t.Errorf("fell at %d, to be remembered: %+v", at, f.Charter.Placed)
			}
			<-ada.Done()
			ada, bob = fights(t, l, keyed("ada")), fights(t, l, keyed("bob"))
			settle()
			if f := ada.Frame(); f.Charter.Round != 2 {
				t.Errorf("fell at %d, next is round %d", at, f.Charter.Round)
			}
			if _, ok := toldOf(bob, Remembered); !ok {
				t.Errorf("fell at %d, and bob is told nothing", at)
			}
		})
	}
}

// A room that begins on the podium does not tell of the end again, and shows the
// rest of it.
func TestPodiumIsToldOnce(t *testing.T) {
	w := matched(time.Minute)
	ada := w.EnterAs(0, Player, "ada", "key of ada", Look{}).Walker
	w.colonies[w.players[w.find(ada).player].colony].best = 7
	w.Advance(60_000)
	r := realm(mustRestore(t, w.Snapshot()), nil)
	r.advance(70_000)
	r.conclude()
	if len(r.talk.lines) != 0 || len(r.charter.Placed) != 0 {
		t.Errorf("told %+v, to be remembered: %+v", r.talk.lines, r.charter.Placed)
	}
	r.advance(79_999)
	if r.roundOver() {
		t.Error("the podium is over early")
	}
	if r.advance(80_000); !r.roundOver() {
		t.Error("the podium is not over")
	}
}

// A round without anybody goes on, and nobody has won it.
func TestRoundOfNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, time.Minute)
		defer stop()
		eve := fights(t, l, Join{Name: "eve", Watch: true, Frames: true})
		<-eve.Done()
		eve = fights(t, l, Join{Name: "eve", Watch: true, Frames: true})
		settle()
		if f := eve.Frame(); f.Charter.Round != 2 || len(lines(eve, RoundEnded)) != 0 || f.Charter.Crown.Name != "ada" {
			t.Errorf("%+v, told %+v", f.Charter, f.Talk)
		}
	})
}

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
