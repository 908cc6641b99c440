package tui

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// saidFor is how long the words of an admin stand.
const saidFor = 10 * time.Second

// said is what an admin says. It stands above the last row, over whatever is
// open, for its own while: the newest alone takes its place.
type said struct {
	text string
	rows []string // as they are drawn
}

// hearAdmin shows what an admin says.
func (m *model) hearAdmin(text string) {
	m.said.text = "An admin says: " + text
	m.laySaid()
	m.hushed.in(m.now, saidFor)
}

// laySaid wraps it for the width of the screen.
func (m *model) laySaid() {
	m.said.rows = strings.Split(ansi.Wrap(m.said.text, m.Size.Width, ""), "\n")
	m.dirty = true
}

func (m *model) drawSaid() {
	if !m.hushed.ahead(m.now) {
		return
	}
	top := m.Size.Height - 1 - len(m.said.rows)
	m.seen.hide(top, len(m.said.rows))
	for i, row := range m.said.rows {
		m.screen.Text(0, top+i, styleMessage, padded(row, m.Size.Width))
	}
}
