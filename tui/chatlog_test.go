package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thicket/game"
)

// What a world tells everybody, in words.
func TestLinesInWords(t *testing.T) {
	for _, c := range []struct {
		game.Line
		want string
	}{
		{game.Line{Kind: game.Crowned, Name: "fern", Text: "otter did not come back"}, "fern wears the crown now: otter did not come back."},
		{game.Line{Kind: game.Uncrowned, Name: "fern"}, "fern laid the crown down. Nobody wears it now."},
		{game.Line{Kind: game.SentAway, Name: "fern"}, "fern was sent away."},
		{game.Line{Kind: game.Outlawed, Name: "fern"}, "fern was banned from this world."},
		{game.Line{Kind: game.Posted, Name: "fern", Text: "be nice"}, "Message of the day: be nice"},
		{game.Line{Kind: game.RoundEnded, Name: "fern", Text: "512 cells"}, "The round is over. fern had the most: 512 cells."},
		{game.Line{Kind: game.Talked, Name: "fern\x1b[2J", Text: "a\u202eb\x07"}, "fern[2J: ab"},
	} {
		if got := remarkOf(c.Line).text; got != c.want {
			t.Errorf("%+v is read as %q", c.Line, got)
		}
	}
}

// talk gives a frame with other lines to the model.
func (c *crier) talk(m *model, lines ...game.Line) {
	c.frame.Number++
	c.frame.Talk, c.frame.TalkSince = lines, c.frame.Number
	m.Update(worldMsg{})
}

// remarks are the texts of the log.
func (m *model) remarks() (texts []string) {
	for _, r := range m.chat.log {
		texts = append(texts, r.text)
	}
	return texts
}

// Where lines were missed the log says so, and it does not grow for ever.
func TestMissedLines(t *testing.T) {
	m, c := enthroned(t)
	line := func(n uint64) game.Line {
		return game.Line{Number: n, Name: "fern", Text: fmt.Sprint("line ", n), Voice: 7}
	}
	c.talk(m, line(1))
	c.talk(m, line(1), line(2))
	c.talk(m, line(5), line(6))
	if want := []string{"fern: line 1", "fern: line 2", lineGap, "fern: line 5", "fern: line 6"}; !slices.Equal(m.remarks(), want) {
		t.Errorf("the log is %q", m.remarks())
	}
	for n := range uint64(1000) {
		c.talk(m, line(7+n))
	}
	if got := m.remarks(); len(got) != mostLog || got[mostLog-1] != "fern: line 1006" {
		t.Errorf("the log has %d remarks, the last is %q", len(got), got[len(got)-1])
	}
	// Scrolling ends where the log does.
	for range 2 * mostLog {
		m.pressChat(pressed("pgup"))
	}
	if got := strings.TrimSpace(m.chat.rows[0].text); got != "fern: line 807" {
		t.Errorf("at the top stands %q", got)
	}
	for _, c := range []struct {
		key, want string
	}{{"down", "808"}, {"pgdown", "815"}, {"up", "814"}, {"pgup", "807"}} { // a page has eight rows, one of them of the last
		m.pressChat(pressed(c.key))
		if got := strings.TrimSpace(m.chat.rows[0].text); got != "fern: line "+c.want || len(m.chat.rows) != 8 {
			t.Errorf("after %s it is %q", c.key, got)
		}
	}
}

// The message of the day shows when one comes, and when it changes, once.
func TestMessageOfTheDay(t *testing.T) {
	m, c := enthroned(t)
	posts := func(text string, lines ...game.Line) {
		charter := *c.frame.Charter
		charter.Motd = text
		c.frame.Charter = &charter
		c.talk(m, lines...)
	}
	line := game.Line{Number: 1, Kind: game.Posted, Text: "be nice"}
	posts("be nice", line)
	posts("be nice", line)
	posts("", line)
	posts("be nicer", line) // whose line was missed
	if want := []string{"Message of the day: be nice", "Message of the day: be nicer"}; !slices.Equal(m.remarks(), want) {
		t.Errorf("the log is %q", m.remarks())
	}
	m.World, m.place = "elsewhere", &crier{herald: c.herald}
	m.Update(worldMsg{})
	if got := m.remarks(); len(got) != 2 || got[0] != "Message of the day: be nice" || got[1] != "Message of the day: be nicer" || !m.chat.log[1].until.After(m.now) || m.chat.log[0].until.After(m.now) {
		t.Errorf("who comes sees %q", got)
	}
}
