package tui

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// What is pasted is handed on in one piece, of its beginning what is kept.
func TestFilterHandsPastesOn(t *testing.T) {
	long := strings.Repeat("0123456789;", 10_000)
	for _, c := range []struct{ reads, want []string }{
		{[]string{"a\x1b[200~q\ry\x1b[201~b"}, []string{"q\ry"}},
		{[]string{"\x1b[200~\x1b[201~", "\x1b[200~a\x1b[2", "01~q"}, []string{"", "a"}},
		{[]string{"\x1b[200~", long, "\x1b[201~"}, []string{long[:mostPasted]}},
		{[]string{"\x1b[200~" + long[:mostPasted-3] + "\x1b[201~"}, []string{long[:mostPasted-3]}},
		{[]string{"\x1b[200~q\x03", "\x1b[200~a\x1b[201~"}, []string{"a"}},
	} {
		var got []string
		f := filter{taker: func(b []byte) { got = append(got, string(b)) }}
		for _, r := range c.reads {
			f.feed([]byte(r), func([]byte) {})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%.60q hands on %.60q", c.reads, got)
		}
	}
}

// A paste is text where text is written, and nothing on the world.
func TestPaste(t *testing.T) {
	pasted := func(text string) string { return "\x1b[200~" + text + "\x1b[201~" }
	synctest.Test(t, func(t *testing.T) {
		p := founds(t, newGroves(t))
		p.press(pasted("My Oak\n"))
		p.press(down + pasted("64x80"))
		for name, want := range map[string]string{"name": "myoak", "size": "< 64x80 >"} {
			if got := p.field(t, name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		p.press("\x1b")
		p.press("\x1b")
		after(2 * time.Second)
		before := p.first(t)
		p.press(pasted("wwwwoq"))
		after(2 * time.Second)
		if got := p.first(t); got != before {
			t.Errorf("a paste on the world leads from %q to %q", before, got)
		}
		p.press("p\x15")
		p.press(pasted("reed"))
		if got := p.field(t, "name"); got != "reed_" {
			t.Errorf("the name is %q", got)
		}
		p.press("\x1b")
		p.press("t")
		after(2 * time.Second)
		p.press(pasted("one\r\ntwo\x1b[2J\x07") + "!")
		if got := p.last(t); got != "> one  two [2J!_" {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Who pastes without end is heard now and then.
func TestPastesAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := plays(t, settings(newForest(t, clearing(40, 30)).enter))
		p.press("t")
		p.press(strings.Repeat("\x1b[200~a\x1b[201~", 100))
		if got := p.last(t); got != "> "+strings.Repeat("a", (keyBurst-1)/pasteCost)+"_" {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Near its end a line tells how much more fits.
func TestRoomOfALine(t *testing.T) {
	m, _ := enthroned(t)
	for _, c := range []struct {
		letters int
		tells   string
	}{{120, ""}, {121, " 19 left"}, {140, " 0 left"}} {
		m.chat.writing.clear()
		m.chat.writing.write(strings.Repeat("a", c.letters))
		m.compose()
		rows := texts(m.screen)
		if last := rows[len(rows)-1]; strings.Contains(last, "left") != (c.tells != "") || !strings.HasSuffix(last, "_"+c.tells) {
			t.Errorf("after %d letters the last row is %q", c.letters, last)
		}
	}
}

// Who becomes the heir reads it once.
func TestCrownedOnce(t *testing.T) {
	m, c := enthroned(t)
	m.closeChat()
	c.notices = []game.Notice{{Kind: game.CrownedYou, Text: "fern left"}}
	c.talk(m, game.Line{Number: 1, Kind: game.Crowned, Name: "otter", Text: "fern left"})
	c.talk(m, game.Line{Number: 1}, game.Line{Number: 2, Kind: game.Crowned, Name: "fern"})
	if got := m.remarks(); len(got) != 2 || !strings.HasPrefix(got[0], "You wear the crown now: fern left.") || got[1] != "fern wears the crown now." {
		t.Errorf("the log is %q", got)
	}
}

// A short walk through other worlds in which nothing happened needs no card.
func TestNoCardAfterAShortWalk(t *testing.T) {
	eaten := game.Away{For: 1000, Was: 4, Is: 3}
	eaten.Eaten.Bots = 1
	for _, c := range []struct {
		moved bool
		away  game.Away
		card  bool
	}{
		{true, game.Away{For: 59_000, Was: 4, Is: 4}, false}, {true, game.Away{For: 60_000, Was: 4, Is: 4}, true},
		{true, eaten, true}, {false, game.Away{For: 1000, Was: 4, Is: 4}, true},
	} {
		m, h := heralded(t)
		m.World = "oak"
		if c.moved {
			m.Update(enteredMsg{Place: h, world: game.Meadow})
		}
		h.notices = []game.Notice{{Kind: game.Returned, Away: &c.away}}
		if m.hears(); (m.overlay == cardOpen) != c.card {
			t.Errorf("moved %v, %+v: the overlay is %d", c.moved, c.away, m.overlay)
		}
	}
}

// No hint stands in the way of a podium.
func TestNoHintsOnThePodium(t *testing.T) {
	m, h := heralded(t)
	m.hears()
	if m.covered() {
		t.Fatal("hints are covered from the beginning")
	}
	h.frame.Ends, h.frame.At = 1000, 1000
	if !m.covered() {
		t.Error("a hint may stand on the podium")
	}
}

// The help tells of other worlds on a usual terminal, and admins read what crowns
// may do.
func TestHelpTellsOfWorlds(t *testing.T) {
	if box := strings.Join(helpBox(DefaultKeyMap(), Size{80, 24}, glyphSets[0]), "\n"); !strings.Contains(box, "wears its crown") {
		t.Errorf("the help is\n%s", box)
	}
	m, c := enthroned(t)
	c.frame.Players[3].Crown, m.Admin = false, true
	m.writes("/help")
	if all := strings.Join(slices.Concat(m.chat.pages...), "\n"); !strings.Contains(all, "/kick NAME") {
		t.Errorf("an admin reads\n%s", all)
	}
}
