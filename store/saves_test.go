package store

import (
	"errors"
	"strings"
	"testing"

	"thicket/game"
)

// A snapshot that was on its way when its world was forgotten reaches neither it
// nor the next world of its name.
func TestASaveThatComesTooLate(t *testing.T) {
	s, _, err := openFor(t, t.TempDir()) // this test is the writer
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	do := func(f func() error) error {
		answer := make(chan error)
		go func() { answer <- f() }()
		s.commitChanges(<-s.queue)
		return <-answer
	}
	r := &running{Store: s}
	fen := func() error { return s.Charter(charterOf("fen")) }
	if err := do(fen); err != nil {
		t.Fatal(err)
	}
	saved := make(chan error)
	go func() { saved <- s.Save("fen", shotOf(t, 1)) }()
	late := <-s.saves
	if err := errors.Join(do(func() error { return s.Forget("fen") }), do(fen)); err != nil {
		t.Fatal(err)
	}
	s.commitSaves(late)
	if err := <-saved; !errors.Is(err, game.ErrNoWorld) {
		t.Errorf("saved with %v", err)
	}
	if shot, err := s.Load("fen"); shot != nil || err != nil {
		t.Errorf("the next world has %v, %v", shot, err)
	}
	r.wantFounded(t, "fen")
}

// Whatever became of the world that bore a name before, the one that bears it now
// is saved, and none that is not there.
func TestTheNextWorldOfANameIsSaved(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		for i, forget := range []func(){
			func() {
				if err := r.Forget("fen"); err != nil {
					t.Fatal(err)
				}
			},
			func() {
				r.exec(t, "DELETE FROM worlds") // by hand, which the next save finds out
				if err := r.Save("fen", shotOf(t, 9)); !errors.Is(err, game.ErrNoWorld) {
					t.Errorf("saved with %v", err)
				}
			},
			func() {
				r.exec(t, "ALTER TABLE shots RENAME TO gone") // a transaction fails
				if err := r.Save("fen", shotOf(t, 9)); !errors.As(err, new(unkept)) {
					t.Errorf("saved with %v", err)
				}
				r.exec(t, "ALTER TABLE gone RENAME TO shots")
			},
		} {
			r.found(t, "fen")
			seed := uint64(3 * i)
			r.save(t, "fen", seed, seed+1)
			forget()
			r.found(t, "fen")
			r.save(t, "fen", seed+2)
			r.wantLoaded(t, "fen", seed+2)
		}
		if err := r.Forget("fen"); err != nil {
			t.Fatal(err)
		}
		if err := r.Save("fen", shotOf(t, 9)); !errors.Is(err, game.ErrNoWorld) {
			t.Errorf("saved with %v", err)
		}
	})
}

// Snapshots wait for the changes, and a transaction takes not too many of them.
func TestChangesComeBeforeSnapshots(t *testing.T) {
	s, _, err := openFor(t, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var order []string
	leave := func(queue chan *change, what string, size int) {
		tryWrite(queue, func(querier) error {
			order = append(order, what)
			return nil
		})
	}
	for range maxSaves + 1 {
		leave(s.saves, "save", 0)
	}
	leave(s.queue, "change", 0)
	s.commitSaves(<-s.saves)
	if len(order) != maxSaves+1 || order[0] != "change" || len(s.saves) != 1 {
		t.Errorf("done are %d, the first a %s; %d wait", len(order), order[0], len(s.saves))
	}
	big := &change{size: maxSaved}
	s.saves <- big
	s.saves <- big
	if got := batch(<-s.saves, s.saves, maxSaves); len(got) != 2 || len(s.saves) != 1 {
		t.Errorf("a batch has %d snapshots, %d wait", len(got), len(s.saves))
	}
}

// A damaged page among the snapshots is no trouble of accounts.
func TestTroubleOfSnapshotsAlone(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.found(t, "fen")
		r.exec(t, "ALTER TABLE shots RENAME TO gone")
		for range 2 {
			if err := r.Save("fen", shotOf(t, 1)); !errors.As(err, new(unkept)) {
				t.Fatalf("saved with %v", err)
			}
			r.arrive(t, key("a"), "otter")
		}
		if was := r.Degraded(); len(was) != 1 || !strings.Contains(was[0], "founded worlds cannot be kept") {
			t.Errorf("degraded: %q", was)
		}
		r.exec(t, "ALTER TABLE gone RENAME TO shots")
		r.save(t, "fen", 2)
		r.wantLoaded(t, "fen", 2)
		if was := r.Degraded(); len(was) != 0 {
			t.Errorf("degraded: %q", was)
		}
		if said := r.log.String(); strings.Count(said, "cannot be kept") != 1 {
			t.Errorf("the log says: %s", said)
		}
	})
}

// That founded worlds can be kept again shows without any of them saving.
func TestSnapshotsGoOnByThemselves(t *testing.T) {
	s, _, err := openFor(t, "") // this test is the writer
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.commit(&s.saveTrouble, []*change{{ctx: t.Context(), done: make(chan struct{}), do: func(q querier) error {
		return run(q, "PRAGMA query_only = 1; DELETE FROM shots")
	}}})
	s.upkeep()
	if was := s.Degraded(); len(was) != 2 {
		t.Fatalf("degraded: %q", was)
	}
	if err := run(s.writer, "PRAGMA query_only = 0"); err != nil {
		t.Fatal(err)
	}
	s.upkeep()
	if was := s.Degraded(); len(was) != 0 {
		t.Errorf("degraded: %q", was)
	}
}
