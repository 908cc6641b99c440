package game

import (
	"fmt"
	"strings"
	"testing"
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
