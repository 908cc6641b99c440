package main

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

const keys = "?: help" // the last row says on any key that does nothing

func TestResize(t *testing.T) {
	s := launch(t, "--world", "128x128", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter"})
	step(t, p, sshtest.Right, game.Right)
	for _, size := range [][2]int{{120, 40}, {50, 14}, {80, 24}, {40, 12}, {133, 50}} {
		w, h := size[0], size[1]
		press(t, p, "z")
		if err := p.Resize(w, h); err != nil {
			t.Fatal(err)
		}
		see(t, p, "the keys in the last row", func() bool { return strings.Contains(p.Row(h-1), keys) })
		if _, ok := at(p); !ok {
			t.Errorf("%d x %d: no position in the first row: %q", w, h, p.Row(0))
		}
		if _, ok := own(p); !ok {
			t.Errorf("%d x %d: the own walker is not in sight", w, h)
		}
		// Where a screen grows, there is more of the forest.
		if below := p.Row(h - 2); h > 24 && below == "" {
			t.Errorf("%d x %d: nothing at the lower edge\n%s", w, h, p.Screen())
		}
		right := ""
		for y := 1; y < h-1; y++ {
			right += strings.TrimSpace(p.Cell(w-w%2-2, y).Content)
		}
		if w > 80 && right == "" {
			t.Errorf("%d x %d: nothing at the right edge\n%s", w, h, p.Screen())
		}
	}
}

func TestTooSmall(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter"})
	step(t, p, sshtest.Right, game.Right)
	for _, size := range []struct {
		w, h int
		says string
	}{{39, 24, "39 x 24"}, {80, 11, "80 x 11"}, {24, 3, "24 x 3"}} {
		if err := p.Resize(size.w, size.h); err != nil {
			t.Fatal(err)
		}
		read(t, p, size.says, "40 x 12")
		if strings.Contains(p.Screen(), "meadow") {
			t.Errorf("the game shows in %s\n%s", size.says, p.Screen())
		}
	}
	// What is too small for a sentence does not break anything either.
	if err := p.Resize(1, 1); err != nil {
		t.Fatal(err)
	}
	see(t, p, "a single cell", func() bool { w, h := p.Size(); return w == 1 && h == 1 })
	if err := p.Resize(80, 24); err != nil {
		t.Fatal(err)
	}
	read(t, p, "meadow")
	step(t, p, sshtest.Left, game.Left)
}

// Where there is no room to ask, q leaves.
func TestTooSmallToAsk(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter"})
	if err := p.Resize(39, 11); err != nil {
		t.Fatal(err)
	}
	read(t, p, "39 x 11", "or q.")
	press(t, p, "q")
	leaves(t, p, "Goodbye, otter.")
}
