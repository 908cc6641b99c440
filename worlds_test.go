package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// hastyRules are the rules with the hours of founded worlds as seconds.
func hastyRules(t *testing.T) {
	before := rulebook
	t.Cleanup(func() { rulebook = before })
	rulebook = func() game.Config {
		cfg := before()
		cfg.Grace, cfg.Sleep, cfg.Close, cfg.Podium = 6*time.Second, 2*time.Second, 8*time.Second, 8*time.Second
		return cfg
	}
}

// visitor is somebody with a key of their own, at a terminal or not.
type visitor struct {
	*sshtest.Player
	server *server
	name   string
	seed   uint64
}

// joins brings a visitor into a world.
func (v *visitor) joins(t *testing.T, world string) {
	t.Helper()
	v.Player = v.server.enter(t, sshtest.Options{
		User: v.name, Signer: sshtest.KeyFromSeed(v.seed), Command: "join " + world,
	})
}

// worldLine is what worlds tells of a world.
type worldLine struct {
	Name, Mode, Crown string
	Round             int
	Asleep            bool
}

// world is what worlds tells of one; false: it is not there.
func (s *server) world(t *testing.T, name string) (worldLine, bool) {
	t.Helper()
	var all []worldLine
	if err := askFor(t.Context(), s.addr, nil, "worlds", &all); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(w worldLine) bool { return w.Name == name })
	if i < 0 {
		return worldLine{}, false
	}
	return all[i], true
}

// wears waits until the crown of a world is somebody's.
func (s *server) wears(t *testing.T, world, name string) {
	t.Helper()
	eventually(t, name+" wears the crown of "+world, func() bool {
		w, _ := s.world(t, world)
		return w.Crown == name
	})
}

// What players found: the crown's life with three of them, and a match from its
// beginning to the next round, at the same time and in the same server.
func TestFoundedWorlds(t *testing.T) {
	hastyRules(t)
	s := launch(t, "--world", "64x64", "--trees", "0", "--max-per-source", "0")
	t.Run("at once", func(t *testing.T) {
		t.Run("crown", func(t *testing.T) {
			t.Parallel()
			crownsLife(t, s)
		})
		t.Run("match", func(t *testing.T) {
			t.Parallel()
			matchsLife(t, s)
		})
	})
}

// crownsLife follows a crown from the founding of its world to the end.
func crownsLife(t *testing.T, s *server) {
	otter := &visitor{server: s, name: "otter", seed: 1}
	fern := &visitor{server: s, name: "fern", seed: 2}
	heron := &visitor{server: s, name: "heron", seed: 3}
	otter.joins(t, "lab --size 32x32 --trees 0 --bots 0")
	s.wears(t, "lab", "otter")
	fern.joins(t, "lab")
	read(t, otter.Player, "2 players")
	heron.joins(t, "lab")
	read(t, otter.Player, "3 players")

	_ = otter.Close() // the line breaks
	read(t, fern.Player, "2 players")
	otter.joins(t, "lab")
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(3 * rulebook().Grace / 2); time.Now().Before(end); <-look.C {
		if w, _ := s.world(t, "lab"); w.Crown != "otter" {
			t.Fatalf("otter was back within the grace, and %q wears the crown", w.Crown)
		}
	}

	departs(t, otter.Player)
	left := time.Now()
	s.wears(t, "lab", "fern")
	if after := time.Since(left); after < rulebook().Grace-time.Second {
		t.Errorf("the crown passed %v after its wearer left", after)
	}
	otter.joins(t, "lab") // last in line now
	says(t, fern.Player, "/crown heron")
	s.wears(t, "lab", "heron")
	read(t, heron.Player, "You wear the crown")
	says(t, heron.Player, "/abdicate")
	s.wears(t, "lab", "fern")
	departs(t, fern.Player)
	s.wears(t, "lab", "heron")
	departs(t, heron.Player)
	s.wears(t, "lab", "otter")
	departs(t, otter.Player)
	eventually(t, "lab sleeps", func() bool { w, _ := s.world(t, "lab"); return w.Asleep })
	eventually(t, "lab closes", func() bool { _, there := s.world(t, "lab"); return !there })
	fern.joins(t, "lab --size 16x16 --trees 0 --bots 0") // another of that name
	s.wears(t, "lab", "fern")
	read(t, fern.Player, "biomass 0", "1 player ")
}

// says types a line of chat, and leaves the chat.
func says(t *testing.T, p *sshtest.Player, line string) {
	t.Helper()
	press(t, p, "t"+line+sshtest.Enter+sshtest.Esc)
}

// matchsLife follows a match from its founding to the second round. One of the
// two who play is away when the first ends.
func matchsLife(t *testing.T, s *server) {
	otter := &visitor{server: s, name: "wren", seed: 4}
	fern := &visitor{server: s, name: "newt", seed: 5}
	otter.joins(t, "race --size 48x48 --trees 0 --bots 0 --generations 0 --match 1m")
	began := time.Now()
	fern.joins(t, "race")
	plants(t, otter.Player, "1", "biomass 4") // a block
	plants(t, fern.Player, "2", "biomass 3")  // a blinker
	if w, _ := s.world(t, "race"); w.Mode != "match" || w.Round != 1 {
		t.Errorf("the match is %+v", w)
	}
	until := time.NewTimer(time.Until(began.Add(50 * time.Second))) // fern's walker waits for a minute
	<-until.C
	_ = fern.Close()
	read(t, otter.Player, "wren", "newt", "away", "best")
	if took := time.Since(began); took < 58*time.Second {
		t.Errorf("the round ended after %v", took)
	}
	read(t, otter.Player, "round 2", "biomass 0", "5 spores")
	if w, _ := s.world(t, "race"); w.Round != 2 || w.Crown != "wren" {
		t.Errorf("the second round is %+v", w)
	}
	fern.joins(t, "race")
	read(t, fern.Player, "you placed 2 of 2", "biomass 0")
	if strings.Contains(otter.Screen(), "placed") {
		t.Error("who was there is told their place by a card")
	}
}

// plants plants what a key chooses in the first direction in which nothing is in
// the way.
func plants(t *testing.T, p *sshtest.Player, key, biomass string) {
	t.Helper()
	press(t, p, key)
	for i := 0; !has(p, biomass); i++ {
		press(t, p, arrow[i%4]+sshtest.Space)
		see(t, p, "an answer", func() bool { return has(p, biomass) || has(p, "in the way") || has(p, "ends here") })
	}
}

// A founded world outlives the process, with its crown, its message of the day
// and what grows in it.
func TestFoundedWorldOutlivesRestart(t *testing.T) {
	data := t.TempDir()
	s := launch(t, "--data", data, "--world", "64x64")
	otter := &visitor{server: s, name: "otter", seed: 1}
	otter.joins(t, "lab --size 64x48 --trees 0 --bots 0 --generations 0")
	plants(t, otter.Player, "1", "biomass 4") // a block
	says(t, otter.Player, "/motd mind the gap")
	read(t, otter.Player, "mind the gap")
	departs(t, otter.Player)
	s.stop(t)

	s = launch(t, "--data", data, "--world", "64x64")
	if w, there := s.world(t, "lab"); !there || w.Crown != "otter" {
		t.Fatalf("after the restart the world is %+v, %v", w, there)
	}
	otter.server = s
	otter.joins(t, "lab")
	read(t, otter.Player, "While you were away", "Your colony: 4 cells then, 4 now.")
	fern := &visitor{server: s, name: "fern", seed: 2}
	fern.joins(t, "lab")
	read(t, fern.Player, "mind the gap", "2 players")
}

// The limits on founding are told in words.
func TestFoundingIsLimited(t *testing.T) {
	s := launch(t, "--world", "64x64", "--max-worlds", "4", "--max-cells", "10k")
	refused := func(seed uint64, join string, words ...string) {
		t.Helper()
		p, err := sshtest.DialOpenSSH(t.Context(), s.addr, sshtest.Options{
			User: "otter", Signer: sshtest.KeyFromSeed(seed), Command: "join " + join, Patience: patience,
		})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		code, err := p.Wait(t.Context())
		if code != 1 || err != nil {
			t.Errorf("join %s: exit code %d, %v", join, code, err)
		}
		contains(t, p.Screen(), words...)
	}
	otter := &visitor{server: s, name: "otter", seed: 1}
	for _, world := range []string{"one", "two", "three"} {
		otter.joins(t, world+" --size 50x50 --bots 0 --trees 0")
		departs(t, otter.Player)
	}
	refused(1, "four --size 16x16 --bots 0", "three")
	refused(2, "four --size 50x51 --bots 0", "50")
	fern := &visitor{server: s, name: "fern", seed: 2}
	fern.joins(t, "four --size 50x50 --bots 0 --trees 0") // the last cell
	departs(t, fern.Player)
	refused(3, "five --size 16x16 --bots 0", "4")
}
