package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

func TestAccountsWithoutResultsGo(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	for _, name := range []string{"gone", "played", "here", "late"} {
		v := r.arrive(t, key(name), name)
		if name == "played" {
			r.record(t, "meadow", game.Result{Account: key(name), Meals: 1})
		}
		if name != "here" && name != "late" {
			r.Depart(v)
		}
		if name == "late" {
			r.clock.add(time.Minute)
			r.Depart(v)
		}
	}
	r.clock.add(keepName - 2*time.Minute)
	clean(t, r)
	left(t, r, "gone", "played", "here", "late")
	r.clock.add(time.Minute)
	clean(t, r)
	left(t, r, "played", "here", "late")
	r.clock.add(time.Minute)
	clean(t, r)
	left(t, r, "played", "here")
}

// What could not be committed is cleaned up again.
func TestCleaningThatIsNotCommitted(t *testing.T) {
	s, _, err := openFor(t, t.TempDir()) // this test is the writer
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := &clock{at: time.Now().Add(keepName)}
	s.now = c.now
	s.commit(&s.trouble, []*change{{ctx: t.Context(), done: make(chan struct{}), do: func(q querier) error {
		return run(q, `INSERT INTO accounts (fingerprint, name, glyph, colour, created, visited) VALUES ('x', 'gone', 0, 0, 1, 1);
			CREATE TABLE fails (account REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED);
			INSERT INTO fails VALUES (1)`)
	}}})
	s.upkeep()
	if len(s.Degraded()) != 1 {
		t.Fatal("a commit was to fail")
	}
	if err := run(s.writer, "DROP TABLE fails"); err != nil {
		t.Fatal(err)
	}
	s.upkeep()
	if _, err := s.Account(t.Context(), "gone"); !errors.Is(err, game.ErrNobody) || len(s.Degraded()) != 0 {
		t.Errorf("gone is there: %v; degraded: %q", err, s.Degraded())
	}
}

// clean does what Run does once a day.
func clean(t *testing.T, r *running) {
	t.Helper()
	err := r.write(&change{ctx: t.Context(), do: func(q querier) error {
		r.cleaner = cleaner{}
		_, err := r.Store.clean(q)
		return err
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func left(t *testing.T, r *running, want ...string) {
	t.Helper()
	var got []string
	for _, name := range []string{"gone", "played", "here", "late"} {
		if _, err := r.Account(t.Context(), name); err == nil {
			got = append(got, name)
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("left are %v, want %v", got, want)
	}
}
