package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// realm is the room of a world that ada has founded, not started.
func realm(w *World, edit func(*Charter)) *Room {
	c := NewCharter("lab")
	c.Founder = "key of ada"
	c.Crown = Subject{Account: c.Founder, Name: "ada"}
	if edit != nil {
		edit(&c)
	}
	return realmOf(w, &c)
}

// realmOf is the room of a world with a charter, not started.
func realmOf(w *World, c *Charter) *Room {
	h := &home{specs: make(chan string, 1)}
	h.charter.Store(c)
	return newRoom("lab", w, testFPS, new(counters), nil, h)
}

// crowned is the name of who wears the crown, as a client sees it at the next
// frame; "" is nobody's.
func crowned(t *testing.T, c *Client) string {
	t.Helper()
	time.Sleep(100 * time.Millisecond)
	settle()
	f := c.Frame()
	for _, p := range f.Players {
		if p.Crown != (p.Name == f.Charter.Crown.Name) {
			t.Errorf("%s is marked %v, the charter crowns %q", p.Name, p.Crown, f.Charter.Crown.Name)
		}
	}
	return f.Charter.Crown.Name
}

// lines are those of some kinds that a client sees.
func lines(c *Client, kinds ...LineKind) (found []Line) {
	for _, l := range c.Frame().Talk {
		for _, k := range kinds {
			if l.Kind == k {
				found = append(found, l)
			}
		}
	}
	return found
}

// toldOf is the newest notice of a kind that waits for a client; the others are
// gone then.
func toldOf(c *Client, k NoticeKind) (found Notice, ok bool) {
	for {
		n, more := c.Notice()
		if !more {
			return found, ok
		}
		if n.Kind == k {
			found, ok = n, true
		}
	}
}

// Everybody hears that who wears the crown has left, and that they are back; who
// comes to their own world hears whose the crown is.
func TestCrownsComingsAndGoings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		ada := enters(t, r, keyed("ada"))
		if _, ok := toldOf(ada, CrownedYou); !ok {
			t.Error("the founder is not told that they wear the crown")
		}
		bob := enters(t, r, keyed("bob"))
		ada.Leave()
		crowned(t, bob)
		if l := lines(bob, CrownLeft, CrownBack); len(l) != 1 || l[0].Kind != CrownLeft || l[0].Name != "ada" {
			t.Errorf("bob reads %+v", l)
		}
		ada = enters(t, r, keyed("ada"))
		crowned(t, bob)
		if l := lines(bob, CrownLeft, CrownBack); len(l) != 2 || l[1].Kind != CrownBack {
			t.Errorf("bob reads %+v", l)
		}
		ada.Leave()
		time.Sleep(2 * time.Minute)
		if name := crowned(t, bob); name != "bob" {
			t.Fatalf("%q wears the crown", name)
		}
		ada = enters(t, r, keyed("ada"))
		if n, ok := toldOf(ada, Dethroned); !ok || n.Name != "bob" {
			t.Errorf("the founder is told %+v, %v", n, ok)
		}
	})
}

// Whoever wears the crown and is back within the grace wears it on.
func TestCrownWaitsForTheGrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		ada := enters(t, r, keyed("ada"))
		bob := enters(t, r, keyed("bob"))
		for i := range 4 {
			if i%2 == 0 {
				ada.Drop()
			} else {
				ada.Leave()
			}
			time.Sleep(59 * time.Second)
			if got := crowned(t, bob); got != "ada" {
				t.Fatalf("within the grace %q wears it", got)
			}
			ada = enters(t, r, keyed("ada"))
			ada.Stir()
			time.Sleep(61 * time.Second)
			if got := crowned(t, bob); got != "ada" {
				t.Fatalf("back within the grace, but %q wears it", got)
			}
		}
		if said := lines(bob, Crowned, Uncrowned); len(said) != 0 {
			t.Errorf("told %+v", said)
		}
	})
}

// A player who enters with a key takes a crown that nobody wears: no guest does,
// nor who has laid it down and is still there.
func TestCrownThatNobodyWears(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		ada := enters(t, r, keyed("ada"))
		settle()
		ada.Decree(Decree{Kind: Abdicate})
		if got := crowned(t, ada); got != "" {
			t.Errorf("laid down, but %q wears it", got)
		}
		if said := lines(ada, Uncrowned); len(said) != 1 || said[0].Name != "ada" {
			t.Errorf("told %+v", said)
		}
		guest := enters(t, r, Join{Name: "guest", Frames: true})
		if got := crowned(t, guest); got != "" {
			t.Errorf("a guest has entered, and %q wears it", got)
		}
		time.Sleep(time.Hour)
		bob := enters(t, r, keyed("bob"))
		if got := crowned(t, guest); got != "bob" {
			t.Errorf("bob has entered, and %q wears it", got)
		}
		if n, ok := toldOf(bob, CrownedYou); !ok || n.Text != "nobody wore it" {
			t.Errorf("bob is told %+v, %v", n, ok)
		}
	})
}

// A room that begins gives who wears the crown the whole grace again, and the line
// is as it was.
func TestCrownOutlivesItsRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		stop := start(t, r)
		ada := enters(t, r, keyed("ada"))
		bob := enters(t, r, keyed("bob"))
		time.Sleep(time.Second)
		cyd := enters(t, r, keyed("cyd"))
		time.Sleep(5 * time.Minute)
		since := func(c *Client) Stamp {
			m, _ := c.Frame().Player(c.Walker())
			return m.Since
		}
		bobs, cyds := since(bob), since(cyd)
		ada.Leave()
		time.Sleep(59 * time.Second)
		stop()

		next := realmOf(mustRestore(t, r.world.Snapshot()), r.charter)
		defer start(t, next)()
		cyd, bob = enters(t, next, keyed("cyd")), enters(t, next, keyed("bob"))
		if since(bob) != bobs || since(cyd) != cyds || bobs >= cyds {
			t.Errorf("bob and cyd are there since %d and %d, were since %d and %d", since(bob), since(cyd), bobs, cyds)
		}
		time.Sleep(59 * time.Second)
		if got := crowned(t, cyd); got != "ada" {
			t.Errorf("within the new grace %q wears it", got)
		}
		time.Sleep(time.Second)
		if got := crowned(t, cyd); got != "bob" {
			t.Errorf("after it %q wears it", got)
		}
	})
}

func TestMeadowHasNoCrown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(64, 64))
		defer stop()
		j := keyed("ada")
		j.Admin = true
		ada := joins(t, l, j)
		settle()
		ada.Decree(Decree{Kind: Post, Text: "tea"})
		time.Sleep(11 * time.Minute)
		settle()
		if n, ok := toldOf(ada, Refuted); !ok || n.Denial != NoCrown || n.Decree != Post {
			t.Errorf("told %+v, %v", n, ok)
		}
		if f := ada.Frame(); f.Charter != nil || f.Players[0].Crown {
			t.Errorf("the meadow has %+v", f.Charter)
		}
	})
}

// Who wears the crown is known by the name that they have now, whether they changed
// it here or elsewhere.
func TestCrownIsRenamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		bob.Dress("moss", Look{})
		if got := crowned(t, bob); got != "ada" {
			t.Errorf("another changed their name, and %q wears it", got)
		}
		ada.Dress("moss", Look{})
		if got := crowned(t, bob); got != "moss~2" {
			t.Errorf("called moss~2 now, and %q wears it", got)
		}
		ada.Leave()
		enters(t, r, Join{Name: "fern", Account: "key of ada", Frames: true})
		if got := crowned(t, bob); got != "fern" {
			t.Errorf("back as fern, and %q wears it", got)
		}
		if c := r.home.charter.Load().Crown; c != (Subject{Account: "key of ada", Name: "fern"}) {
			t.Errorf("kept is %+v", c)
		}
		if said := lines(bob, Crowned, Uncrowned); len(said) != 0 {
			t.Errorf("told %+v", said)
		}
	})
}
