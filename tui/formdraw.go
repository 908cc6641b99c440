package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"thicket/game"
	"thicket/tui/screen"
)

// The parts of the form, in rows and columns within its border.
const (
	formWidth   = MinWidth - 2
	formIndent  = 10
	formPreview = int(fields)
	formNotes   = 2 // rows
)

var (
	wordsForm  = words{"up, down: line   left, right: change   enter: keep   esc: forget", "arrows: change  enter: keep  esc: back"}
	wordsAsked = say("One moment.")
)

// filled notes what the form says now.
func (m *model) filled(wrong error) {
	f, set := &m.form, glyphSets[m.glyphs]
	switch {
	case wrong != nil:
		f.note = wrong.Error()
	case f.asked:
		f.note = wordsAsked.long
	case m.Guest:
		f.note = guestNote
	default:
		f.note = ""
	}
	of := func(i uint8, n int) string { return fmt.Sprintf("%d of %d", int(i)%n+1, n) }
	colour := colours[int(f.now.Look.Colour)%len(colours)].name
	rows := []string{
		f.line(fieldName, "name", f.now.Name),
		f.line(fieldGlyph, "glyph", set.player(f.now.Look, game.Right).String()+"  "+of(f.now.Look.Glyph, len(set.players))),
		f.line(fieldColour, "colour", colour+"  "+of(f.now.Look.Colour, len(colours))),
		f.line(fieldTheme, "theme", themeNames[m.theme]),
		f.line(fieldGlyphs, "glyphs", set.name),
		"",
	}
	note := strings.Split(ansi.Wrap(f.note, formWidth, ""), "\n")
	for i := range formNotes {
		rows = append(rows, append(note, "", "")[i])
	}
	f.rows, m.dirty = framed("Your profile", rows, formWidth), true
}

// line is a field of the form; the one that the keys change is marked.
func (f *form) line(field formField, name, value string) string {
	mark := "  "
	if field == f.field {
		mark = "> "
		if field == fieldName {
			value += "_"
		} else {
			value = "< " + value + " >"
		}
	}
	return mark + padded(name, formIndent-len(mark)) + value
}

// drawForm draws the form, and in it how others and the player see them.
func (m *model) drawForm() {
	f := &m.form
	x, y := drawBox(m.screen, f.rows, 0)
	x, y = x+1, y+1
	restyle(m.screen.Row(y + int(f.field))[x:x+formWidth], styleValue)
	look, set := f.now.Look, glyphSets[m.glyphs]
	cells := m.screen.Row(y + formPreview)
	at := m.screen.Text(x+2, y+formPreview, styleLabel, "others see ")
	set.player(look, game.Right).put(cells, at, playerStyle(look))
	set.foreign.put(cells, at+2, playerStyle(look))
	at = m.screen.Text(at+7, y+formPreview, styleLabel, "you see ")
	set.own(look, game.Right).put(cells, at, styleSelf)
	set.mine.put(cells, at+2, playerStyle(look))
	m.swatch(x, y, fieldGlyph, 2)
	m.swatch(x, y, fieldColour, len(colours[int(look.Colour)%len(colours)].name))
}

// swatch gives the first columns of a field's value the colour that they tell of.
func (m *model) swatch(x, y int, field formField, columns int) {
	x, y = x+formIndent, y+int(field)
	if field == m.form.field {
		x += len("< ")
	}
	restyle(m.screen.Row(y)[x:x+columns], playerStyle(m.form.now.Look))
}

func restyle(cells []screen.Cell, style screen.Style) {
	for i := range cells {
		cells[i].Style = style
	}
}

// framed are rows within a border that has a title.
func framed(title string, rows []string, width int) []string {
	edge := "+" + strings.Repeat("-", width) + "+"
	framed := []string{"+- " + title + " " + edge[4+screen.TextWidth(title):]}
	for _, row := range rows {
		framed = append(framed, "|"+padded(row, width)+"|")
	}
	return append(framed, edge)
}

// padded is a text of so many columns.
func padded(text string, width int) string {
	text = cut(text, width)
	return text + strings.Repeat(" ", width-screen.TextWidth(text))
}
