package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"thicket/game"
)

// shotOf is a snapshot of a small world.
func shotOf(tb testing.TB, seed uint64) *game.Snapshot {
	tb.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = 64, 48, seed
	w, err := game.NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return w.Snapshot()
}

func (r *running) save(tb testing.TB, world string, seeds ...uint64) {
	tb.Helper()
	for _, seed := range seeds {
		if err := r.Save(world, shotOf(tb, seed)); err != nil {
			tb.Fatal(err)
		}
	}
}

func (r *running) wantLoaded(tb testing.TB, world string, seed uint64) {
	tb.Helper()
	shot, err := r.Load(world)
	if err != nil {
		tb.Fatal(err)
	}
	if !shot.Equal(shotOf(tb, seed)) {
		tb.Errorf("%s is not the world of seed %d", world, seed)
	}
}

// files are a world's files, the newest last.
func files(tb testing.TB, folder, world string) []string {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(folder, shotsFolder, world, "*"))
	if err != nil {
		tb.Fatal(err)
	}
	slices.Sort(names)
	return names
}

func TestTheLastThreeSnapshotsAreKept(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	if shot, err := r.Load("meadow"); shot != nil || err != nil {
		t.Fatalf("a world without snapshots: %v, %v", shot, err)
	}
	r.save(t, "meadow", 1, 2, 3, 4)
	if got := files(t, folder, "meadow"); len(got) != 3 || filepath.Base(got[0]) != "000000000002.snap" {
		t.Errorf("kept are %v", got)
	}
	r.wantLoaded(t, "meadow", 4)
	r.stop()
	left := filepath.Join(folder, shotsFolder, "meadow", "000000000005.snap.tmp")
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}

	r = begin(t, folder)
	if _, err := os.Stat(left); err == nil {
		t.Error("what a crash left is still there")
	}
	r.wantLoaded(t, "meadow", 4)
	r.save(t, "meadow", 5)
	if got := files(t, folder, "meadow"); len(got) != 3 || filepath.Base(got[2]) != "000000000005.snap" {
		t.Errorf("kept are %v", got)
	}
}

func TestSnapshotsInMemory(t *testing.T) {
	r := begin(t, "")
	if shot, err := r.Load("meadow"); shot != nil || err != nil {
		t.Fatal(shot, err)
	}
	r.save(t, "meadow", 1, 2)
	if shot, err := r.Load("meadow"); shot != nil || err != nil {
		t.Errorf("memory holds %v, %v", shot, err)
	}
}

func TestWorldsOfBadNames(t *testing.T) {
	r := begin(t, t.TempDir())
	for _, world := range []string{"", "x", "..", "../x", "Meadow", "a/b", "a b", "mäander", strings.Repeat("x", 25), "a\x00b"} {
		if err := r.Save(world, shotOf(t, 1)); err == nil {
			t.Errorf("%q is saved", world)
		}
		if _, err := r.Load(world); err == nil {
			t.Errorf("%q is loaded", world)
		}
	}
}

func damage(tb testing.TB, name string, change func([]byte) []byte) {
	tb.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, change(b), 0o600); err != nil {
		tb.Fatal(err)
	}
}

func flip(b []byte) []byte {
	b[len(b)/2] ^= 1
	return b
}

func TestDamagedSnapshotsAreSetAside(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.save(t, "meadow", 1, 2, 3)
	names := files(t, folder, "meadow")
	damage(t, names[2], flip)
	damage(t, names[1], func(b []byte) []byte { return b[:len(b)-1] })
	r.wantLoaded(t, "meadow", 1)
	want := []string{names[0], names[1] + damagedEnding, names[2] + damagedEnding}
	if got := files(t, folder, "meadow"); !slices.Equal(got, want) {
		t.Errorf("there are %v, want %v", got, want)
	}
	if said := r.log.String(); !strings.Contains(said, names[2]) || !strings.Contains(said, names[1]) {
		t.Errorf("the log says: %s", said)
	}
	r.save(t, "meadow", 4, 5, 6)
	r.wantLoaded(t, "meadow", 6)
	if got := files(t, folder, "meadow"); len(got) != 5 || !slices.Contains(got, want[2]) {
		t.Errorf("there are %v", got)
	}
}

// Without a snapshot that can be read no world begins anew on top of them, not
// at the second start either.
func TestNoSnapshotCanBeRead(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.save(t, "meadow", 1, 2)
	names := files(t, folder, "meadow")
	for _, name := range names {
		damage(t, name, flip)
	}
	for range 2 {
		shot, err := r.Load("meadow")
		if err == nil || shot != nil || !strings.Contains(err.Error(), filepath.Dir(names[0])) || !strings.Contains(err.Error(), "move") {
			t.Fatalf("loaded %v, %v", shot, err)
		}
		r.stop()
		r = begin(t, folder)
	}
	if got := files(t, folder, "meadow"); len(got) != 2 {
		t.Errorf("there are %v", got)
	}
	for _, name := range names { // as they were, but for a name
		damage(t, name+damagedEnding, flip)
	}
	if err := os.Rename(names[1]+damagedEnding, names[1]); err != nil {
		t.Fatal(err)
	}
	r.wantLoaded(t, "meadow", 2)
}

func TestASnapshotOfANewerProgram(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.save(t, "meadow", 1, 2)
	names := files(t, folder, "meadow")
	damage(t, names[1], func(b []byte) []byte {
		binary.LittleEndian.PutUint32(b[8:], shotVersion+1)
		return b
	})
	_, err := r.Load("meadow")
	if err == nil || !strings.Contains(err.Error(), names[1]) || !strings.Contains(err.Error(), "newer program") {
		t.Errorf("loaded with %v", err)
	}
	if got := files(t, folder, "meadow"); !slices.Equal(got, names) {
		t.Errorf("there are %v", got)
	}
}

// A file that holds more than it says, or more than is allowed, is not taken
// in, though its sum is right.
func TestNoMoreIsTakenThanASnapshotSays(t *testing.T) {
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	bomb := e.EncodeAll(make([]byte, 1<<22), nil)
	for _, says := range []uint64{0, 1000, 1<<22 - 1, 1<<22 + 1, maxShot + 1, 1 << 63} {
		b := append(bytes.Clone(make([]byte, shotHeader)), bomb...)
		copy(b, shotMagic)
		binary.LittleEndian.PutUint32(b[8:], shotVersion)
		binary.LittleEndian.PutUint64(b[12:], says)
		binary.LittleEndian.PutUint64(b[20:], uint64(len(bomb)))
		sum := shotSum(b)
		copy(b[28:], sum[:])
		if _, err := unpack(b); err == nil || strings.Contains(err.Error(), "checksum") {
			t.Errorf("says %d: %v", says, err)
		}
	}
}

// FuzzLoad damages the newest of two snapshots: what is loaded is it, if it is
// as it was, or the older one, and nothing is lost.
func FuzzLoad(f *testing.F) {
	f.Add([]byte{}, 0, 0)
	f.Add([]byte("THKTSNAP\x01\x00\x00\x00"), 0, 100)
	f.Add([]byte{0xff}, 30, 1)
	f.Add([]byte{1, 2, 3}, 200, 0)
	folder := f.TempDir()
	r := begin(f, folder)
	r.save(f, "meadow", 1, 2)
	names := files(f, folder, "meadow")
	whole, err := os.ReadFile(names[1])
	if err != nil {
		f.Fatal(err)
	}
	sum := sha256.Sum256(whole)
	f.Fuzz(func(t *testing.T, with []byte, at, drop int) {
		at = max(0, min(at, len(whole)))
		drop = max(0, min(drop, len(whole)-at))
		b := slices.Concat(whole[:at], with, whole[at+drop:])
		if err := os.WriteFile(names[1], b, 0o600); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(names[1] + damagedEnding)
		shot, err := r.Load("meadow")
		switch {
		case err != nil:
			if len(b) < 12 || binary.LittleEndian.Uint32(b[8:]) <= shotVersion {
				t.Fatal(err)
			}
		case sha256.Sum256(b) == sum:
			if !shot.Equal(shotOf(t, 2)) {
				t.Fatal("the whole one is not loaded")
			}
		case !shot.Equal(shotOf(t, 1)):
			t.Fatal("the older one is not loaded")
		}
	})
}
