package game

import (
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

// Whose voice is whose everybody sees, whatever they are called now; of accounts
// also when the room is another.
func TestVoicesOfPlayers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		says(t, bob, Speech{Text: "hello"})
		bob.Dress("cyd", Look{})
		bob.Drop()
		guest := enters(t, r, Join{Name: "dan", Frames: true, Visit: 7})
		says(t, guest, Speech{Text: "hello"})
		lines := ada.Frame().Talk
		check := func(f *Frame, want map[string]uint64) {
			t.Helper()
			for _, p := range f.Players {
				if voice, known := want[p.Name]; known && p.Voice != voice {
					t.Errorf("%s has the voice %d, not %d", p.Name, p.Voice, voice)
				}
			}
		}
		if n := len(ada.Frame().Players); n != 3 || len(lines) != 2 {
			t.Fatalf("%d players, %d lines", n, len(lines))
		}
		check(ada.Frame(), map[string]uint64{"cyd": lines[0].Voice, "dan": lines[1].Voice})
		stop()
		r.world.voices = nil
		check(newTestRoom(r.world, testFPS).frame.Load(), map[string]uint64{"cyd": lines[0].Voice})
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
			if got := spoken(ada); len(got) != 1 || got[0].Kind != Unheard || got[0].Denial != want || got[0].Name != to || got[0].Text != "psst" {
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
