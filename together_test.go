package main

import (
	"net"
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// pair lets otter and fern into a small world where they see each other; they
// look different.
func pair(t *testing.T, args ...string) (s *server, otter, fern *sshtest.Player) {
	t.Helper()
	s = launch(t, append([]string{"--world", "16x16", "--trees", "0"}, args...)...)
	otter = s.enter(t, sshtest.Options{User: "otter", Signer: sshtest.KeyFromSeed(1)})
	fern = s.enter(t, sshtest.Options{User: "fern", Signer: sshtest.KeyFromSeed(2)})
	return s, otter, fern
}

func TestTwoSeeEachOther(t *testing.T) {
	_, otter, fern := pair(t)
	read(t, otter, "2 players")
	read(t, fern, "2 players", "You are fern.")
	looks := glyphAt(otter, place(t, otter))
	if looks == glyphAt(fern, place(t, fern)) {
		t.Fatalf("both look like %q", looks)
	}
	for _, dir := range []game.Dir{game.Right, game.Down, game.Right, game.Up} {
		before := place(t, otter)
		see(t, fern, "otter where it stands", func() bool { return glyphAt(fern, before) == looks })
		step(t, otter, arrow[dir], dir)
		after := place(t, otter)
		see(t, fern, "otter where it went", func() bool {
			return glyphAt(fern, after) == looks && glyphAt(fern, before) != looks
		})
	}
}

func TestAnotherBlocks(t *testing.T) {
	_, otter, fern := pair(t)
	read(t, otter, "2 players")
	at := place(t, fern)
	walk(t, otter, game.Point{X: at.X + 1, Y: at.Y})
	bump(t, otter, sshtest.Left, "fern is in the way.")
	if now := place(t, fern); now != at {
		t.Errorf("fern was pushed from %v to %v", at, now)
	}
	bump(t, fern, sshtest.Right, "otter is in the way.")
}

// Two who come under one name are told apart.
func TestSameName(t *testing.T) {
	s := launch(t, "--world", "16x16", "--trees", "0")
	otter := s.enter(t, sshtest.Options{User: "otter"})
	twin := s.enter(t, sshtest.Options{User: "otter"})
	read(t, otter, "2 players")
	at := place(t, twin)
	walk(t, otter, game.Point{X: at.X + 1, Y: at.Y})
	bump(t, otter, sshtest.Left, "otter~2 is in the way.")
	bump(t, twin, sshtest.Right, "otter is in the way.")
}

// Who is out of view is pointed to, with the distance.
func TestFarPlayer(t *testing.T) {
	s := launch(t, "--world", "256x16", "--trees", "0")
	otter := s.enter(t, sshtest.Options{User: "otter"})
	fern := s.enter(t, sshtest.Options{User: "fern"})
	away, back, there := sshtest.ShiftRight, "otter ← ", "fern → "
	if place(t, fern).X < place(t, otter).X {
		away, back, there = sshtest.ShiftLeft, "otter → ", "fern ← "
	}
	press(t, fern, away)
	see(t, fern, "an arrow to otter", func() bool { return strings.Contains(fern.Row(0), back) })
	press(t, fern, sshtest.Esc) // ends the run
	see(t, otter, "an arrow to fern", func() bool { return strings.Contains(otter.Row(0), there) })
}

func TestVanishedClientLeavesNoGhost(t *testing.T) {
	for _, c := range []struct {
		name   string
		linger int // as of net.TCPConn.SetLinger
	}{{"closed", -1}, {"reset", 0}} {
		t.Run(c.name, func(t *testing.T) {
			s := launch(t, "--world", "16x16", "--trees", "0")
			otter := s.enter(t, sshtest.Options{User: "otter"})
			var wire net.Conn
			fern := s.enter(t, sshtest.Options{User: "fern", WrapConn: func(c net.Conn) net.Conn { wire = c; return c }})
			read(t, otter, "2 players")
			stood := place(t, fern)
			see(t, otter, "fern", func() bool { return strings.TrimSpace(glyphAt(otter, stood)) != "" })
			if err := wire.(*net.TCPConn).SetLinger(c.linger); err != nil {
				t.Fatal(err)
			}
			_ = wire.Close()
			read(t, otter, "1 player ")
			see(t, otter, "nobody where fern stood", func() bool { return strings.TrimSpace(glyphAt(otter, stood)) == "" })
			walk(t, otter, stood)
		})
	}
}
