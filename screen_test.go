package main

import (
	"fmt"
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// see waits until something shows on the player's screen.
func see(t *testing.T, p *sshtest.Player, what string, is func() bool) {
	t.Helper()
	if err := p.WaitFor(t.Context(), func(*sshtest.Player) bool { return is() }); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// read waits until all the texts stand on the screen.
func read(t *testing.T, p *sshtest.Player, texts ...string) {
	t.Helper()
	if err := p.WaitText(t.Context(), texts...); err != nil {
		t.Fatal(err)
	}
}

func press(t *testing.T, p *sshtest.Player, keys string) {
	t.Helper()
	if err := p.Press(keys); err != nil {
		t.Fatal(err)
	}
}

// at is the position that the first row says.
func at(p *sshtest.Player) (pos game.Point, ok bool) {
	for _, field := range strings.Fields(p.Row(0)) {
		if n, _ := fmt.Sscanf(field, "%d,%d", &pos.X, &pos.Y); n == 2 {
			return pos, true
		}
	}
	return game.Point{}, false
}

func place(t *testing.T, p *sshtest.Player) game.Point {
	t.Helper()
	pos, ok := at(p)
	if !ok {
		t.Fatalf("no position in the first row: %q", p.Row(0))
	}
	return pos
}

func lastRow(p *sshtest.Player) string {
	_, h := p.Size()
	return p.Row(h - 1)
}

// own is where on the screen the own walker stands: it is the one with a
// bright background.
func own(p *sshtest.Player) (found game.Point, ok bool) {
	w, h := p.Size()
	for y := 1; y < h-1; y++ {
		for x := 0; x < w; x += 2 {
			if bg := p.Cell(x, y).Style.Bg; bg != nil {
				if _, green, _, _ := bg.RGBA(); green > 0x8000 {
					return game.Point{X: x, Y: y}, true
				}
			}
		}
	}
	return game.Point{}, false
}

// glyphAt is what stands on the player's screen for a cell of the world.
func glyphAt(p *sshtest.Player, q game.Point) string {
	me, ok := own(p)
	pos, known := at(p)
	if !ok || !known {
		return ""
	}
	return p.Cell(me.X+2*(q.X-pos.X), me.Y+q.Y-pos.Y).Content
}

// step presses a key and waits for the one step that it makes.
func step(t *testing.T, p *sshtest.Player, key string, dir game.Dir) {
	t.Helper()
	before := place(t, p)
	press(t, p, key)
	see(t, p, "a step", func() bool { pos, ok := at(p); return ok && pos != before })
	if now := place(t, p); now != before.Step(dir) {
		t.Fatalf("key %q leads from %v to %v", key, before, now)
	}
}

// arrow is the key for each direction.
var arrow = [4]string{game.Up: sshtest.Up, game.Down: sshtest.Down, game.Left: sshtest.Left, game.Right: sshtest.Right}

// walk goes step by step to a place; nothing may be in the way.
func walk(t *testing.T, p *sshtest.Player, to game.Point) {
	t.Helper()
	for {
		dir := game.Right
		switch here := place(t, p); {
		case here == to:
			return
		case here.X > to.X:
			dir = game.Left
		case here.Y < to.Y && here.X == to.X:
			dir = game.Down
		case here.Y > to.Y && here.X == to.X:
			dir = game.Up
		}
		step(t, p, arrow[dir], dir)
	}
}

// bump steps against something: the last row says so, and nobody moves.
func bump(t *testing.T, p *sshtest.Player, key, why string) {
	t.Helper()
	before := place(t, p)
	press(t, p, key)
	see(t, p, why, func() bool { return strings.Contains(lastRow(p), why) })
	if now := place(t, p); now != before {
		t.Errorf("%q, and yet from %v to %v", why, before, now)
	}
}

// leaves waits for the end of a session, as the player sees it.
func leaves(t *testing.T, p *sshtest.Player, words string) {
	t.Helper()
	code, err := p.Wait(t.Context())
	if code != 0 || err != nil {
		t.Errorf("exit code %d, %v", code, err)
	}
	if err := p.Restored(); err != nil {
		t.Error(err)
	}
	contains(t, p.Screen(), words)
}
