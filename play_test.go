package main

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

func TestFirstFrame(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter"})
	first := p.Screen()
	if !strings.HasPrefix(first, "♥♥♥  5 spores  biomass 0  rank 1  32,32  1 player  meadow") {
		t.Errorf("the first row: %q", p.Row(0))
	}
	read(t, p, "You are otter, a guest.")
	me, ok := own(p)
	if w, h := p.Size(); !ok || me.X < w/4 || me.X > 3*w/4 || me.Y < h/4 || me.Y > 3*h/4 {
		t.Errorf("the own walker is at %v of the screen (%v)\n%s", me, ok, p.Screen())
	}
	if !p.AltScreen() {
		t.Error("the game is not on the alternate screen")
	}
	if _, _, shown := p.Cursor(); shown {
		t.Error("the cursor shows")
	}
}

func TestSteps(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter"})
	for _, keys := range [][4]string{
		arrow,
		{game.Up: "k", game.Down: "j", game.Left: "h", game.Right: "l"},
		{game.Up: "w", game.Down: "s", game.Left: "a", game.Right: "d"},
		{game.Up: "\x1bOA", game.Down: "\x1bOB", game.Left: "\x1bOD", game.Right: "\x1bOC"}, // as some terminals have it
	} {
		for _, dir := range []game.Dir{game.Up, game.Right, game.Right, game.Down, game.Left} {
			step(t, p, keys[dir], dir)
		}
	}
	if pos := place(t, p); pos != (game.Point{X: 36, Y: 32}) {
		t.Errorf("in the end at %v", pos)
	}
	if strings.Contains(lastRow(p), "You are otter") {
		t.Error("who has walked is still told how")
	}
}

func TestTreeBlocks(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter", Env: map[string]string{"THICKET_GLYPHS": "ascii"}})
	for range 64 {
		here := place(t, p)
		beside := game.Point{X: here.X + 1, Y: here.Y}
		if glyphAt(p, beside) != "/" {
			step(t, p, sshtest.Right, game.Right)
			continue
		}
		bump(t, p, sshtest.Right, "A tree is in the way.")
		if glyphAt(p, beside) != "/" {
			t.Error("the tree is gone")
		}
		step(t, p, sshtest.Left, game.Left)
		return
	}
	t.Fatalf("no tree all the way\n%s", p.Screen())
}

func TestRimBlocks(t *testing.T) {
	s := launch(t, "--world", "16x16", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter", Env: map[string]string{"THICKET_GLYPHS": "ascii"}})
	walk(t, p, game.Point{X: 0, Y: 0})
	bump(t, p, sshtest.Up, "The forest ends here.")
	bump(t, p, sshtest.Left, "The forest ends here.")
	for _, beyond := range []game.Point{{X: -1, Y: -1}, {X: 16, Y: 16}, {X: -1, Y: 16}} {
		if g := glyphAt(p, beyond); g != ":" {
			t.Errorf("the rim at %v shows as %q\n%s", beyond, g, p.Screen())
		}
	}
}

// A run goes on until something is in the way, with the walker in sight all
// the time, and any key ends it.
func TestRun(t *testing.T) {
	s := launch(t, "--world", "40x16", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter", Width: 40, Height: 12})
	for _, run := range []struct {
		key string
		end game.Point
	}{{sshtest.ShiftLeft, game.Point{X: 0, Y: 8}}, {sshtest.ShiftUp, game.Point{X: 0, Y: 0}}} {
		press(t, p, run.key)
		see(t, p, "the end of a run", func() bool {
			if _, ok := own(p); !ok {
				t.Errorf("the own walker is out of sight\n%s", p.Screen())
			}
			pos, ok := at(p)
			return ok && pos == run.end && strings.Contains(lastRow(p), "The forest ends here.")
		})
	}
	press(t, p, sshtest.ShiftRight)
	see(t, p, "a run", func() bool { pos, ok := at(p); return ok && pos.X > 4 })
	step(t, p, sshtest.Down, game.Down)
	step(t, p, sshtest.Down, game.Down)
}
