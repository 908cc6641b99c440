package main

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// as lets somebody in with a key of their own.
func (s *server) as(t *testing.T, user string, seed uint64) *sshtest.Player {
	t.Helper()
	return s.enter(t, sshtest.Options{User: user, Signer: sshtest.KeyFromSeed(seed)})
}

// departs leaves by the keys.
func departs(t *testing.T, p *sshtest.Player) {
	t.Helper()
	press(t, p, "q")
	read(t, p, question)
	press(t, p, "y")
	if _, err := p.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A second terminal with the same key takes the walker over, where it stands,
// and the first is told.
func TestTakeover(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "0")
	first := s.as(t, "otter", 1)
	step(t, first, sshtest.Right, game.Right)
	step(t, first, sshtest.Down, game.Down)
	stood := place(t, first)
	second := s.as(t, "somebody-else", 1)
	leaves(t, first, "Thicket: you play in another terminal now")
	if now := place(t, second); now != stood {
		t.Errorf("the walker stood at %v, it stands at %v", stood, now)
	}
	read(t, second, "1 player ")
	step(t, second, sshtest.Left, game.Left)
}

// Whose line breaks finds their walker where it was, and others see it wait.
func TestWalkerWaits(t *testing.T) {
	s := launch(t, "--world", "16x16", "--trees", "0", "--generations", "0")
	fern := s.as(t, "fern", 2)
	otter := s.as(t, "otter", 1)
	read(t, fern, "2 players")
	step(t, otter, sshtest.Up, game.Up)
	stood := place(t, otter)
	_ = otter.Close() // without a word
	read(t, fern, "1 player ")
	see(t, fern, "otter's walker, dozing", func() bool { return glyphAt(fern, stood) == "💤" })
	otter = s.as(t, "otter", 1)
	if now := place(t, otter); now != stood {
		t.Errorf("the walker waited at %v, it stands at %v", stood, now)
	}
	see(t, fern, "otter awake", func() bool { return glyphAt(fern, stood) != "💤" })
	departs(t, otter) // with a word nothing waits
	see(t, fern, "nobody where otter stood", func() bool { return strings.TrimSpace(glyphAt(fern, stood)) == "" })
}

// A name stays its key's: another comer of that name is told apart, for as long
// as the server has a database.
func TestNameStaysItsKeys(t *testing.T) {
	data := t.TempDir()
	s := launch(t, "--data", data, "--world", "64x64")
	otter := s.as(t, "otter", 1)
	read(t, otter, "You are otter.")
	departs(t, otter)
	thief := s.as(t, "otter", 2)
	read(t, thief, "You are otter~2. p: another name.")
	guest := s.enter(t, sshtest.Options{User: "Otter"})
	read(t, guest, "You are Otter~3, a guest.")
	departs(t, thief)
	s.stop(t)

	s = launch(t, "--data", data, "--world", "64x64")
	thief = s.as(t, "otter", 2)
	otter = s.as(t, "another", 1)
	read(t, thief, "2 players")
	for seed, want := range map[uint64]string{1: "otter", 2: "otter~2"} {
		var m me
		if err := askFor(t.Context(), s.addr, sshtest.KeyFromSeed(seed), "me", &m); err != nil || m.Name != want {
			t.Errorf("%q, %v; %q was expected", m.Name, err, want)
		}
	}
	rename(t, thief, "Otter")
	read(t, thief, "somebody else's")
	press(t, thief, sshtest.Esc)
	rename(t, otter, "heron")
	see(t, thief, "heron", func() bool { return has(thief, "heron") })
	rename(t, thief, "otter")
	see(t, otter, "otter", func() bool { return has(otter, "otter") })
}

// rename types a name into the profile and keeps it.
func rename(t *testing.T, p *sshtest.Player, name string) {
	t.Helper()
	press(t, p, "p")
	read(t, p, "Your profile")
	press(t, p, strings.Repeat(sshtest.Backspace, game.MaxName)+name+sshtest.Enter)
}

// bite lets otter plant a block and leave, and fern eat a cell of it; nothing
// may grow there.
func bite(t *testing.T, s *server) {
	t.Helper()
	otter := s.as(t, "otter", 1)
	press(t, otter, "11")
	read(t, otter, "Planted: block.", "biomass 4")
	at := place(t, otter)
	departs(t, otter)
	fern := s.as(t, "fern", 2)
	walk(t, fern, at)
	step(t, fern, sshtest.Down, game.Down)
}

// The card tells what became of a colony while its owner was away, and who
// played a part in it.
func TestCard(t *testing.T) {
	s := launch(t, "--world", "24x16", "--trees", "0", "--generations", "0")
	bite(t, s)
	otter := s.as(t, "otter", 1)
	read(t, otter, "While you were away", "Your colony: 4 cells then, 3 now.", "Eaten from it: fern 1.", "It stung nobody.")
	step(t, otter, sshtest.Up, game.Up)
	if has(otter, "While you were away") {
		t.Error("the card is still there")
	}
	departs(t, otter)
	otter = s.as(t, "otter", 1)
	read(t, otter, "Your colony: 3 cells then, 3 now.", "Nobody ate from it.")
}
