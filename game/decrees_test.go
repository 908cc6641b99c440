package game

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// courtRoom is a room that is not started: ada wears the crown, bob and cyd have keys,
// cyd is away, dan looks after the server, a guest plays and eve looks on.
type courtRoom struct {
	*Room
	clients map[string]*Client
}

func courtOf(edit func(*Charter)) *courtRoom {
	r := &courtRoom{realm(bareWorld(sized(64, 64)), edit), map[string]*Client{}}
	for _, j := range []Join{
		keyed("ada"), keyed("Bob"), keyed("cyd"),
		{Name: "dan", Account: "key of dan", Admin: true, Frames: true},
		{Name: "guest", Source: "192.0.2.0/24", Frames: true},
		{Name: "stray", Frames: true}, // a guest from nowhere
		{Name: "eve", Account: "key of eve", Watch: true, Frames: true},
	} {
		r.clients[j.Name] = seated(r.Room, j)
	}
	r.dismiss(0, OpAway, r.clients["cyd"].seat)
	return r
}

// does has somebody decree something and is what they are told of it.
func (r *courtRoom) does(t *testing.T, who string, d Decree) Notice {
	t.Helper()
	c := r.clients[who]
	for {
		if _, ok := c.Notice(); !ok {
			break
		}
	}
	r.talk.tongues, r.talk.wide = nil, 0 // as if time had passed
	c.Decree(d)
	r.apply(1000, <-r.mailbox)
	r.reign(1000)
	r.publish()
	for {
		n, ok := c.Notice()
		if !ok {
			t.Fatalf("%s is told nothing of %+v", who, d)
		}
		if n.Kind == Decreed || n.Kind == Refuted {
			return n
		}
	}
}

// done checks that a decree is done, and told to who decreed.
func (r *courtRoom) done(t *testing.T, who string, d Decree) {
	t.Helper()
	if n := r.does(t, who, d); n.Kind != Decreed || n.Decree != d.Kind || n.Name != d.Name || n.Text != d.Text {
		t.Errorf("%s decrees %+v and is told %+v", who, d, n)
	}
}

// refused checks that a decree is refused, why, and that it changes nothing.
func (r *courtRoom) refused(t *testing.T, why Denial, who string, d Decree) {
	t.Helper()
	before, players := r.charter, r.world.Players()
	n := r.does(t, who, d)
	if n.Kind != Refuted || n.Decree != d.Kind || n.Denial != why {
		t.Errorf("%s decrees %+v and is told %+v, want denial %d", who, d, n, why)
	}
	if r.charter != before || r.world.Players() != players {
		t.Errorf("%s was refused %+v, but the world is another", who, d)
	}
}

// last is the newest line that everybody sees.
func (r *courtRoom) last() (l Line) {
	if talk := r.framer.newest.Talk; len(talk) > 0 {
		l = talk[len(talk)-1]
	}
	return l
}

func subjects(n int) (s []Subject) {
	for i := range n {
		s = append(s, Subject{Account: fmt.Sprint("key ", i), Name: fmt.Sprint("p", i)})
	}
	return s
}

// Nobody but who wears the crown, and admins, decrees anything.
func TestDecreesAreTheCrowns(t *testing.T) {
	for kind := range DecreeKind(decrees) {
		r := courtOf(nil)
		d := Decree{Kind: kind, Name: "cyd", Text: "tea"}
		for _, who := range []string{"Bob", "guest", "stray", "eve"} {
			r.refused(t, NoCrown, who, d)
		}
	}
	r := courtOf(nil)
	r.refused(t, Unfit, "ada", Decree{Kind: decrees})
	r.done(t, "dan", Decree{Kind: Post, Text: "tea"})
	r.done(t, "ada", Decree{Kind: HandOver, Name: "Bob"})
	r.refused(t, NoCrown, "ada", Decree{Kind: Post, Text: "coffee"})
	r.done(t, "Bob", Decree{Kind: Post, Text: "coffee"})
}

// Who was sent away, or has left, decrees nothing any more.
func TestDecreesOfWhoIsGone(t *testing.T) {
	r := courtOf(nil)
	ada, eve := r.clients["ada"], r.clients["eve"]
	r.dismiss(0, OpLeave, ada.seat)
	r.dismiss(0, OpLeave, eve.seat)
	for _, c := range []*Client{ada, eve} {
		c.Decree(Decree{Kind: Post, Text: "tea"})
		r.apply(1000, <-r.mailbox)
		if n, ok := toldOf(c, Refuted); ok || r.charter.Motd != "" {
			t.Errorf("told %+v, the message is %q", n, r.charter.Motd)
		}
	}
}

// Texts and names from outside are bounded, and so are the lists.
func TestDecreesAreBounded(t *testing.T) {
	r := courtOf(nil)
	long := strings.Repeat("x", 5000)
	r.refused(t, Unfit, "ada", Decree{Kind: Post, Text: long})
	r.refused(t, Unfit, "ada", Decree{Kind: Post, Text: "\x1b[2J"})
	r.refused(t, Unfit, "ada", Decree{Kind: SetBots, Text: long})
	r.refused(t, Unfit, "ada", Decree{Kind: Invite, Name: long, Account: "key"})
	r.refused(t, Unfit, "ada", Decree{Kind: Invite, Name: "x", Account: long})
	if n := r.does(t, "ada", Decree{Kind: Kick, Name: long}); n.Name != "" {
		t.Errorf("a name of %d bytes comes back", len(n.Name))
	}
	full := courtOf(func(c *Charter) { c.Invited, c.Banned = subjects(mostListed), subjects(mostListed) })
	full.refused(t, TooMany, "ada", Decree{Kind: Invite, Name: "x", Account: "key of x"})
	full.refused(t, TooMany, "ada", Decree{Kind: Outlaw, Name: "x", Account: "key of x"})
	full.refused(t, TooMany, "ada", Decree{Kind: Close})
	full.done(t, "ada", Decree{Kind: Pardon, Name: "p7"})
	full.done(t, "ada", Decree{Kind: Outlaw, Name: "x", Account: "key of x"})
	if n := len(full.charter.Banned); n != mostListed || full.charter.Banned[n-1].Name != "x" {
		t.Errorf("%d are banned", n)
	}
}

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
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "cyd"}) // who is away
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "eve", Account: "key of eve"})
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "fern", Account: "key of fern"}) // who is not there
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "guest"})
	r.refused(t, Needless, "ada", Decree{Kind: Outlaw, Name: "fern", Account: "key of fern"})
	for _, c := range []*Client{eve, looker, r.clients["guest"]} {
		if c.Why() == nil {
			t.Errorf("%s is not over", c.seat.who.Name)
		}
	}
	if friend.Why() != nil || r.clients["stray"].Why() != nil {
		t.Error("another guest is over")
	}
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

func TestHandOver(t *testing.T) {
	r := courtOf(nil)
	r.refused(t, NoSubject, "ada", Decree{Kind: HandOver, Name: "nobody"})
	r.refused(t, NoSubject, "ada", Decree{Kind: HandOver, Name: "cyd"}) // away
	r.refused(t, NoSubject, "ada", Decree{Kind: HandOver, Name: "eve"}) // looks on
	r.refused(t, Keyless, "ada", Decree{Kind: HandOver, Name: "guest"})
	r.refused(t, Needless, "ada", Decree{Kind: HandOver, Name: "ada"})
	r.done(t, "ada", Decree{Kind: HandOver, Name: "bob"})
	if got := r.charter.Crown; got != (Subject{Account: "key of Bob", Name: "Bob"}) {
		t.Errorf("%+v wears it", got)
	}
	if n, ok := toldOf(r.clients["Bob"], CrownedYou); !ok || n.Text != "ada handed it over" {
		t.Errorf("bob is told %+v, %v", n, ok)
	}
	if l := r.last(); l.Kind != Crowned || l.Name != "Bob" || l.Text != "ada handed it over" {
		t.Errorf("everybody is told %+v", l)
	}
	for _, p := range r.framer.newest.Players {
		if p.Crown != (p.Name == "Bob") {
			t.Errorf("%s is marked %v", p.Name, p.Crown)
		}
	}
	r.done(t, "dan", Decree{Kind: HandOver, Name: "ada"})
	if l := r.last(); l.Name != "ada" || l.Text != "an admin (dan) handed it over" {
		t.Errorf("everybody is told %+v", l)
	}
}

func TestAbdicate(t *testing.T) {
	r := courtOf(nil)
	r.done(t, "ada", Decree{Kind: Abdicate})
	if l := r.last(); l.Kind != Crowned || l.Name != "Bob" || l.Text != "ada laid it down" {
		t.Errorf("everybody is told %+v", l)
	}
	r.refused(t, NoCrown, "ada", Decree{Kind: Abdicate})
	for _, name := range []string{"ada", "cyd"} {
		r.done(t, "Bob", Decree{Kind: Kick, Name: name})
	}
	r.done(t, "Bob", Decree{Kind: Abdicate}) // only dan is left
	r.done(t, "dan", Decree{Kind: Kick, Name: "bob"})
	r.done(t, "dan", Decree{Kind: Abdicate})
	if l := r.last(); l.Kind != Uncrowned || l.Name != "dan" || r.charter.Crown != (Subject{}) {
		t.Errorf("everybody is told %+v, %+v wears it", l, r.charter.Crown)
	}
	r.refused(t, Needless, "dan", Decree{Kind: Abdicate})
	r.done(t, "dan", Decree{Kind: Post, Text: "who wants it?"})
}

func TestMessageOfTheDayAndBots(t *testing.T) {
	r := courtOf(nil)
	r.done(t, "ada", Decree{Kind: Post, Text: "tea at five"})
	if l, c := r.last(), r.framer.newest.Charter; l.Kind != Posted || l.Name != "ada" || l.Text != "tea at five" || c.Motd != "tea at five" {
		t.Errorf("everybody is told %+v, the message is %q", l, c.Motd)
	}
	r.refused(t, Needless, "ada", Decree{Kind: Post, Text: "tea at five"})
	r.done(t, "ada", Decree{Kind: Post})
	if r.framer.newest.Charter.Motd != "" {
		t.Error("the message is still there")
	}
	r.refused(t, Needless, "ada", Decree{Kind: SetBots, Text: NewCharter("").Bots})
	r.done(t, "ada", Decree{Kind: SetBots, Text: "hunt=3"})
	if got := <-r.home.specs; got != "hunt=3" || r.framer.newest.Charter.Bots != "hunt=3" {
		t.Errorf("the herd hears %q", got)
	}
}

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

// What a frame once showed of a charter does not change.
func TestChartersDoNotChange(t *testing.T) {
	r := courtOf(func(c *Charter) {
		c.Invited, c.Banned = subjects(3), subjects(3)
		c.Invited, c.Banned = c.Invited[:2], c.Banned[:2]
	})
	first := r.charter
	r.done(t, "ada", Decree{Kind: Outlaw, Name: "x", Account: "key of x"})
	second := r.charter
	r.done(t, "ada", Decree{Kind: Pardon, Name: "p0"})
	r.done(t, "ada", Decree{Kind: Invite, Name: "y", Account: "key of y"})
	r.done(t, "ada", Decree{Kind: Disinvite, Name: "p0"})
	if len(first.Banned) != 2 || len(first.Invited) != 2 || first.Banned[:3][2].Name != "p2" || first.Invited[:3][2].Name != "p2" {
		t.Errorf("the first is now %+v", first)
	}
	if len(second.Banned) != 3 || second.Banned[0].Name != "p0" || second.Banned[2].Name != "x" {
		t.Errorf("the second is now %+v", second)
	}
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
