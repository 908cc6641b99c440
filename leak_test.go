package main

import (
	"runtime"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"thicket/sshd/sshtest"
)

// Five hundred players come and go, every other one without a goodbye.
func TestSessionsLeaveNothing(t *testing.T) {
	s := launch(t, "--world", "64x64", "--max-per-source", "0", "--log-level", "warn")
	s.enter(t, sshtest.Options{User: "otter"}).Close() // what is made once is made
	before := fewest(t, 0)

	var visits errgroup.Group
	visits.SetLimit(8)
	for i := range 500 {
		visits.Go(func() error {
			p, err := sshtest.Dial(t.Context(), s.addr, sshtest.Options{User: "fern", Blind: true, Patience: patience})
			if err != nil {
				return err
			}
			if err := p.WaitFor(t.Context(), func(p *sshtest.Player) bool { return p.Bytes() > 500 }); err != nil {
				return err
			}
			if i%2 == 0 {
				return p.Close() // the connection, with no word
			}
			if err := p.Press(sshtest.CtrlC); err != nil {
				return err
			}
			if _, err := p.Wait(t.Context()); err != nil {
				return err
			}
			return p.Close()
		})
	}
	if err := visits.Wait(); err != nil {
		t.Fatal(err)
	}

	if after := fewest(t, before); after > before {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines before, %d after\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
	}
	read(t, s.enter(t, sshtest.Options{User: "otter"}), "1 player ")
}

// fewest waits until there are at most enough goroutines, or for as long as
// their number falls, and gives it.
func fewest(t *testing.T, enough int) int {
	t.Helper()
	const rest = 3 * time.Second
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	least, since := runtime.NumGoroutine(), time.Now()
	for now := range poll.C {
		switch n := runtime.NumGoroutine(); {
		case n < least:
			least, since = n, now
		case least <= enough || enough == 0 && now.Sub(since) > time.Second/2 || now.Sub(since) > rest:
			return least
		}
	}
	return least
}
