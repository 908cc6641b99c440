package sshtest

import (
	"errors"
	"fmt"
	"io"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is the emulator and what must be known of it beyond its cells.
// Modes and the pen are kept here because the emulator has a cursor per
// screen, while a real terminal has one visibility and one pen. Its owner
// guards it, except for answers, which is the other end of a pipe.
type terminal struct {
	emulator *vt.Emulator
	modes    map[ansi.Mode]bool // those that were ever set or reset
	pen      uv.Style
	keyboard int // depth of the stack of keyboard modes
	modified int // modifyOtherKeys
	title    string
}

func newTerminal(o Options) *terminal {
	t := &terminal{
		emulator: NewEmulator(o.Width, o.Height),
		modes:    map[ansi.Mode]bool{ansi.ModeTextCursorEnable: true, ansi.ModeAutoWrap: true},
	}
	t.emulator.SetScrollbackSize(1) // nobody looks at it
	t.emulator.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { t.modes[m] = true },
		DisableMode: func(m ansi.Mode) { t.modes[m] = false },
		Title:       func(s string) { t.title = s },
	})
	t.watch()
	if !o.Unsynchronized {
		// The emulator reports as known whatever mode it has heard of.
		t.write([]byte(ansi.ResetModeSynchronizedOutput))
	}
	return t
}

// watch registers handlers that only take notes: each returns false, so that
// the emulator's own handler runs too.
func (t *terminal) watch() {
	on := func(prefix, final byte, note func(ansi.Params)) {
		t.emulator.RegisterCsiHandler(ansi.Command(prefix, 0, final), func(p ansi.Params) bool {
			note(p)
			return false
		})
	}
	on(0, 'm', func(p ansi.Params) { uv.ReadStyle(p, &t.pen) })
	on('>', 'u', func(ansi.Params) { t.keyboard++ })
	on('<', 'u', func(p ansi.Params) {
		n, _, _ := p.Param(0, 1)
		t.keyboard = max(0, t.keyboard-n)
	})
	on('>', 'm', func(p ansi.Params) {
		if resource, _, _ := p.Param(0, 0); resource == 4 {
			t.modified, _, _ = p.Param(1, 0)
		}
	})
	t.emulator.RegisterEscHandler('c', func() bool {
		t.pen, t.keyboard, t.modified = uv.Style{}, 0, 0
		return false
	})
}

func (t *terminal) write(b []byte) { _, _ = t.emulator.Write(b) }

// answers is where the emulator's replies come out. The emulator stops in
// write until they are read.
func (t *terminal) answers() io.Reader { return t.emulator }

// close ends answers. The emulator's own Close sets a field that its Read
// looks at unguarded.
func (t *terminal) close() {
	if c, ok := t.emulator.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

func (t *terminal) cursorShown() bool { return t.modes[ansi.ModeTextCursorEnable] }

// torn tells that a synchronized update has begun and not ended.
func (t *terminal) torn() bool { return t.modes[ansi.ModeSynchronizedOutput] }

func (t *terminal) cell(x, y int) uv.Cell {
	if c := t.emulator.CellAt(x, y); c != nil {
		return *c
	}
	return uv.Cell{}
}

// row is the text of a row; a wide glyph's second column adds nothing.
func (t *terminal) row(y int) string {
	var b strings.Builder
	for x := range t.emulator.Width() {
		switch c := t.cell(x, y); {
		case c.Width > 0 && c.Content == "":
			b.WriteByte(' ')
		default:
			b.WriteString(c.Content)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func (t *terminal) text() string {
	rows := make([]string, t.emulator.Height())
	for y := range rows {
		rows[y] = t.row(y)
	}
	return strings.Join(rows, "\n")
}

// leftovers are the modes that must be off when a program has left.
var leftovers = []struct {
	mode ansi.Mode
	name string
}{
	{ansi.ModeAltScreen, "the alternate screen (1047)"},
	{ansi.ModeAltScreenSaveCursor, "the alternate screen (1049)"},
	{ansi.ModeSynchronizedOutput, "a synchronized update"},
	{ansi.ModeBracketedPaste, "bracketed paste"},
	{ansi.ModeFocusEvent, "focus reports"},
	{ansi.ModeMouseNormal, "mouse reports (1000)"},
	{ansi.ModeMouseButtonEvent, "mouse reports (1002)"},
	{ansi.ModeMouseAnyEvent, "mouse reports (1003)"},
	{ansi.ModeMouseExtSgr, "mouse reports (1006)"},
	{ansi.ModeCursorKeys, "application cursor keys"},
	{ansi.ModeInBandResize, "resize reports"},
	{ansi.ModeUnicodeCore, "grapheme clustering"},
}

// restored fails with all that a program has left behind.
func (t *terminal) restored() error {
	var left []string
	for _, l := range leftovers {
		if t.modes[l.mode] {
			left = append(left, l.name)
		}
	}
	if !t.cursorShown() {
		left = append(left, "a hidden cursor")
	}
	if !t.modes[ansi.ModeAutoWrap] {
		left = append(left, "no automatic wrapping")
	}
	if !t.pen.IsZero() {
		left = append(left, fmt.Sprintf("a pen of %q", t.pen.String()))
	}
	if t.keyboard > 0 || t.modified > 0 {
		left = append(left, "a keyboard mode")
	}
	if len(left) == 0 {
		return nil
	}
	return errors.New("the terminal is left with " + strings.Join(left, ", "))
}
