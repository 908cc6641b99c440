package game

import (
	"fmt"
	"slices"
	"testing"
)

// lookers are those who look on at the court: reed with a key, sam from somewhere,
// pat who is invited, and dan's colleague, who looks after the server.
func (r *courtRoom) lookers(t *testing.T) {
	t.Helper()
	for _, j := range []Join{
		{Name: "reed", Account: "key of reed"}, {Name: "sam", Source: "198.51.100.0/24"},
		{Name: "pat", Account: "key of pat"}, {Name: "mo", Account: "key of mo", Admin: true},
	} {
		j.Watch, j.Frames = true, true
		r.clients[j.Name] = seated(r.Room, j)
	}
	r.done(t, "ada", Decree{Kind: Invite, Name: "pat", Account: "key of pat"})
}

// ends checks who of some is over, and that they look on no more.
func (r *courtRoom) ends(t *testing.T, why string, names ...string) {
	t.Helper()
	for name, c := range r.clients {
		over := slices.Contains(names, name)
		if got := c.Why(); (got != nil) != over || over && got.Error() != why {
			t.Errorf("%s is over: %v", name, got)
		}
		if over && (c.seat.index >= 0 || slices.Contains(r.viewers, c.seat)) {
			t.Errorf("%s looks on", name)
		}
	}
	for i, v := range r.viewers {
		if v.index != i {
			t.Errorf("viewer %d is noted as %d", i, v.index)
		}
	}
}

// A world that becomes private is shown to nobody any more who would not be let
// in; who plays there stays.
func TestPrivateWorldsAreNotShown(t *testing.T) {
	r := courtOf(nil)
	r.lookers(t)
	r.done(t, "ada", Decree{Kind: Close})
	private := "lab is private: who wears its crown can invite you"
	r.ends(t, private, "eve", "reed", "sam")
	r.done(t, "ada", Decree{Kind: Disinvite, Name: "pat"})
	r.done(t, "ada", Decree{Kind: Disinvite, Name: "Bob"})
	r.ends(t, private, "eve", "reed", "sam", "pat")
}

// An invitation that is taken back in a world for everybody turns nobody out.
func TestDisinvitedFromAnOpenWorld(t *testing.T) {
	r := courtOf(nil)
	r.lookers(t)
	r.done(t, "ada", Decree{Kind: Disinvite, Name: "pat"})
	r.ends(t, "")
}

// Who looks on is kicked by their name, unless a player is called so.
func TestKickWhoLooksOn(t *testing.T) {
	r := courtOf(nil)
	r.lookers(t)
	r.clients["double"] = seated(r.Room, Join{Name: "bob", Account: "key of Bob", Watch: true, Frames: true})
	r.clients["crown"] = seated(r.Room, Join{Name: "ada", Account: "key of ada", Watch: true, Frames: true})
	r.refused(t, Protected, "ada", Decree{Kind: Kick, Name: "mo"})
	r.refused(t, Protected, "ada", Decree{Kind: Kick, Name: "ada"})
	r.done(t, "ada", Decree{Kind: Kick, Name: "REED"})
	if l := r.last(); l.Kind != SentAway || l.Name != "reed" {
		t.Errorf("everybody is told %+v", l)
	}
	r.done(t, "ada", Decree{Kind: Kick, Name: "bob"})
	why := "the crown of lab (ada) sent you away"
	r.ends(t, why, "reed", "Bob")
	r.done(t, "ada", Decree{Kind: Kick, Name: "bob"})
	r.ends(t, why, "reed", "Bob", "double")
	r.refused(t, NoSubject, "ada", Decree{Kind: Kick, Name: "reed"})
}

// Who looks on is banned by their name though nobody knows their key, a guest by
// where they come from.
func TestOutlawWhoLooksOn(t *testing.T) {
	r := courtOf(nil)
	r.lookers(t)
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "mo"})
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "reed"})
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "sam"})
	r.ends(t, "the crown of lab (ada) banned you", "reed", "sam")
	for _, j := range []Join{keyed("reed"), {Name: "sam", Source: "198.51.100.0/24"}} {
		if v := r.bars(&j); v != Barred {
			t.Errorf("%s is answered %d", j.Name, v)
		}
	}
}

// An account that was looked up is meant, not who is called as it was.
func TestAccountsAreMeant(t *testing.T) {
	r := courtOf(nil)
	r.lookers(t)
	for _, name := range []string{"bob", "reed"} {
		r.done(t, "ada", Decree{Kind: Outlaw, Name: name, Account: "key of who was " + name})
	}
	r.ends(t, "")
	r.refused(t, NoSubject, "ada", Decree{Kind: Kick, Name: "bob", Account: "key of who was bob"})
	r.done(t, "ada", Decree{Kind: Kick, Name: "was bob", Account: "key of Bob"})
	r.ends(t, "the crown of lab (ada) sent you away", "Bob")
}

// Who decrees says no more than who talks.
func TestDecreesDoNotFlood(t *testing.T) {
	r := courtOf(nil)
	ada := r.clients["ada"]
	told := map[Denial]int{}
	decree := func(at Stamp) {
		ada.Decree(Decree{Kind: Post, Text: fmt.Sprint("day ", at)})
		r.apply(at, <-r.mailbox)
		for n, more := ada.Notice(); more; n, more = ada.Notice() {
			if n.Kind == Decreed || n.Kind == Refuted {
				told[n.Denial]++
			}
		}
	}
	for i := range Stamp(200) {
		decree(1000 + i)
	}
	if len(r.talk.lines) != 3 || told[NotDenied] != 3 || told[TooFast] != 197 {
		t.Errorf("%d lines, told %v", len(r.talk.lines), told)
	}
	decree(10_000)
	if l := r.talk.lines; l[len(l)-1].Text != "day 10000" {
		t.Errorf("later it says %+v", l)
	}
}

// Who lays the crown down does not wear it again since nobody else is awake.
func TestAbdicationAmongSleepers(t *testing.T) {
	r := realm(bareWorld(sized(64, 64)), nil)
	ada := seated(r, keyed("ada"))
	seated(r, keyed("bob"))
	now := stamp(r.world.cfg.Keyless) + 1000
	ada.Decree(Decree{Kind: Abdicate})
	r.apply(now, <-r.mailbox)
	for range 3 {
		r.reign(now)
	}
	if got := r.charter.Crown; got != (Subject{}) {
		t.Errorf("%+v wears it", got)
	}
}
