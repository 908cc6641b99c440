package sshtest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// see looks at the terminal while nothing is fed. A blind player sees
// nothing.
func (p *Player) see(look func(t *terminal)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.term != nil {
		look(p.term)
	}
}

// Screen is the text of all rows, with '\n' between them and without the
// blanks at their ends. A wide glyph stands there once.
func (p *Player) Screen() (text string) {
	p.see(func(t *terminal) { text = t.text() })
	return text
}

// Row is the text of row y, counted from 0, without the blanks at its end.
func (p *Player) Row(y int) (text string) {
	p.see(func(t *terminal) { text = t.row(y) })
	return text
}

// Cell is what stands at column x of row y, counted from 0: content, width,
// colours, attributes. A wide glyph has Width 2, and the column after it is
// the zero Cell; so is whatever lies outside.
func (p *Player) Cell(x, y int) (c uv.Cell) {
	p.see(func(t *terminal) { c = t.cell(x, y) })
	return c
}

// Size is the terminal's size in columns and rows.
func (p *Player) Size() (w, h int) {
	p.see(func(t *terminal) { w, h = t.emulator.Width(), t.emulator.Height() })
	return w, h
}

// Cursor is the cursor's position, counted from 0, and whether it shows.
func (p *Player) Cursor() (x, y int, visible bool) {
	p.see(func(t *terminal) {
		at := t.emulator.CursorPosition()
		x, y, visible = at.X, at.Y, t.cursorShown()
	})
	return x, y, visible
}

// Title is the window title that the server has set.
func (p *Player) Title() (title string) {
	p.see(func(t *terminal) { title = t.title })
	return title
}

// AltScreen tells whether the alternate screen is shown.
func (p *Player) AltScreen() (on bool) {
	p.see(func(t *terminal) { on = t.emulator.IsAltScreen() })
	return on
}

// Restored tells whether the terminal is as it was before: main screen, a
// visible cursor, plain text, none of the modes that a program switches on.
// The error names all that is not.
func (p *Player) Restored() (err error) {
	p.see(func(t *terminal) { err = t.restored() })
	return err
}

// WaitFor waits until cond holds. It asks at once and after every chunk of
// output, between synchronized updates. The error shows the screen.
func (p *Player) WaitFor(ctx context.Context, cond func(p *Player) bool) error {
	ctx, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	for {
		over := p.ended() // asked first: then nothing can follow what cond sees
		ok, news := p.holds(cond, over)
		switch {
		case ok:
			return nil
		case over:
			return fmt.Errorf("wait for a screen: %w\n%s", errOver, p.picture())
		}
		select {
		case <-news:
		case <-p.over:
		case <-ctx.Done():
			return fmt.Errorf("wait for a screen: %w\n%s", ctx.Err(), p.picture())
		}
	}
}

var errOver = errors.New("the session is over")

// WaitText waits until each of the texts stands somewhere on the screen.
func (p *Player) WaitText(ctx context.Context, texts ...string) error {
	var missing string
	err := p.WaitFor(ctx, func(p *Player) bool {
		screen := p.Screen()
		for _, missing = range texts {
			if !strings.Contains(screen, missing) {
				return false
			}
		}
		return true
	})
	if err != nil {
		return fmt.Errorf("no %q: %w", missing, err)
	}
	return nil
}

// holds asks cond while nothing is fed, unless an update is half done; news
// is closed by the next chunk.
func (p *Player) holds(cond func(*Player) bool, last bool) (ok bool, news <-chan struct{}) {
	p.turn.Lock()
	defer p.turn.Unlock()
	torn := false
	p.see(func(t *terminal) { torn = t.torn() })
	return (last || !torn) && cond(p), p.news
}

func (p *Player) ended() bool {
	select {
	case <-p.over:
		return true
	default:
		return false
	}
}

// picture is the screen in a frame, for errors.
func (p *Player) picture() string {
	w, h := p.Size()
	screen := strings.TrimRight(p.Screen(), "\n")
	return fmt.Sprintf("--- screen %dx%d, %d bytes received ---\n%s\n---", w, h, p.Bytes(), screen)
}
