package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// After 60 s, to the millisecond, the crown passes; everybody is told, and who
// wears it then.
func TestCrownPassesAfterTheGrace(t *testing.T) {
	for _, op := range []Op{OpLeave, OpAway} {
		r := realm(bareWorld(sized(64, 64)), nil)
		ada, bob := seated(r, keyed("ada")), seated(r, keyed("bob"))
		r.reign(1000)
		r.dismiss(1234, op, ada.seat)
		r.world.Stir(61_000, bob.Walker())
		r.reign(61_233)
		if got := r.charter.Crown.Name; got != "ada" {
			t.Errorf("before the grace is over %q wears it", got)
		}
		r.reign(61_234)
		if got := r.charter.Crown; got != (Subject{Account: "key of bob", Name: "bob"}) {
			t.Errorf("after the grace %+v wears it", got)
		}
		r.publish()
		if said := lines(bob, Crowned); len(said) != 1 || said[0].Name != "bob" || said[0].Text != "ada did not come back" {
			t.Errorf("everybody is told %+v", said)
		}
		if n, ok := toldOf(bob, CrownedYou); !ok || n.Text != "ada did not come back" || n.At != 61_000 {
			t.Errorf("bob is told %+v, %v", n, ok)
		}
	}
}

// The first in line is who is there longest of those with a key who are there: a
// drop within the wait is no gap.
func TestLineOfSuccession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		come := func(j Join) *Client {
			time.Sleep(time.Second)
			return enters(t, r, j)
		}
		guest := come(Join{Name: "guest", Frames: true})
		ada, away, gone := come(keyed("ada")), come(keyed("away")), come(keyed("gone"))
		bob, cyd := come(keyed("bob")), come(keyed("cyd"))
		bob.Drop()
		gone.Leave()
		come(keyed("gone"))
		bob = come(keyed("bob"))
		away.Drop()
		for i, c := range []*Client{ada, bob, cyd} {
			if got, want := crowned(t, guest), []string{"ada", "bob", "cyd"}[i]; got != want {
				t.Errorf("%q wears it, want %q", got, want)
			}
			c.Leave()
			time.Sleep(50 * time.Second)
			if away != nil { // they wait for less than a minute each time
				enters(t, r, keyed("away")).Drop()
			}
			time.Sleep(10 * time.Second)
		}
		if got := crowned(t, guest); got != "gone" {
			t.Errorf("at last %q wears it", got)
		}
		if m, _ := guest.Frame().Player(guest.Walker()); !m.Guest || m.Crown || m.Since != 1000 {
			t.Errorf("the guest is %+v", m)
		}
	})
}

// Who is alone with an absent crown gets it only when they may, and at once then.
func TestCrownWaitsForAnHeir(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		defer start(t, r)()
		guest := enters(t, r, Join{Name: "guest", Frames: true})
		if got := crowned(t, guest); got != "ada" {
			t.Errorf("before the founder has entered %q wears it", got)
		}
		ada := enters(t, r, keyed("ada"))
		ada.Leave()
		time.Sleep(time.Hour)
		if got := crowned(t, guest); got != "ada" {
			t.Errorf("with a guest alone %q wears it", got)
		}
		enters(t, r, keyed("ada")).Leave() // back first: the grace counts anew
		time.Sleep(30 * time.Second)
		bob := enters(t, r, keyed("bob"))
		if got := crowned(t, guest); got != "ada" {
			t.Errorf("within the grace %q wears it", got)
		}
		bob.Leave()
		time.Sleep(time.Minute)
		bob = enters(t, r, keyed("bob"))
		if got := crowned(t, guest); got != "bob" {
			t.Errorf("with an heir %q wears it", got)
		}
		if _, ok := toldOf(bob, CrownedYou); !ok {
			t.Error("bob is not told")
		}
	})
}

// After 10 minutes without a key the crown passes to who is awake, if anybody is.
func TestCrownWithoutAKey(t *testing.T) {
	r := realm(bareWorld(sized(64, 64)), nil)
	ada, bob, cyd := seated(r, keyed("ada")), seated(r, keyed("bob")), seated(r, keyed("cyd"))
	const ten = 600_000
	stirs := func(at Stamp, c *Client) { r.world.Stir(at, c.Walker()) }
	at := func(now Stamp, want string) {
		t.Helper()
		r.world.Advance(now)
		r.reign(now)
		if got := r.charter.Crown.Name; got != want {
			t.Errorf("at %d %q wears it, want %q", now, got, want)
		}
	}
	stirs(5000, ada)
	stirs(300_000, cyd)
	at(ten+4999, "ada")
	at(ten+5000, "cyd") // bob is there longer, but has pressed no key either
	if n, ok := toldOf(cyd, CrownedYou); !ok || n.Text != "ada pressed no key for long" {
		t.Errorf("cyd is told %+v, %v", n, ok)
	}
	at(300_000+ten, "cyd") // all are keyless
	stirs(2*ten, bob)
	at(2*ten, "bob")
	stirs(2*ten+1, cyd)
	bob.Decree(Decree{Kind: Open}) // refused, but a sign of life
	r.apply(3*ten-1, <-r.mailbox)
	at(3*ten, "bob")
}

// A fall is no key: who was idle before it is idle after it, though their client
// came again by itself.
func TestFallIsNoKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), nil)
		stop := start(t, r)
		enters(t, r, keyed("ada"))
		enters(t, r, keyed("bob")).Drop()
		time.Sleep(9 * time.Minute)
		stop()
		next := realmOf(mustRestore(t, r.world.Snapshot()), r.charter)
		defer start(t, next)()
		ada, bob := enters(t, next, keyed("ada")), enters(t, next, keyed("bob"))
		if m, ok := markOf(bob, ada.Walker()); !ok || m.Away || !m.Dozing {
			t.Errorf("after the fall the idle one is %+v", m)
		}
		time.Sleep(58 * time.Second)
		if got := crowned(t, bob); got != "ada" {
			t.Errorf("before 10 minutes %q wears it", got)
		}
		time.Sleep(2 * time.Second)
		if got := crowned(t, bob); got != "bob" {
			t.Errorf("after 10 minutes %q wears it", got)
		}
		ada.Step(Left)
		if m, _ := markOf(bob, ada.Walker()); m.Dozing {
			t.Error("who presses a key dozes")
		}
	})
}
