package tui

import (
	"slices"

	"thicket/game"
)

// mostSent is how many sayings are kept until something comes of them.
const mostSent = 8

// saying is what the player said, and the line that they wrote for it.
type saying struct {
	game.Speech
	line string
}

// send keeps what was said; the oldest goes when there are too many.
func (c *chat) send(s game.Speech) {
	if len(c.sent) == mostSent {
		c.sent = slices.Delete(c.sent, 0, 1)
	}
	c.sent = append(c.sent, saying{s, c.typed})
}

// answered forgets the first saying that is meant, and gives its line.
func (c *chat) answered(meant func(*saying) bool) (line string) {
	for i := range c.sent {
		if meant(&c.sent[i]) {
			line = c.sent[i].line
			c.sent = slices.Delete(c.sent, i, i+1)
			return line
		}
	}
	return ""
}

// heard forgets what everybody has heard.
func (c *chat) heard(l game.Line) {
	kind, said := game.Talk, l.Kind == game.Talked
	if l.Kind == game.Emoted {
		kind, said = game.Emote, true
	}
	if said {
		c.answered(func(s *saying) bool { return s.Kind == kind && s.Text == l.Text })
	}
}

// putBack makes a line the one that is written, unless there is one already.
func (c *chat) putBack(line string) bool {
	if line == "" || len(c.writing.text) > 0 {
		return false
	}
	c.writing.write(line)
	return true
}

// takeBack puts back what was said last in a place that the player has left, if
// nothing has come of it.
func (c *chat) takeBack() bool {
	if len(c.sent) == 0 {
		return false
	}
	last := c.sent[len(c.sent)-1].line
	c.sent = c.sent[:0]
	return c.putBack(last)
}

// unheard says why something was not said, and puts it back.
func (m *model) unheard(n game.Notice) {
	c := &m.chat
	line := c.answered(func(s *saying) bool { return s.Text == n.Text && s.To == n.Name })
	back := c.putBack(line)
	m.inform(unheard(n, back && m.overlay != chatOpen))
}
