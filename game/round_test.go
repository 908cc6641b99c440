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

// contestants are who takes part in a match of two minutes, each in another way.
type contestants struct{ guest, ada, bob, cyd, dan *Client }

// contend brings a match to just before its end: ada has most, bob and dan have
// dropped lately and cyd for too long.
func contend(t *testing.T, l *Lobby) (c contestants) {
	t.Helper()
	c.guest = fights(t, l, Join{Name: "guest", Frames: true})
	c.ada, c.bob, c.cyd, c.dan = fights(t, l, keyed("ada")), fights(t, l, keyed("bob")), fights(t, l, keyed("cyd")), fights(t, l, keyed("dan"))
	settle()
	if f := c.ada.Frame(); f.Ends != 120_000 || f.Charter.Round != 1 {
		t.Errorf("the round %d ends at %d", f.Charter.Round, f.Ends)
	}
	plants(t, c.ada, Block)
	plants(t, c.bob, Blinker)
	until(c.ada, 30_000)
	c.cyd.Drop() // for too long
	until(c.ada, 100_000)
	c.bob.Drop()
	until(c.ada, 110_000)
	c.dan.Drop()
	until(c.ada, 119_800)
	return c
}

// placedAway is what is to be told to those who were away when contend's match ended.
var placedAway = []Placed{{"key of bob", 1, 2, 4, 3}, {"key of dan", 1, 3, 4, 0}}

// A match from its first second to the podium.
func TestMatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := arena(t, 2*time.Minute)
		defer stop()
		c := contend(t, l)
		ada := c.ada
		if _, ok := ada.Step(Up); !ok || len(lines(ada, RoundEnded)) != 0 {
			t.Error("it has ended early")
		}
		settle()
		if v := ada.Echo().Verdict; v == Ended {
			t.Error("before the end a step is not done")
		}

		until(ada, 120_000)
		if told := lines(c.guest, RoundEnded); len(told) != 1 || told[0].Name != "ada" || told[0].Text != "4 cells" {
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
		if !slices.Equal(f.Charter.Placed, placedAway) {
			t.Errorf("to be remembered: %+v", f.Charter.Placed)
		}
		until(ada, 139_700)
		select {
		case <-ada.Done():
			t.Error("the podium is over early")
		default:
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
