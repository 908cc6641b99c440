package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"thicket/tui/screen"
)

const (
	foundValue = formWidth - formIndent
	foundFrame = 3 // rows of the screen that are the border, or below it
)

// drawFound draws the form for founding a world, and on the last row its keys.
func (m *model) drawFound() {
	f := &m.found
	note := append(strings.Split(ansi.Wrap(f.note, formWidth, ""), "\n"), "", "")
	note = note[:min(max(formNotes, len(note)-2), m.Size.Height/2)]
	// What is wrong is said whole: on a small screen fields give way to it.
	shown := min(m.Size.Height-foundFrame-len(note), foundFields)
	first := max(f.field-shown+1, 0)
	rows := make([]string, 0, shown+len(note))
	for i := first; i < first+shown; i++ {
		rows = append(rows, f.line(i))
	}
	x, y := drawBox(m.screen, framed("Found a world", append(rows, note...), formWidth), 0)
	restyle(m.screen.Row(y + 1 + f.field - first)[x+1:x+1+formWidth], styleValue)
	if f.asked {
		m.lastRowOver(wordsAsked)
		return
	}
	m.lastRowOver(wordsFound)
}

// line is a field of the form; the one that the keys change is marked. Of what is
// too long to be typed in sight the end is shown.
func (f *foundForm) line(i int) string {
	field, value := &foundForms[i], f.values[i]
	if strings.Trim(value, digits) == "" && value != "" {
		unit := field.unit
		if value == "1" {
			unit = strings.TrimSuffix(unit, "s")
		}
		value += unit
	}
	mark, before, after := "  ", "", ""
	if i == f.field {
		mark = "> "
		if before, after = "< ", " >"; field.choices == nil {
			before, after = "", "_"
		}
	}
	room := foundValue - len(before) - len(after)
	if over := screen.TextWidth(value) - room; over > 0 && i == f.field {
		value = ".." + value[over+len(".."):]
	}
	return mark + padded(field.name, formIndent-len(mark)) + before + cut(value, room) + after
}
