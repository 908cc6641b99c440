package game

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestKick(t *testing.T) {
	r := courtOf(nil)
	r.refused(t, NoSubject, "ada", Decree{Kind: Kick, Name: "nobody"})
	r.refused(t, Protected, "ada", Decree{Kind: Kick, Name: "dan"})
	r.refused(t, Protected, "ada", Decree{Kind: Kick, Name: "ADA"})
	r.refused(t, Protected, "dan", Decree{Kind: Kick, Name: "dan"})
	for _, c := range []struct{ by, who, why string }{
		{"ada", "bob", "the crown of lab (ada) sent you away"},
		{"ada", "guest", "the crown of lab (ada) sent you away"},
		{"dan", "ada", "an admin (dan) sent you away from lab"},
	} {
		who := r.world.called(c.who)
		at, id := r.seatOf(who), r.world.walkers[who.slot].id
		r.done(t, c.by, Decree{Kind: Kick, Name: c.who})
		var denial Denied
		if err := at.client.Why(); !errors.As(err, &denial) || err.Error() != c.why {
			t.Errorf("%s is over: %v", c.who, err)
		}
		if r.world.find(id) != nil || r.world.called(c.who) != nil || r.seats[id.Slot()] != nil || at.index >= 0 {
			t.Errorf("%s is still there", c.who)
		}
		if !slices.ContainsFunc(r.talk.lines, func(l Line) bool { return l.Kind == SentAway && strings.EqualFold(l.Name, c.who) }) {
			t.Errorf("nobody is told that %s was sent away", c.who)
		}
	}
	r.done(t, "dan", Decree{Kind: Kick, Name: "cyd"}) // who is away
	if r.world.called("cyd") != nil {
		t.Error("who is away is still there")
	}
	bob := seated(r.Room, keyed("Bob"))
	if v := bob.Entered.Verdict; v != Done {
		t.Errorf("a kick keeps out: %d", v)
	}
	r.clients["Bob"].Leave() // as who is over does
	r.apply(1000, <-r.mailbox)
	bob.Step(Up)
	r.apply(2000, <-r.mailbox)
	if e := bob.Echo(); e.Seq != 1 || e.Verdict == Gone || bob.Why() != nil {
		t.Errorf("back after a kick, a step is %+v: %v", e, bob.Why())
	}
}

func TestOutlaw(t *testing.T) {
	r := courtOf(nil)
	eve, friend := r.clients["eve"], seated(r.Room, Join{Name: "friend", Source: "192.0.2.0/24", Frames: true})
	looker := seated(r.Room, Join{Name: "looker", Source: "192.0.2.0/24", Watch: true, Frames: true})
	r.refused(t, NoSubject, "ada", Decree{Kind: Outlaw, Name: "nobody"})
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "dan"})
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "ada"})
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "other", Account: "key of ada"})
	r.refused(t, Protected, "dan", Decree{Kind: Outlaw, Name: "ada"})
	r.refused(t, Keyless, "ada", Decree{Kind: Outlaw, Name: "stray"})

	r.done(t, "ada", Decree{Kind: Outlaw, Name: "bob"})
	if err := r.clients["Bob"].Why(); err == nil || err.Error() != "the crown of lab (ada) banned you" {
		t.Errorf("bob is over: %v", err)
	}
	if l := r.last(); l.Kind != Outlawed || l.Name != "Bob" {
		t.Errorf("everybody is told %+v", l)
	}
	r.outlaws(t)
	r.refused(t, Needless, "ada", Decree{Kind: Outlaw, Name: "fern", Account: "key of fern"})
	for _, c := range []*Client{eve, looker, r.clients["guest"]} {
		if c.Why() == nil {
			t.Errorf("%s is not over", c.seat.who.Name)
		}
	}
	if friend.Why() != nil || r.clients["stray"].Why() != nil {
		t.Error("another guest is over")
	}
}

// outlaws bans more than are there: who is away, and who was never there.
func (r *courtRoom) outlaws(t *testing.T) {
	t.Helper()
	for _, d := range []Decree{{Name: "cyd"}, {Name: "eve", Account: "key of eve"}, {Name: "fern", Account: "key of fern"}, {Name: "guest"}} {
		d.Kind = Outlaw
		r.done(t, "ada", d)
	}
}

// Who is banned is kept out under every name and from every place, until they are
// pardoned.
func TestOutlawsAreKeptOut(t *testing.T) {
	r := courtOf(nil)
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "bob"})
	r.outlaws(t)
	for _, c := range []struct {
		j    Join
		want Verdict
	}{
		{keyed("Bob"), Barred},
		{Join{Name: "other", Account: "key of Bob"}, Barred},
		{keyed("cyd"), Barred},
		{keyed("fern"), Barred},
		{Join{Name: "eve", Account: "key of eve", Watch: true}, Barred},
		{Join{Name: "guest~2", Source: "192.0.2.0/24"}, Barred},
		{Join{Name: "looker", Source: "192.0.2.0/24", Watch: true}, Barred},
		{Join{Name: "lyn", Source: "198.51.100.0/24"}, Done},
		{Join{Name: "mo"}, Done},
		{Join{Name: "pat", Account: "key of pat", Source: "192.0.2.0/24"}, Done},
		{Join{Name: "Bob", Account: "key of Bob", Admin: true}, Done},
		{Join{Source: "192.0.2.0/24", Batches: 1}, Done},
	} {
		if got := r.charter.bars(&c.j); got != c.want {
			t.Errorf("%+v is answered %d, want %d", c.j, got, c.want)
		}
	}
	r.refused(t, NoSubject, "ada", Decree{Kind: Pardon, Name: "nobody"})
	for _, name := range []string{"BOB", "guest"} {
		r.done(t, "ada", Decree{Kind: Pardon, Name: name})
	}
	for _, j := range []Join{keyed("Bob"), {Name: "guest", Source: "192.0.2.0/24"}} {
		if got := r.charter.bars(&j); got != Done {
			t.Errorf("%s is pardoned and answered %d", j.Name, got)
		}
	}
}

// Who founded a world, or wears its crown, is never kept out of it.
func TestNeverKeptOut(t *testing.T) {
	r := courtOf(func(c *Charter) { c.Founder = "key of Bob" })
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "bob"})
	r.refused(t, Protected, "ada", Decree{Kind: Outlaw, Name: "was bob", Account: "key of Bob"})
	r.refused(t, Protected, "dan", Decree{Kind: Outlaw, Name: "ada"})
	r.done(t, "ada", Decree{Kind: Kick, Name: "bob"})
	for _, j := range []Join{keyed("Bob"), keyed("ada")} {
		c := Charter{Founder: "key of Bob", Crown: Subject{Account: "key of ada"}, Private: true, Banned: []Subject{{Account: j.Account}}}
		if v := c.bars(&j); v != Done {
			t.Errorf("%s is answered %d", j.Name, v)
		}
	}
	nameless := []Subject{{Name: "x"}}
	c := Charter{Private: true, Invited: nameless}
	if v := c.bars(&Join{Name: "guest"}); v != Uninvited {
		t.Errorf("a guest is taken for a founder without account, or for who is invited: %d", v)
	}
	c = Charter{Banned: nameless}
	if v := c.bars(&Join{Name: "guest"}); v != Done {
		t.Errorf("a guest from nowhere is banned: %d", v)
	}
}

// Who is kept out is told so in words.
func TestKeptOutInWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := realm(bareWorld(sized(64, 64)), func(c *Charter) {
			c.Private, c.Banned = true, []Subject{{Account: "key of bob"}}
		})
		defer start(t, r)()
		for _, watch := range []bool{false, true} {
			for name, want := range map[string]string{
				"bob": "you are banned from lab for as long as that world lasts",
				"cyd": "lab is private: who wears its crown can invite you",
			} {
				j := keyed(name)
				j.Watch = watch
				var denial Denied
				if _, err := r.enter(t.Context(), j); !errors.As(err, &denial) || err.Error() != want {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	})
}

// Who is kept out does not wake a world that sleeps.
func TestKeptOutOfASleepingWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(64, 64))
		defer stop()
		c := NewCharter("lab")
		c.Width, c.Height, c.Bots, c.Private = 64, 64, "0", true
		c.Founder, c.Crown.Name = "key of ada", "ada"
		c.Banned, c.Invited = []Subject{{Account: "key of bob", Name: "bob"}}, []Subject{{Account: "key of dan", Name: "dan"}}
		if err := l.Found(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		asleep := func() bool { return l.List()[1].Asleep }
		time.Sleep(11 * time.Minute)
		if !asleep() {
			t.Fatal("it does not sleep")
		}
		for name, want := range map[string]string{
			"bob": "you are banned from lab for as long as that world lasts",
			"cyd": "lab is private: who wears its crown can invite you",
		} {
			if _, err := l.Enter(t.Context(), "lab", keyed(name)); err == nil || err.Error() != want || !asleep() {
				t.Errorf("%s: %v, asleep: %v", name, err, asleep())
			}
		}
		dan, err := l.Enter(t.Context(), "lab", keyed("dan"))
		if err != nil || asleep() {
			t.Fatalf("dan: %v, asleep: %v", err, asleep())
		}
		time.Sleep(59 * time.Second)
		if got := crowned(t, dan); got != "ada" {
			t.Errorf("within the grace after waking %q wears it", got)
		}
		time.Sleep(time.Second)
		if got := crowned(t, dan); got != "dan" {
			t.Errorf("after the grace %q wears it", got)
		}
	})
}
