package main

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

const (
	question = "Leave the forest? y: yes, any other key: stay"
	helpText = "Eat, plant, grow" // in whichever size
)

func has(p *sshtest.Player, text string) bool { return strings.Contains(p.Screen(), text) }

func TestHelp(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter"})
	step(t, p, sshtest.Right, game.Right)
	here := place(t, p)
	for _, key := range []string{sshtest.Esc, "?", sshtest.Space, sshtest.Right} {
		press(t, p, "?")
		read(t, p, helpText, "arrows/wasd", "shift+arrow", "space plant")
		press(t, p, key)
		see(t, p, "the forest without the help", func() bool { return !has(p, helpText) })
	}
	if now := place(t, p); now != here {
		t.Errorf("a key that closed the help led from %v to %v", here, now)
	}
	step(t, p, sshtest.Up, game.Up)
	press(t, p, "?")
	read(t, p, helpText)
	press(t, p, "q")
	read(t, p, question)
	press(t, p, "y")
	leaves(t, p, "Goodbye, otter.")
}

func TestHelpFitsSmallestScreen(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter", Width: 40, Height: 12})
	press(t, p, "?")
	read(t, p, helpText, "q leave")
	borders := 0
	for row := range strings.Lines(p.Screen()) {
		if strings.Contains(row, "+---") && strings.Contains(row, "---+") {
			borders++
		}
	}
	if borders != 2 {
		t.Errorf("the box has %d of its two borders", borders)
	}
}

func TestQuitAsks(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter"})
	for _, stay := range []string{"n", sshtest.Esc, sshtest.Right, "q"} {
		press(t, p, "q")
		read(t, p, question)
		press(t, p, stay)
		see(t, p, "no question", func() bool { return !has(p, question) })
	}
	step(t, p, sshtest.Right, game.Right)
	press(t, p, "q")
	read(t, p, question)
	press(t, p, "y")
	leaves(t, p, "Goodbye, otter.")
}

func TestCtrlCLeavesAtOnce(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "0")
	for _, first := range []string{"", "?", "q", "g", sshtest.ShiftRight} {
		p := s.enter(t, sshtest.Options{User: "otter"})
		press(t, p, first+sshtest.CtrlC)
		leaves(t, p, "Goodbye, otter.")
	}
	// Also where the screen is too small for the game.
	p := s.enter(t, sshtest.Options{User: "otter"})
	if err := p.Resize(20, 5); err != nil {
		t.Fatal(err)
	}
	read(t, p, "20 x 5")
	press(t, p, sshtest.CtrlC)
	leaves(t, p, "Goodbye, otter.")
}
