package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// What was not said is back on the line when the chat is opened, and the last row
// says so; what was said is not.
func TestUnsaidIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		otter.says(t, "/w nobody psst")
		if got := otter.last(t); got != "Nobody here is called nobody. t brings it back." {
			t.Errorf("the last row is %q", got)
		}
		otter.press("t")
		if got := otter.last(t); got != "> /w nobody psst_" {
			t.Errorf("the last row is %q", got)
		}
		otter.press("\x15\x1b")
		after(4 * time.Second)
		for _, text := range []string{"one", "/me is two", "//three", "//four"} {
			otter.says(t, text)
		}
		fern.mustSee(t, "otter: one", "* otter is two", "otter: /three")
		otter.press("t")
		if got := otter.last(t); got != "> //four_" {
			t.Errorf("the last row is %q", got)
		}
		after(4 * time.Second)
		otter.says(t, "")
		fern.mustSee(t, "otter: /four")
		otter.press("t")
		if got := otter.last(t); !strings.HasPrefix(got, "> _") {
			t.Errorf("the last row is %q", got)
		}
	})
}

// A line that is being written stays as it is.
func TestUnsaidWaitsForNobody(t *testing.T) {
	m, c := enthroned(t)
	m.writes("/w nobody psst")
	if m.overlay != nothing {
		t.Error("the chat is still open")
	}
	m.openChat()
	m.chat.writing.write("hel")
	c.notices = []game.Notice{{Kind: game.Unheard, Denial: game.NoSubject, Name: "nobody", Text: "psst"}}
	m.hears()
	if got := m.chat.writing.String(); got != "hel" {
		t.Errorf("written is %q", got)
	}
	if got := m.remarks(); got[len(got)-1] != "Nobody here is called nobody." {
		t.Errorf("the log is %q", got)
	}
	m.writes("/dance")
	if m.overlay != chatOpen || m.chat.writing.String() != "/dance" {
		t.Errorf("after an error %q is written, and the chat may be closed", m.chat.writing.String())
	}
}

// What was said on the way into another world, or into a fall, and nobody heard,
// is back on the line; what somebody heard is not.
func TestUnsaidOnTheWayIsBack(t *testing.T) {
	line := game.Line{Number: 1, Kind: game.Talked, Name: "otter", Text: "hello", Voice: 7}
	for _, c := range []struct {
		name, world   string
		before, after bool // it is heard
		want          string
	}{
		{"moved", "oak", false, false, "hello"}, {"heard, and moved", "oak", true, false, ""},
		{"fallen", game.Meadow, false, false, "hello"}, {"heard, and fallen", game.Meadow, true, true, ""},
		{"heard as it fell", game.Meadow, false, true, ""},
	} {
		m, place := enthroned(t)
		m.World = game.Meadow
		m.Update(worldMsg{})
		m.writes("hello")
		if c.before {
			place.talk(m, line)
		}
		m.Update(fellMsg{})
		_, h := heralded(t)
		next := &crier{herald: h}
		if c.after {
			next.frame.Talk = []game.Line{line}
		}
		m.Update(enteredMsg{Place: next, world: c.world})
		told := m.message == wordsPerhaps
		if got := m.chat.writing.String(); got != c.want || told != (c.want != "") {
			t.Errorf("%s: written is %q, the last row says %q", c.name, got, m.message.long)
		}
	}
}

// A whisper that was heard is not taken back either.
func TestWhisperIsNotTakenBack(t *testing.T) {
	m, c := enthroned(t)
	m.writes("/w fern psst")
	c.notices = []game.Notice{{Kind: game.Whispering, Name: "Fern", Text: "psst"}}
	m.hears()
	_, h := heralded(t)
	m.Update(enteredMsg{Place: h, world: "oak"})
	if got := m.chat.writing.String(); got != "" {
		t.Errorf("written is %q", got)
	}
}

// Nobody keeps what they said without end.
func TestSayingsAreBounded(t *testing.T) {
	m, _ := enthroned(t)
	for range 5 * mostSent {
		m.writes("hello")
	}
	if n := len(m.chat.sent); n != mostSent {
		t.Errorf("%d are kept", n)
	}
}

// What the last row tells stands in the log too, and nowhere else once that is
// open.
func TestToldOnce(t *testing.T) {
	m, c := enthroned(t)
	m.closeChat()
	c.notices = []game.Notice{{Kind: game.CrownedYou, Text: "fern left"}}
	said := m.hears()
	m.Update(keyMsg{KeyPressMsg: pressed("t"), read: time.Now()})
	m.compose()
	if n := strings.Count(strings.Join(texts(m.screen), "\n"), "You wear the crown now"); n != 1 || !strings.HasPrefix(said, "You wear the crown now") {
		t.Errorf("it is told %d times, after %q", n, said)
	}
	m.closeChat()
	m.tell(wordsFull) // in no log
	m.Update(keyMsg{KeyPressMsg: pressed("t"), read: time.Now()})
	m.compose()
	if all := strings.Join(texts(m.screen), "\n"); !strings.Contains(all, wordsFull.long) {
		t.Errorf("it is not told:\n%s", all)
	}
}

// The help goes when the chat does, whatever closes it, and esc closes all of it.
func TestHelpGoesWithTheChat(t *testing.T) {
	m, _ := enthroned(t)
	m.handle(Size{40, 12})
	if m.writes("/help"); len(m.chat.pages) < 3 {
		t.Fatalf("the help has %d pages", len(m.chat.pages))
	}
	m.pressChat(pressed("esc"))
	if len(m.chat.pages) != 0 || m.overlay != chatOpen {
		t.Errorf("esc leaves %d pages", len(m.chat.pages))
	}
	m.World = "den"
	m.writes("/help")
	m.open(nothing)
	m.compose()
	if all := strings.Join(texts(m.screen), "\n"); strings.Contains(all, "+- Chat") {
		t.Errorf("over the world stands\n%s", all)
	}
	_, h := heralded(t)
	m.Update(enteredMsg{Place: h, world: game.Meadow, why: game.Denied("you were kicked")})
	for _, o := range []overlay{lobbyOpen, nothing, chatOpen} {
		m.open(o)
		m.compose()
		if all := strings.Join(texts(m.screen), "\n"); strings.Contains(all, "+- Chat") {
			t.Errorf("overlay %d shows\n%s", o, all)
		}
	}
}

// A mute is of who bears the name here now, not of who bore it before.
func TestMuteIsOfWhoIsHere(t *testing.T) {
	m, c := enthroned(t)
	c.frame.Players[2].Voice = 70
	c.talk(m, game.Line{Number: 1, Name: "Fern", Text: "I was fern", Voice: 69})
	c.talk(m, game.Line{Number: 1}, game.Line{Number: 2, Name: "Fern", Text: "I am", Voice: 70})
	c.talk(m, game.Line{Number: 2}, game.Line{Number: 3, Name: "Fern", Text: "I was", Voice: 69})
	m.writes("/mute fern")
	if m.chat.muted(69) || !m.chat.muted(70) {
		t.Errorf("muted are %+v", m.chat.mutes)
	}
	m.writes("/mute fern")
	c.frame.Players = c.frame.Players[3:] // they have gone
	if m.writes("/mute fern"); !m.chat.muted(69) || m.chat.muted(70) {
		t.Errorf("of who has gone muted are %+v", m.chat.mutes)
	}
}
