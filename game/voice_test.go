package game

import (
	"strings"
	"testing"
	"testing/synctest"
)

// A voice stays whatever somebody is called and wherever they are, and says
// nothing of who it is.
func TestVoices(t *testing.T) {
	r, other := newTestRoom(bareWorld(sized(64, 64)), testFPS), newRoom("other", bareWorld(sized(64, 64)), testFPS, new(counters), nil, nil)
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
