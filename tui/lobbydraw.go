package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"thicket/game"
	"thicket/tui/screen"
)

// worldColumn is a part of the table of worlds. The last ones are left out first
// on a narrow screen.
type worldColumn struct {
	title  string
	width  int // with a gap before it
	number bool
	of     func(*model, *grove) string
}

var worldColumns = [...]worldColumn{
	{"players", 8, true, func(_ *model, g *grove) string { return fmt.Sprint(g.players) }},
	{"", 15, false, (*model).marks},
	{"mode", 11, false, func(_ *model, g *grove) string { return g.mode() }},
	{"round", 12, false, func(_ *model, g *grove) string { return g.round() }},
	{"size", 10, true, func(_ *model, g *grove) string { return g.size() }},
	{"bots", 6, true, func(_ *model, g *grove) string { return fmt.Sprint(g.bots) }},
	{"crown", 18, false, func(_ *model, g *grove) string { return g.crown() }},
}

const modeColumn = 2 // of worldColumns

const (
	worldMark  = 2 // of the one that is pointed at
	worldLeast = 13
	worldMost  = game.MaxWorldName
	moreRows   = 2 // for details
)

var (
	lobbyHelp    = words{"enter: join   v: watch   n: found one   up, down: choose   esc: back", "enter: join  v: watch  n: found  esc"}
	wordsNoWorld = say("There are no more worlds.")
)

// going says where somebody is on their way to.
func going(world string) words { return say("Going to " + world + ".") }

// drawLobby fills the screen with the worlds, and says more about the one that is
// pointed at; over them lies the form for founding one.
func (m *model) drawLobby() {
	l, width, height := &m.lobby, m.Size.Width, m.Size.Height
	shown, name := fitWorlds(width)
	more := m.more(len(shown), name)
	l.page = height - 3 - len(more)
	l.scroll()
	m.screen.Text(0, 0, styleTitle, "Worlds")
	m.screen.Text(len("Worlds "), 0, styleLabel, fmt.Sprintf("%d of %d", min(l.at+1, len(l.worlds)), len(l.worlds)))
	m.worldTitles(shown, name)
	for i := l.first; i < min(l.first+l.page, len(l.worlds)); i++ {
		m.worldRow(2+i-l.first, &l.worlds[i], shown, name, i == l.at)
	}
	for i, text := range more {
		style := styleLabel
		if l.note != "" {
			style = styleMessage
		}
		m.screen.Text(0, height-1-len(more)+i, style, cut(text, width))
	}
	switch {
	case m.overlay == foundOpen:
		m.drawFound()
	case m.moving != "":
		m.lastRowOver(going(m.moving))
	default:
		m.lastRowOver(lobbyHelp)
	}
}

// fitWorlds chooses the columns that a screen has room for, and the width of
// names.
func fitWorlds(width int) (shown []worldColumn, name int) {
	left, n := width-worldMark-worldLeast, 0
	for n < len(worldColumns) && left >= worldColumns[n].width {
		left -= worldColumns[n].width
		n++
	}
	return worldColumns[:n], min(worldLeast+left, worldMost)
}

func (m *model) worldTitles(shown []worldColumn, name int) {
	m.screen.Text(worldMark, 1, styleLabel, "world")
	x := worldMark + name
	for _, c := range shown {
		at := x + 1
		if c.number {
			at = x + c.width - len(c.title)
		}
		m.screen.Text(at, 1, styleLabel, c.title)
		x += c.width
	}
}

// worldRow draws a world; the one that is pointed at is marked.
func (m *model) worldRow(y int, g *grove, shown []worldColumn, name int, at bool) {
	style, x := styleBox, worldMark+name
	if at {
		style = styleSelf
		end := x
		for _, c := range shown {
			end += c.width
		}
		m.screen.Text(0, y, style, padded(">", end))
	}
	m.screen.Text(worldMark, y, style, cut(g.Name, name))
	for _, c := range shown {
		text := cut(c.of(m, g), c.width-1)
		column := x + 1
		if c.number {
			column = x + c.width - screen.TextWidth(text)
		}
		m.screen.Text(column, y, style, text)
		x += c.width
	}
}

// marks are what is special about a world.
func (m *model) marks(g *grove) string {
	var marks []string
	if g.Name == m.World {
		marks = append(marks, "here")
	}
	if g.Charter != nil && g.Charter.Private {
		marks = append(marks, "private")
	}
	if g.Asleep {
		marks = append(marks, "asleep")
	}
	return strings.Join(marks, " ")
}

// more is what else there is to say, beside so many columns of the table and so
// much of a name.
func (m *model) more(columns, name int) []string {
	l, rows, text := &m.lobby, moreRows, m.lobby.note
	if text == "" && len(l.worlds) > 0 {
		g := &l.worlds[l.at]
		if len(g.Name) > name {
			text = g.Name + ": "
		}
		if columns <= modeColumn {
			text += g.modeTold() + " "
		}
		text += m.about(g)
	}
	all := append(strings.Split(ansi.Wrap(text, m.Size.Width, ""), "\n"), "", "")
	if l.note != "" {
		rows = max(rows, len(all)-2) // whole
	}
	return all[:min(rows, m.Size.Height/2)]
}
