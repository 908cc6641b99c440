package store

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// charterOf is what somebody founds a world as.
func charterOf(world string) game.Charter {
	c := game.NewCharter(world)
	c.Founder, c.Founded = key("a"), time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	c.Crown = game.Subject{Account: key("a"), Name: "otter"}
	return c
}

func (r *running) found(tb testing.TB, worlds ...string) {
	tb.Helper()
	for _, world := range worlds {
		if err := r.Charter(charterOf(world)); err != nil {
			tb.Fatal(err)
		}
	}
}

func (r *running) founded(tb testing.TB) (all []game.Kept) {
	tb.Helper()
	all, err := r.Founded()
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

func (r *running) wantFounded(tb testing.TB, want ...string) {
	tb.Helper()
	got := []string{}
	for _, k := range r.founded(tb) {
		if k.Broken != nil {
			k.Charter.Name = "broken " + k.Charter.Name
		}
		got = append(got, k.Charter.Name)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		tb.Errorf("founded are %v, want %v", got, want)
	}
}

// exec does with the database what somebody may do by hand.
func (r *running) exec(tb testing.TB, query string, args ...any) {
	tb.Helper()
	err := r.write(&change{ctx: tb.Context(), do: func(q querier) error { return run(q, query, args...) }})
	if err != nil {
		tb.Fatal(err)
	}
}

func TestAFoundedWorldIsKept(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.wantFounded(t)
	want := charterOf("fen")
	want.Motd, want.Match, want.Private, want.Round = "mind the <gap> & \"quotes\" ä", 5*time.Minute, true, 7
	want.Invited = []game.Subject{{Account: key("b"), Name: "fern"}}
	want.Banned = []game.Subject{{Source: "192.0.2.0/24", Name: "moss~2"}}
	want.Placed = []game.Placed{{Account: key("b"), Round: 6, Place: 2, Of: 3, Best: 44}}
	r.found(t, "fen", "bog")
	if err := r.Charter(want); err != nil {
		t.Fatal(err)
	}
	late := charterOf("late")
	late.Founded = late.Founded.Add(-time.Hour)
	if err := r.Charter(late); err != nil {
		t.Fatal(err)
	}
	r.save(t, "fen", 1, 2, 3)
	r.stop()

	now := r.clock.now()
	r = begin(t, folder)
	r.wantFounded(t, "late", "bog", "fen")
	fen := r.founded(t)[2]
	if !reflect.DeepEqual(fen.Charter, want) || fen.Saved.UnixMilli() != now.UnixMilli() {
		t.Errorf("kept is %+v", fen)
	}
	if bog := r.founded(t)[1]; !bog.Saved.IsZero() {
		t.Errorf("never saved: %v", bog.Saved)
	}
	r.wantLoaded(t, "fen", 3)
	if shot, err := r.Load("bog"); shot != nil || err != nil {
		t.Errorf("a world without snapshots: %v, %v", shot, err)
	}
	if _, err := os.Stat(folder + "/" + shotsFolder); err == nil {
		t.Error("there are files of a founded world")
	}
}

func TestAForgottenWorld(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.found(t, "fen", "bog")
		r.save(t, "fen", 1)
		r.save(t, "bog", 2)
		r.record(t, "fen", game.Result{Account: key("a"), Best: 5})
		for range 2 {
			if err := r.Forget("fen"); err != nil {
				t.Fatal(err)
			}
		}
		r.wantFounded(t, "bog")
		if shot, err := r.Load("fen"); shot != nil || err != nil {
			t.Errorf("loaded %v, %v", shot, err)
		}
		if err := r.Save("fen", shotOf(t, 3)); err == nil || !strings.Contains(err.Error(), "no such world") {
			t.Errorf("saved with %v", err)
		}
		r.wantFounded(t, "bog")
		if top, err := r.Top(t.Context(), "fen", game.Ever, 5); err != nil || len(top) != 1 || top[0].Best != 5 {
			t.Errorf("its results: %v, %v", top, err)
		}
		r.found(t, "fen")
		if shot, err := r.Load("fen"); shot != nil || err != nil {
			t.Errorf("the next one of its name has %v, %v", shot, err)
		}
		r.wantLoaded(t, "bog", 2)
	})
}

// Who deletes a world's row by hand, without foreign keys, leaves its snapshots.
func TestSnapshotsOfNoWorldAreCleanedUp(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen", "bog")
	r.save(t, "fen", 1, 2)
	r.save(t, "bog", 1, 2)
	r.stop()
	byHand(t, folder, "PRAGMA foreign_keys = 0; DELETE FROM worlds WHERE name = 'fen'")
	r = begin(t, folder)
	r.found(t, "fen")
	if shot, err := r.Load("fen"); shot != nil || err != nil {
		t.Errorf("the next one of its name has %v, %v", shot, err)
	}
	r.save(t, "fen", 3)
	clean(t, r)
	var n int
	if err := r.readers.QueryRow("SELECT count(*) FROM shots").Scan(&n); err != nil || n != 3 {
		t.Errorf("%d snapshots are kept, %v", n, err)
	}
	r.wantLoaded(t, "fen", 3)
	r.wantLoaded(t, "bog", 2)
}

// Damage that the look at a start did not reach.
func TestFoundedOfADamagedDatabase(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen", "bog")
	r.stop()
	s, _, err := openFor(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var page int
	if err := s.readers.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'worlds'").Scan(&page); err != nil {
		t.Fatal(err)
	}
	damage(t, filepath.Join(folder, "thicket.db"), func(b []byte) []byte {
		copy(b[(page-1)*4096:], "\xff\xff\xff\xff")
		return b
	})
	all, err := s.Founded()
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "put back a copy") {
		t.Errorf("founded are %v, %v", all, err)
	}
}
