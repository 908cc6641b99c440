package game

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// spoken are the notices that wait for a client and are about what is said.
func spoken(c *Client) (notices []Notice) {
	for {
		n, ok := c.Notice()
		if !ok {
			return notices
		}
		switch n.Kind {
		case Whispered, Whispering, Unheard, Watched:
			notices = append(notices, n)
		}
	}
}

// says has a client say something and waits for the next frame.
func says(t *testing.T, c *Client, s Speech) {
	t.Helper()
	if !c.Speak(s) {
		t.Fatal("the mailbox is full")
	}
	time.Sleep(time.Second / testFPS)
	settle()
}

// newest is the newest line that a client's frame shows.
func newest(c *Client) Line {
	if talk := c.Frame().Talk; len(talk) > 0 {
		return talk[len(talk)-1]
	}
	return Line{}
}

// What is said everybody sees in the next frame, though nothing else happens.
func TestTalk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		eve := enters(t, r, Join{Name: "eve", Watch: true, Frames: true})
		clients := []*Client{ada, bob, eve}
		time.Sleep(5 * time.Second)
		settle()
		for _, c := range clients {
			woken(c)
		}
		says(t, ada, Speech{Text: "hello"})
		for i, c := range clients {
			if l := newest(c); !woken(c) || l.Kind != Talked || l.Name != "ada" || l.Text != "hello" || l.Number != 1 || l.Voice == 0 || l.At < 5000 {
				t.Errorf("client %d sees %+v", i, l)
			}
		}
		voice := newest(bob).Voice
		says(t, ada, Speech{Kind: Emote, Text: "waves"})
		if l := newest(bob); l.Kind != Emoted || l.Text != "waves" || l.Number != 2 || l.Voice != voice {
			t.Errorf("then they see %+v", l)
		}
		says(t, bob, Speech{Text: "hello"})
		if l := newest(ada); l.Name != "bob" || l.Voice == voice || l.Voice == 0 {
			t.Errorf("then they see %+v", l)
		}
	})
}

// Who speaks is awake.
func TestSpeakingWakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		ada := enters(t, r, keyed("ada"))
		time.Sleep(70 * time.Second)
		if m, _ := markOf(ada, ada.Walker()); !m.Dozing {
			t.Fatal("ada is awake")
		}
		says(t, ada, Speech{Text: "hm"})
		if m, _ := markOf(ada, ada.Walker()); m.Dozing {
			t.Error("ada dozes")
		}
	})
}

// A frame shows the 32 newest lines, and those before keep theirs.
func TestTalkIsBounded(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	var frames []*Frame
	for range 80 {
		r.announce(Line{Kind: Posted, Text: "news"})
		r.publish()
		frames = append(frames, r.frame.Load())
	}
	for i, f := range frames {
		if n := len(f.Talk); n != min(i+1, mostLines) || f.TalkSince != f.Number {
			t.Fatalf("frame %d has %d lines, since %d", i, n, f.TalkSince)
		}
		for k, l := range f.Talk {
			if want := uint64(i + 1 - len(f.Talk) + k + 1); l.Number != want {
				t.Fatalf("frame %d: line %d has number %d, not %d", i, k, l.Number, want)
			}
		}
	}
}

// Three lines at once, and then one a second; who comes again has no more.
func TestTalkingTooFast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		bob := enters(t, r, keyed("bob"))
		floods := func(n int) (refused int) {
			t.Helper()
			ada := enters(t, r, keyed("ada"))
			defer ada.Leave()
			for i := range n {
				s := Speech{Text: "again"}
				if i%2 == 1 { // whispers count too
					s = Speech{Kind: Whisper, To: "bob", Text: "psst"}
				}
				ada.Speak(s)
			}
			settle()
			for _, told := range spoken(ada) {
				if told.Kind == Unheard && told.Denial == TooFast {
					refused++
				}
			}
			return refused
		}
		if got := floods(10); got != 7 {
			t.Errorf("%d of 10 were refused", got)
		}
		settle()
		if got := floods(3); got != 3 {
			t.Errorf("after leaving and entering %d of 3 were refused", got)
		}
		time.Sleep(1100 * time.Millisecond)
		if got := floods(3); got != 2 {
			t.Errorf("a second later %d of 3 were refused", got)
		}
		time.Sleep(3100 * time.Millisecond)
		if got := floods(3); got != 0 {
			t.Errorf("much later %d of 3 were refused", got)
		}
		says(t, bob, Speech{Text: "you talk a lot"})
		if told := spoken(bob); len(told) == 0 || told[len(told)-1].Kind == Unheard || newest(bob).Name != "bob" {
			t.Errorf("bob was told %+v", told)
		}
	})
}

// All together say ten lines a second, and what is remembered of them is little.
func TestTalkingTooMuchTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		var crowd []*Client
		for range 40 {
			crowd = append(crowd, enters(t, r, Join{Name: "moss"}))
		}
		for range 3 {
			for _, c := range crowd {
				c.Speak(Speech{Text: "hello"})
			}
		}
		settle()
		busy := 0
		for _, c := range crowd {
			for _, n := range spoken(c) {
				if n.Denial != TooBusy {
					t.Errorf("somebody is told %+v", n)
				}
				busy++
			}
		}
		if busy != 110 {
			t.Errorf("%d of 120 were refused", busy)
		}
		for i := range 200 { // others all the time
			time.Sleep(100 * time.Millisecond)
			c := enters(t, r, Join{Name: "fern", Visit: uint64(i + 1)})
			for range 4 {
				c.Speak(Speech{Text: "hello"})
			}
			c.Leave()
		}
		settle()
		stop()
		if n := len(r.talk.tongues); n > 40 || r.talk.last > 10+210 {
			t.Errorf("%d tongues, %d lines in 20 s", n, r.talk.last)
		}
	})
}

// A whisper is heard by one, however their name is written, and nobody else.
func TestWhispers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		ada, bob, cyd := enters(t, r, keyed("ada")), enters(t, r, keyed("Bob")), enters(t, r, keyed("cyd"))
		says(t, ada, Speech{Text: "hello"})
		voice := newest(bob).Voice
		says(t, ada, Speech{Kind: Whisper, To: "bOB", Text: "psst"})
		if got := spoken(bob); len(got) != 1 || got[0].Kind != Whispered || got[0].Name != "ada" || got[0].Text != "psst" || got[0].Voice != voice {
			t.Errorf("Bob hears %+v", got)
		}
		if got := spoken(ada); len(got) != 1 || got[0].Kind != Whispering || got[0].Name != "Bob" || got[0].Text != "psst" {
			t.Errorf("ada is told %+v", got)
		}
		if got := spoken(cyd); len(got) != 0 || newest(cyd).Text != "hello" {
			t.Errorf("cyd hears %+v and sees %+v", got, newest(cyd))
		}
		bob.Drop() // their walker stays
		for to, want := range map[string]Denial{"eve": NoSubject, "ADA": Needless, "": NoSubject, "bob": NoSubject} {
			time.Sleep(time.Minute / 20)
			says(t, ada, Speech{Kind: Whisper, To: to, Text: "psst"})
			if got := spoken(ada); len(got) != 1 || got[0].Kind != Unheard || got[0].Denial != want || got[0].Name != to {
				t.Errorf("to %q: %+v", to, got)
			}
		}
		enters(t, r, keyed("bob~2"))
		enters(t, r, keyed("bob")) // beside Bob: a name as it is written comes first
		says(t, cyd, Speech{Kind: Whisper, To: "bob", Text: "psst"})
		if got := spoken(cyd); len(got) != 1 || got[0].Name != "bob" {
			t.Errorf("cyd is told %+v", got)
		}
	})
}

// A voice stays whatever somebody is called and wherever they are, and says
// nothing of who it is.
func TestVoices(t *testing.T) {
	r, other := newTestRoom(bareWorld(sized(64, 64)), testFPS), newRoom("other", bareWorld(sized(64, 64)), testFPS, new(counters), nil)
	at := Stamp(0)
	voice := func(r *Room, c *Client) uint64 {
		at += 10_000
		c.Speak(Speech{Text: "hello"})
		r.apply(at, <-r.mailbox)
		r.publish()
		return newest(c).Voice
	}
	ada := seated(r, keyed("ada"))
	first := voice(r, ada)
	ada.Dress("fern", Look{})
	r.apply(at, <-r.mailbox)
	if voice(r, ada) != first || newest(ada).Name != "fern" {
		t.Error("another name is another voice")
	}
	if voice(other, seated(other, keyed("ada"))) != first {
		t.Error("another world is another voice")
	}
	seen := map[uint64]bool{first: true}
	for _, r := range []*Room{r, other} {
		for _, j := range []Join{{Name: "ada"}, {Name: "ada"}, keyed("bob " + r.name), {Name: "bob", Visit: uint64(len(r.name))}} {
			v := voice(r, seated(r, j))
			if v == 0 || seen[v] {
				t.Errorf("%+v in %s has the voice %d", j, r.name, v)
			}
			seen[v] = true
		}
	}
	if guest := (Join{Name: "bob", Visit: 77}); voice(r, seated(r, guest)) != voice(other, seated(other, guest)) {
		t.Error("a guest's voice is another in another world")
	}
}

// What nobody may say is refused, and so is who only looks on; who is over says
// nothing.
func TestUnfitSpeech(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	ada := seated(r, keyed("ada"))
	for i, text := range []string{"", "a\x1b[2Jb", "a\nb", "\xff", "\u009b2J", strings.Repeat("x", mostText+1)} {
		for kind := Talk; kind <= Whisper; kind++ {
			ada.Speak(Speech{Kind: kind, To: "ada", Text: text})
			r.apply(Stamp(30_000*i+10_000*int(kind)), <-r.mailbox)
			if got := spoken(ada); len(got) != 1 || got[0].Denial != Unfit {
				t.Errorf("%.20q: %+v", text, got)
			}
		}
	}
	eve := seated(r, Join{Name: "eve", Watch: true, Frames: true})
	eve.Speak(Speech{Text: "hello"})
	r.apply(0, <-r.mailbox)
	if got := spoken(eve); len(got) != 1 || got[0].Denial != Walkerless || !woken(eve) {
		t.Errorf("who looks on: %+v", got)
	}
	seated(r, keyed("ada")) // takes over
	ada.Speak(Speech{Text: "hello"})
	r.apply(1e6, <-r.mailbox)
	if r.publish(); len(r.frame.Load().Talk) != 0 || len(spoken(ada)) != 0 {
		t.Errorf("%+v was said", r.frame.Load().Talk)
	}
	long := strings.Repeat("\U0001d400\u0300", MostSaid) // a wide alphabet, with marks
	bob := seated(r, keyed("bob"))
	bob.Speak(Speech{Text: long})
	r.apply(2e6, <-r.mailbox)
	if r.publish(); newest(bob).Text != long {
		t.Errorf("%d bytes of 140 cells were not said", len(long))
	}
}

// What was said outlives a room that falls.
func TestTalkOutlivesAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := quietLobby(t, sized(64, 64), &diary{})
		defer runs(t, l)()
		ada := joins(t, l, keyed("ada"))
		says(t, ada, Speech{Text: "before"})
		before := newest(ada)
		fall(ada)
		ada = joins(t, l, keyed("ada"))
		if newest(ada) != before {
			t.Errorf("afterwards there is %+v", newest(ada))
		}
		says(t, ada, Speech{Text: "after"})
		if talk := ada.Frame().Talk; len(talk) != 2 || talk[1].Text != "after" || talk[1].Number != 2 || talk[1].Voice != before.Voice {
			t.Errorf("then %+v", talk)
		}
	})
}
