package tui

import (
	"slices"
	"strings"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

const (
	popsFor   = 8 * time.Second // a new line while the chat is closed
	mostLog   = 200             // remarks that are kept
	mostMutes = 64
	bellEvery = time.Second
	lineGap   = "..." // where lines were missed
)

// chat is what was said, as one player sees it, and what they write.
type chat struct {
	place   Place  // that it was last read of
	world   string // the name of that
	since   uint64 // game.Frame.TalkSince, as of then
	number  uint64 // of the newest line that was read
	motd    string
	log     []remark // the newest last
	mutes   []mute
	replyTo string // who whispered last
	asking  bool   // whose key somebody has is being looked up
	tells   bool   // the message on the last row stands in the log as well

	rung  time.Time
	rings bool // with the next paint

	writing writing
	typed   string     // what was written when enter was last pressed
	sent    []saying   // the newest that nothing has come of yet
	back    int        // rows that the log is scrolled back
	pages   [][]string // of the help that lies over it
	rows    []chatRow  // as they are drawn
}

// remark is one line of the log: clean, and as it is to be read.
type remark struct {
	text  string
	style screen.Style
	voice uint64    // of who speaks; 0: nobody whom one could mute
	name  string    // theirs
	until time.Time // when it goes, while the chat is closed; zero: it never shows
}

// mute is somebody whom the player does not want to hear, by the voice that is
// theirs whatever they are called.
type mute struct {
	name  string
	voice uint64
}

// muted tells whether somebody is not to be heard.
func (c *chat) muted(voice uint64) bool {
	return voice != 0 && slices.ContainsFunc(c.mutes, func(u mute) bool { return u.voice == voice })
}

// add puts a remark at the end of the log; the oldest goes when there are too
// many.
func (c *chat) add(r remark) {
	if len(c.log) == mostLog {
		c.log = slices.Delete(c.log, 0, 1)
	}
	c.log = append(c.log, r)
}

// pop adds a remark that shows for a while though the chat is closed, unless who
// speaks is muted.
func (m *model) pop(r remark) {
	c := &m.chat
	if !c.muted(r.voice) {
		r.until = m.now.Add(popsFor)
		m.faded.in(m.now, popsFor)
	}
	c.add(r)
	m.layChat()
}

// inform puts what only this player is told into the log, and while the chat is
// closed on the last row too.
func (m *model) inform(w words) {
	m.chat.add(remark{text: w.long, style: styleLabel})
	m.chat.back = 0
	m.layChat()
	if m.overlay == chatOpen {
		return
	}
	m.tell(w)
	m.chat.tells = true
}

// listen takes what was said since the last time.
func (m *model) listen() {
	c, f := &m.chat, m.place.Frame()
	came := c.place != m.place
	if came {
		m.settle(f)
	} else if f.TalkSince == c.since {
		return
	}
	c.since = f.TalkSince
	for _, l := range f.Talk {
		if l.Number <= c.number {
			continue
		}
		if l.Number > c.number+1 {
			c.add(remark{text: lineGap, style: styleLabel})
		}
		c.number = l.Number
		if c.heard(l); l.Kind == game.Crowned && l.Name == m.Name && !m.looksOn() {
			continue // a notice tells them
		}
		m.pop(remarkOf(l))
		if l.Kind == game.Posted {
			c.motd = l.Text
		}
	}
	if came && c.takeBack() {
		m.inform(wordsPerhaps)
	}
	m.heed(f.Charter)
}

// settle begins with another place. What was said in a world before the player
// came is history; what was said while its room was down is news.
func (m *model) settle(f *game.Frame) {
	c := &m.chat
	came := c.place == nil || c.world != m.World
	c.place, c.world = m.place, m.World
	newest := uint64(0)
	if n := len(f.Talk); n > 0 {
		newest = f.Talk[n-1].Number
	}
	switch {
	case came:
		c.log, c.motd, c.replyTo, c.back, c.number = nil, "", "", 0, newest
		for _, l := range f.Talk {
			c.add(remarkOf(l))
		}
		m.layChat()
	case newest < c.number: // the world has forgotten
		c.number = newest
	}
}

// heed shows the message of the day if it is another than before.
func (m *model) heed(charter *game.Charter) {
	motd := ""
	if charter != nil {
		motd = charter.Motd
	}
	if motd == m.chat.motd {
		return
	}
	m.chat.motd = motd
	if motd == "" {
		return
	}
	m.pop(remark{text: messageOfTheDay(motd), style: styleValue})
}

// overhear takes a notice that belongs to the chat.
func (m *model) overhear(n game.Notice) {
	switch n.Kind {
	case game.Whispered:
		m.whispered(n)
	case game.Unheard:
		m.unheard(n)
	case game.Whispering:
		m.chat.answered(func(s *saying) bool { return s.Text == n.Text && strings.EqualFold(s.To, n.Name) })
		m.pop(remark{text: "You whisper to " + cleanName(n.Name) + ": " + clean(n.Text), style: styleMessage})
	case game.Watched:
		if m.chat.muted(n.Voice) {
			return
		}
		m.inform(overheard(n))
		heard := &m.chat.log[len(m.chat.log)-1]
		heard.voice, heard.name = n.Voice, n.Name // by which they can be muted
	case game.Decreed:
		if !everybodyHears(n) {
			m.inform(overheard(n))
		}
	default:
		m.inform(overheard(n))
	}
}

// whispered shows a whisper, and rings the bell.
func (m *model) whispered(n game.Notice) {
	c := &m.chat
	if c.muted(n.Voice) {
		return
	}
	c.replyTo = n.Name
	if !m.Quiet && m.now.Sub(c.rung) >= bellEvery {
		c.rung, c.rings = m.now, true
	}
	m.pop(remark{text: cleanName(n.Name) + " whispers: " + clean(n.Text), style: styleMessage, voice: n.Voice, name: n.Name})
}

// ring adds the bell to a paint, if it is to ring.
func (c *chat) ring(paint []byte) []byte {
	if c.rings {
		c.rings = false
		return append(paint, '\a')
	}
	return paint
}
