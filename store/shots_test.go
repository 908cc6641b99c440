package store

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"thicket/game"
)

// byHand does something with the database of a folder that nobody uses.
func byHand(tb testing.TB, folder, query string, args ...any) {
	tb.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(folder, "thicket.db"), "rw"))
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(query, args...); err != nil {
		tb.Fatal(err)
	}
}

// damageShot changes the snapshot of a world with a number.
func (r *running) damageShot(tb testing.TB, world string, number int, change func([]byte) []byte) {
	tb.Helper()
	var file []byte
	const of = "world = (SELECT id FROM worlds WHERE name = ?) AND number = ?"
	if err := r.readers.QueryRow("SELECT shot FROM shots WHERE "+of, world, number).Scan(&file); err != nil {
		tb.Fatal(err)
	}
	r.exec(tb, "UPDATE shots SET shot = ? WHERE "+of, change(file), world, number)
}

// shots are the slots and numbers of a world's snapshots.
func (r *running) kept(tb testing.TB, world string) string {
	tb.Helper()
	r.settleSaves(tb)
	all, err := r.listKept(world)
	if err != nil {
		tb.Fatal(err)
	}
	var said []string
	for _, k := range all {
		said = append(said, fmt.Sprintf("%d:%d", k.slot, k.number))
	}
	return strings.Join(said, " ")
}

// settleSaves waits until what was left to the writer of snapshots is done.
func (r *running) settleSaves(tb testing.TB) {
	tb.Helper()
	if err := r.writeTo(r.saves, &change{ctx: tb.Context(), do: func(querier) error { return nil }}); err != nil {
		tb.Fatal(err)
	}
}

func TestTheLastTwoSnapshotsOfAFoundedWorld(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.found(t, "fen")
		for seed := range uint64(5) {
			r.save(t, "fen", seed)
			r.wantLoaded(t, "fen", seed)
		}
		if got := r.kept(t, "fen"); got != "1:5 0:4" {
			t.Errorf("kept are %s", got)
		}
	})
}

func TestADamagedSnapshotOfAFoundedWorld(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.found(t, "fen", "bog")
		r.save(t, "bog", 9)
		r.save(t, "fen", 1, 2, 3)
		r.damageShot(t, "fen", 3, flip)
		r.wantLoaded(t, "fen", 2)
		if said := r.log.String(); !strings.Contains(said, "world=fen") || !strings.Contains(said, "checksum") {
			t.Errorf("the log says: %s", said)
		}
		if got := r.kept(t, "fen"); got != "2:3 0:2" {
			t.Errorf("kept are %s", got)
		}
		r.save(t, "fen", 4, 5, 6)
		if got := r.kept(t, "fen"); got != "1:5 0:4 2:3" {
			t.Errorf("kept are %s", got)
		}
		r.damageShot(t, "fen", 5, func(b []byte) []byte { return b[:10] })
		r.wantLoaded(t, "fen", 5)
		if got := r.kept(t, "fen"); got != "3:5 0:4 2:3" {
			t.Errorf("kept are %s", got)
		}
		r.wantLoaded(t, "bog", 9)
	})
}

func TestNoSnapshotOfAFoundedWorldCanBeRead(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen")
	r.save(t, "fen", 1, 2)
	for n := range 2 {
		r.damageShot(t, "fen", n+1, flip)
	}
	for range 2 {
		shot, err := r.Load("fen")
		if err == nil || shot != nil || !strings.Contains(err.Error(), filepath.Join(folder, "thicket.db")) || !strings.Contains(err.Error(), "close that world") {
			t.Fatalf("loaded %v, %v", shot, err)
		}
		r.settleSaves(t)
		r.stop()
		r = begin(t, folder)
	}
	r.wantFounded(t, "fen")
	if got := r.kept(t, "fen"); got != "2:2 3:1" {
		t.Errorf("kept are %s", got)
	}
}

// Load is called before anything is written.
func TestLoadedBeforeItRuns(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen")
	r.save(t, "fen", 1, 2)
	r.damageShot(t, "fen", 2, flip)
	r.stop()
	s, _, err := openFor(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	shot, err := s.Load("fen")
	if err != nil || !shot.Equal(shotOf(t, 1)) {
		t.Errorf("loaded %v, %v", shot, err)
	}
	if all, err := s.Founded(); err != nil || len(all) != 1 {
		t.Errorf("founded are %v, %v", all, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestASnapshotOfAFoundedWorldOfANewerProgram(t *testing.T) {
	r := begin(t, t.TempDir())
	r.found(t, "fen")
	r.save(t, "fen", 1, 2)
	r.damageShot(t, "fen", 2, func(b []byte) []byte {
		binary.LittleEndian.PutUint32(b[8:], shotVersion+1)
		return b
	})
	if _, err := r.Load("fen"); !errors.Is(err, game.ErrNewer) || !strings.Contains(err.Error(), "newer program") {
		t.Errorf("loaded with %v", err)
	}
	if got := r.kept(t, "fen"); got != "0:2 1:1" {
		t.Errorf("kept are %s", got)
	}
}

// Everybody at once: what is loaded in the end is what was saved last.
func TestManyWorldsAtOnce(t *testing.T) {
	r := begin(t, t.TempDir())
	shots := []*game.Snapshot{shotOf(t, 0), shotOf(t, 1), shotOf(t, 2)}
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			world := fmt.Sprintf("fen-%d", i)
			for n, shot := range shots {
				if err := r.Charter(charterOf(world)); err != nil {
					t.Error(err)
				}
				if err := r.Save(world, shot); err != nil {
					t.Error(err)
				}
				if got, err := r.Load(world); err != nil || !got.Equal(shots[n]) {
					t.Errorf("%s is not as it was saved: %v", world, err)
				}
				if _, err := r.Founded(); err != nil {
					t.Error(err)
				}
			}
			if i%2 == 1 {
				if err := r.Forget(world); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got := r.founded(t); len(got) != 20 {
		t.Errorf("%d are kept", len(got))
	}
}

// The room of worlds that are forgotten is used again.
func TestForgottenWorldsLeaveTheirRoom(t *testing.T) {
	r := begin(t, t.TempDir())
	pages := func() (n int) {
		if err := r.readers.QueryRow("SELECT page_count FROM pragma_page_count").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	shot, some := shotOf(t, 1), 0
	for i := range 300 {
		world := fmt.Sprintf("fen-%d", i)
		r.found(t, world)
		if err := errors.Join(r.Save(world, shot), r.Save(world, shot), r.Forget(world)); err != nil {
			t.Fatal(err)
		}
		if i == 20 {
			some = pages()
		}
	}
	if got := pages(); got > some {
		t.Errorf("%d pages after 20 worlds, %d after 300", some, got)
	}
}
