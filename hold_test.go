package main

import (
	"slices"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// The rules let a walker act twelve times a second, and four times at once.
const actions, atOnce = 12, 4

// sight is a position and when it was first seen.
type sight struct {
	pos  game.Point
	when time.Time
}

// watch notes each position that the player sees, until they are at rest for
// half a second after stop is closed.
func watch(p *sshtest.Player, stop <-chan struct{}) []sight {
	pos, _ := at(p)
	seen := []sight{{pos, time.Now()}}
	poll := time.NewTicker(time.Millisecond)
	defer poll.Stop()
	for now := range poll.C {
		newest := &seen[len(seen)-1]
		if pos, ok := at(p); ok && pos != newest.pos {
			seen = append(seen, sight{pos, now})
			continue
		}
		select {
		case <-stop:
			if now.Sub(newest.when) > time.Second/2 {
				return seen
			}
		default:
		}
	}
	return nil
}

// hold repeats a key as a keyboard does.
func hold(t *testing.T, p *sshtest.Player, key string, lasts time.Duration) {
	t.Helper()
	repeat := time.NewTicker(30 * time.Millisecond)
	defer repeat.Stop()
	over := time.After(lasts)
	for {
		press(t, p, key)
		select {
		case <-repeat.C:
		case <-over:
			return
		}
	}
}

func TestHeldKeyWalksEvenly(t *testing.T) {
	s := launch(t, "--world", "128x32", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter"})
	released := make(chan struct{})
	sights := make(chan []sight, 1)
	go func() { sights <- watch(p, released) }()
	const lasts = 2 * time.Second
	began := time.Now()
	hold(t, p, sshtest.Right, lasts)
	held := time.Since(began)
	close(released)
	seen := <-sights

	first, last := seen[0].pos, seen[len(seen)-1].pos
	cells := last.X - first.X
	if last.Y != first.Y {
		t.Errorf("from %v to %v", first, last)
	}
	if least := int(held.Seconds()*actions) - 4; cells < least {
		t.Errorf("%d cells in %v, %d at least are expected", cells, held, least)
	}
	// After the release one step more may be on its way.
	if most := int(held.Seconds()*actions) + 2; cells > most {
		t.Errorf("%d cells in %v, %d at most are expected", cells, held, most)
	}
	for i, s := range seen[1:] {
		since := s.when.Sub(seen[1].when)
		if most := int(since.Seconds()*actions) + atOnce + 1; s.pos.X-first.X > most {
			t.Errorf("sight %d: %d cells after %v", i, s.pos.X-first.X, since)
		}
	}
	even(t, seen[1:])
}

// even fails if the steps are not spaced as the pace has it. Of a busy machine
// a quarter of them is forgiven.
func even(t *testing.T, seen []sight) {
	t.Helper()
	const gap, slack = time.Second / actions, 25 * time.Millisecond
	var gaps []time.Duration
	good := 0
	for i, s := range seen[1:] {
		g := s.when.Sub(seen[i].when).Round(time.Millisecond)
		gaps = append(gaps, g)
		if s.pos.X-seen[i].pos.X == 1 && g > gap-slack && g < gap+slack {
			good++
		}
	}
	if 4*good < 3*len(gaps) {
		t.Errorf("%d of %d steps are even: %v", good, len(gaps), gaps)
	}
	slices.Sort(gaps)
	if middle := gaps[len(gaps)/2]; middle < gap-15*time.Millisecond || middle > gap+15*time.Millisecond {
		t.Errorf("the usual gap is %v, %v is expected", middle, gap)
	}
	t.Logf("gaps: %v", gaps)
}

// Turning at once: the key that is held last counts, and no step of the other
// direction waits in a queue.
func TestHeldKeyTurns(t *testing.T) {
	s := launch(t, "--world", "128x32", "--trees", "0")
	p := s.enter(t, sshtest.Options{User: "otter"})
	hold(t, p, sshtest.Right, time.Second/2)
	turned := place(t, p) // before the key: the screen may show its step at once
	press(t, p, sshtest.Down)
	see(t, p, "a step down", func() bool { pos, ok := at(p); return ok && pos.Y > turned.Y })
	if now := place(t, p); now.X > turned.X+2 {
		t.Errorf("%d steps were still made after the turn", now.X-turned.X)
	}
}
