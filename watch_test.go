package main

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// watches looks on in the meadow, at somebody or where things happen.
func (s *server) watches(t *testing.T, seed uint64, whom string) *sshtest.Player {
	t.Helper()
	return s.enter(t, sshtest.Options{
		User: "heron", Signer: sshtest.KeyFromSeed(seed), Command: strings.TrimSpace("watch meadow " + whom),
	})
}

// Who looks on sees whom they named walk out of the first view, and is no player;
// when those leave, another one is shown.
func TestLookOn(t *testing.T) {
	s := launch(t, "--world", "128x16", "--trees", "0", "--generations", "0", "--bots", "0")
	otter, fern := s.as(t, "otter", 1), s.as(t, "fern", 2)
	heron := s.watches(t, 3, "fern")
	read(t, heron, "watching fern", "2 players")
	press(t, heron, "wsd123 x")
	read(t, heron, "You only look on.")
	away, rim := sshtest.ShiftRight, 127
	if place(t, fern).X < place(t, otter).X {
		away, rim = sshtest.ShiftLeft, 0
	}
	press(t, fern, away)
	see(t, fern, "the rim", func() bool { pos, ok := at(fern); return ok && pos.X == rim })
	see(t, heron, "fern at the rim", func() bool { pos, ok := at(heron); return ok && pos == place(t, fern) })
	see(t, heron, "fern as one's own", func() bool { _, ok := own(heron); return ok })
	departs(t, fern)
	read(t, heron, "fern is gone.", "watching otter")
	read(t, otter, "1 player ")
	departs(t, heron)
}

// Who plays watches somebody for a while, and is back where they were.
func TestWatchForAWhile(t *testing.T) {
	s := launch(t, "--world", "256x16", "--trees", "0", "--generations", "0", "--bots", "0")
	otter, fern := s.as(t, "otter", 1), s.as(t, "fern", 2)
	stood := place(t, otter)
	read(t, otter, "2 players")
	press(t, otter, "v")
	read(t, otter, "watching fern")
	step(t, fern, sshtest.Right, game.Right)
	see(t, otter, "fern's step", func() bool { pos, ok := at(otter); return ok && pos == place(t, fern) })
	press(t, otter, sshtest.Esc)
	read(t, otter, "spores")
	if now := place(t, otter); now != stood {
		t.Errorf("otter stood at %v and stands at %v", stood, now)
	}
}
