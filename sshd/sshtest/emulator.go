package sshtest

import (
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// NewEmulator is a terminal emulator whose rows can be shifted: the library's
// loses wide glyphs where characters are deleted or inserted before them (DCH,
// ICH). What was made room for is blank.
func NewEmulator(w, h int) *vt.Emulator {
	e := vt.NewEmulator(w, h)
	for final, sign := range map[byte]int{'P': -1, '@': 1} {
		e.RegisterCsiHandler(ansi.Command(0, 0, final), func(p ansi.Params) bool {
			n, _, _ := p.Param(0, 1)
			shift(e, sign*max(n, 1))
			return true
		})
	}
	return e
}

// shift moves what stands from the cursor on in its row to the right.
func shift(e *vt.Emulator, right int) {
	at := e.CursorPosition()
	row := make([]uv.Cell, e.Width()-at.X)
	for x := range row {
		row[x] = uv.EmptyCell
		if from := x - right; from >= 0 && from < len(row) {
			row[x] = *e.CellAt(at.X+from, at.Y)
		}
	}
	for x, c := range row {
		switch {
		case c.Width > 1 && x == len(row)-1, c.Width == 0 && (x == 0 || row[x-1].Width < 2):
			e.SetCell(at.X+x, at.Y, &uv.EmptyCell) // half a glyph
		case c.Width > 0:
			e.SetCell(at.X+x, at.Y, &c)
		}
	}
}
