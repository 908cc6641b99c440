package game

import (
	"slices"
	"testing"
)

func TestPrivateWorlds(t *testing.T) {
	r := courtOf(nil)
	comes := func(j Join, want Verdict) {
		t.Helper()
		for _, j.Watch = range []bool{false, true} {
			if got := r.bars(&j); got != want {
				t.Errorf("%+v is answered %d, want %d", j, got, want)
			}
		}
	}
	r.refused(t, Needless, "ada", Decree{Kind: Open})
	r.done(t, "ada", Decree{Kind: Close})
	r.refused(t, Needless, "ada", Decree{Kind: Close})
	for name, c := range r.clients {
		if why := c.Why(); (why != nil) != (name == "eve") { // who only looks on
			t.Errorf("%s is over: %v", name, why)
		}
	}
	var invited []string
	for _, s := range r.charter.Invited {
		invited = append(invited, s.Name)
	}
	if !slices.Equal(invited, []string{"ada", "Bob", "cyd", "dan"}) {
		t.Errorf("%q are invited", invited)
	}
	comes(keyed("ada"), Done)
	comes(keyed("Bob"), Done)
	comes(keyed("cyd"), Done) // was away
	comes(keyed("fern"), Uninvited)
	comes(Join{Name: "guest", Source: "192.0.2.0/24"}, Uninvited)
	comes(Join{Name: "moss", Account: "key of moss", Admin: true}, Done)
	if v := r.bars(&Join{Batches: 1}); v != Done {
		t.Errorf("a swarm is answered %d", v)
	}

	r.refused(t, Needless, "ada", Decree{Kind: Invite, Name: "bob"})
	r.refused(t, NoSubject, "ada", Decree{Kind: Invite, Name: "fern"}) // nobody knows their key
	r.refused(t, Keyless, "ada", Decree{Kind: Invite, Name: "guest"})
	r.done(t, "ada", Decree{Kind: Invite, Name: "fern", Account: "key of fern"})
	comes(keyed("fern"), Done)
	r.refused(t, NoSubject, "ada", Decree{Kind: Disinvite, Name: "nobody"})
	r.done(t, "ada", Decree{Kind: Disinvite, Name: "BOB"})
	comes(keyed("Bob"), Uninvited)
	if r.clients["Bob"].Why() != nil {
		t.Error("who is there may not stay")
	}
	r.done(t, "ada", Decree{Kind: Invite, Name: "bob"}) // who is there
	comes(keyed("Bob"), Done)
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "bob"}) // invited or not
	comes(keyed("Bob"), Barred)
	r.done(t, "ada", Decree{Kind: Open})
	comes(keyed("moth"), Done)
	comes(keyed("Bob"), Barred)
}
