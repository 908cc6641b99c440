package tui

import (
	"strings"
	"time"

	"thicket/tui/screen"
)

const (
	poppedRows = 3 // of the world, at most, that new lines take while the chat is closed
	leastLog   = 3 // rows of the log while it is open
	logShare   = 3 // of the screen's rows it takes one in so many
)

// chatRow is a row of the log as it is drawn.
type chatRow struct {
	text  string
	style screen.Style
	until time.Time
}

// layChat makes the rows for the size of the screen: while the chat is open
// those of the log, else those of what is new.
func (m *model) layChat() {
	c := &m.chat
	m.dirty = true
	if m.overlay == chatOpen {
		c.layLog(m.Size)
	} else {
		c.layPops(m.Size.Width, m.now)
	}
}

// mostRows is how many rows the log has on a screen.
func mostRows(s Size) int { return max(leastLog, s.Height/logShare) }

// layLog makes the newest rows of the log, or older ones if it is scrolled back.
func (c *chat) layLog(s Size) {
	most := mostRows(s)
	var rows []chatRow // the newest first
	for i := len(c.log) - 1; i >= 0 && len(rows) < most+c.back; i-- {
		r := &c.log[i]
		if c.muted(r.voice) {
			continue
		}
		wrapped := wrapped(r.text, s.Width)
		for k := len(wrapped) - 1; k >= 0; k-- {
			rows = append(rows, chatRow{text: padded(wrapped[k], s.Width), style: r.style})
		}
	}
	c.back = min(c.back, max(len(rows)-most, 0))
	c.rows = c.rows[:0]
	for i := min(len(rows), most+c.back) - 1; i >= c.back; i-- {
		c.rows = append(c.rows, rows[i])
	}
}

// layPops makes the rows of the newest remarks, as many as fit whole; one that is
// too long for itself is cut.
func (c *chat) layPops(width int, now time.Time) {
	c.rows = c.rows[:0]
	for i := len(c.log) - 1; i >= 0 && now.Before(c.log[i].until); i-- {
		r := &c.log[i]
		if c.muted(r.voice) {
			continue
		}
		lines := wrapped(r.text, width-1)
		if len(lines) > poppedRows {
			lines = lines[:poppedRows]
			lines[poppedRows-1] = cut(lines[poppedRows-1], width-1-len(lineGap)) + lineGap
		}
		if len(c.rows)+len(lines) > poppedRows {
			return
		}
		var rows []chatRow
		for _, line := range lines {
			rows = append(rows, chatRow{line + " ", r.style, r.until})
		}
		c.rows = append(rows, c.rows...)
	}
}

// drawChat draws what was said over the world, and the message that has its
// place on the last row else.
func (m *model) drawChat() {
	c, rows, open := &m.chat, m.chat.rows, m.overlay == chatOpen
	if !open {
		for len(rows) > 0 && !m.now.Before(rows[0].until) {
			rows = rows[1:]
		}
	}
	told := open && (m.fallen || m.told.ahead(m.now))
	n := len(rows)
	if told {
		n++
	}
	y := m.chatTop(n)
	m.seen.hide(y, n)
	for _, r := range rows {
		m.screen.Text(0, y, r.style, r.text)
		y++
	}
	if told {
		m.drawTold(y)
	}
	if open && len(c.pages) > 0 {
		drawBox(m.screen, c.pages[0], 0)
	}
}

// drawTold draws the message over a whole row of the world.
func (m *model) drawTold(y int) {
	text := m.message
	if m.fallen {
		text = m.between
	}
	x := m.screen.Text(0, y, styleMessage, text.fit(m.Size.Width))
	for ; x < m.Size.Width; x++ {
		m.screen.Set(x, y, screen.Cell{Rune: ' ', Width: 1})
	}
}

// chatTop is the first of so many rows over the world: above the last row and
// what an admin says there, or, if the player stands there, near the top.
func (m *model) chatTop(n int) int {
	bottom := m.Size.Height - 1
	if m.hushed.ahead(m.now) {
		bottom -= len(m.said.rows)
	}
	own := 1 + m.eye().Y - m.camera.at.Y
	if top := bottom - n; own < top || own >= bottom || ended(m.place.Frame()) { // the podium hides the player
		return max(top, 1)
	}
	return 2 // below the ways that may stand in the row above
}

// wrapped is a text in rows of so many columns, cut between words where that is
// possible.
func wrapped(text string, width int) (rows []string) {
	for text != "" {
		row := cut(text, width)
		if row == "" {
			return append(rows, text) // not even one glyph fits
		}
		if len(row) < len(text) && text[len(row)] != ' ' {
			if i := strings.LastIndexByte(row, ' '); i > 0 {
				row = row[:i]
			}
		}
		rows = append(rows, strings.TrimRight(row, " "))
		text = strings.TrimLeft(text[len(row):], " ")
	}
	return rows
}
