package screen_test

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"thicket/tui/screen"
)

// watched is a terminal, and the modes that were set on it.
type watched struct {
	*vt.Emulator
	modes  map[ansi.Mode]bool
	hidden bool
}

func watch(w, h int) *watched {
	t := &watched{Emulator: vt.NewEmulator(w, h), modes: map[ansi.Mode]bool{ansi.ModeAutoWrap: true, ansi.ModeTextCursorEnable: true}}
	t.SetCallbacks(vt.Callbacks{
		EnableMode:       func(m ansi.Mode) { t.modes[m] = true },
		DisableMode:      func(m ansi.Mode) { delete(t.modes, m) },
		CursorVisibility: func(visible bool) { t.hidden = !visible },
	})
	return t
}

// A session may end at any byte of a paint; the terminal is put back all the
// same.
func TestLeavePutsEverythingBack(t *testing.T) {
	s := screen.New(20, 3, screen.NewPalette(screen.TrueColor, looks))
	s.Synchronized(true)
	s.Text(0, 0, 11, "a🌲b")
	paint := s.Paint(nil)
	for cut := range len(paint) + 1 {
		term := watch(20, 3)
		term.WriteString("$ thicket")
		answer := answerOf(term, func() { term.Write(screen.Enter(nil)) })
		if !strings.HasPrefix(answer, "\x1b[?2026;") || !strings.HasSuffix(answer, "$y") {
			t.Fatalf("the terminal answered %q", answer)
		}
		if !term.IsAltScreen() || !term.hidden || term.modes[ansi.ModeAutoWrap] || !term.modes[ansi.ModeBracketedPaste] {
			t.Fatalf("after Enter: hidden %t, modes %v", term.hidden, term.modes)
		}
		term.Write(paint[:cut])
		term.Write(screen.Leave(nil))
		if term.IsAltScreen() || term.hidden || len(term.modes) != 2 || !term.modes[ansi.ModeAutoWrap] {
			t.Fatalf("cut at %d: alternate %t, hidden %t, modes %v", cut, term.IsAltScreen(), term.hidden, term.modes)
		}
		term.WriteString("\rx")
		if c := term.CellAt(0, 0); c.Content != "x" || !c.Style.IsZero() || term.CellAt(2, 0).Content != "t" {
			t.Fatalf("cut at %d: %+v", cut, c)
		}
	}
}

// answerOf gives what the terminal sends while f runs.
func answerOf(term *watched, f func()) string {
	answer := make(chan string)
	go func() {
		b := make([]byte, 64)
		n, _ := io.ReadAtLeast(term, b, len("\x1b[?2026;0$y"))
		answer <- string(b[:n])
	}()
	f()
	return <-answer
}
