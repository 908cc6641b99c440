package store

import (
	"bytes"
	"database/sql"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thicket/game"
)

// contents are a folder's files with what is in them, but for the lock and
// what SQLite makes anew.
func contents(tb testing.TB, folder string) map[string]string {
	tb.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		tb.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || e.Name() == "thicket.lock" || strings.HasSuffix(e.Name(), "-shm") || strings.HasSuffix(e.Name(), "-wal") && size(tb, e) == 0 {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			tb.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

func size(tb testing.TB, e os.DirEntry) int64 {
	tb.Helper()
	info, err := e.Info()
	if err != nil {
		tb.Fatal(err)
	}
	return info.Size()
}

// refuses opens a folder and wants an error with all of these words, and
// nothing changed.
func refuses(tb testing.TB, folder string, words ...string) {
	tb.Helper()
	was := contents(tb, folder)
	s, _, err := openFor(tb, folder)
	if err == nil {
		_ = s.Close()
		tb.Fatal("it is opened")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			tb.Errorf("the error does not say %q: %v", w, err)
		}
	}
	if now := contents(tb, folder); !maps.Equal(was, now) {
		tb.Errorf("the folder has changed: it had %v, it has %v",
			slices.Sorted(maps.Keys(was)), slices.Sorted(maps.Keys(now)))
	}
}

// filled is a closed folder with a few hundred accounts and their results.
func filled(tb testing.TB) (folder, file string) {
	tb.Helper()
	folder = tb.TempDir()
	r := begin(tb, folder)
	var results []game.Result
	for i := range 300 {
		r.arrive(tb, key(string(rune('a'+i))), "otter")
		results = append(results, game.Result{Account: key(string(rune('a' + i))), Best: i})
	}
	r.record(tb, "meadow", results...)
	r.stop()
	return folder, filepath.Join(folder, "thicket.db")
}

func TestOnlyTheOwnerReads(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "data ?#%")
	r := begin(t, folder)
	r.arrive(t, key("a"), "otter")
	r.save(t, "meadow", 1)
	err := filepath.WalkDir(folder, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		want := os.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o", name, info.Mode().Perm())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"thicket.db", "thicket.db-wal", "thicket.db-shm", "thicket.lock", "worlds/meadow"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestOneServerForAFolder(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	if _, _, err := openFor(t, folder); err == nil || !strings.Contains(err.Error(), "another server uses the data folder "+folder) {
		t.Errorf("opened twice: %v", err)
	}
	_, lines := child(t, "hold", folder)
	if said := opened(t, lines); !strings.Contains(said, "another server uses") {
		t.Errorf("opened twice: %s", said)
	}
	r.arrive(t, key("a"), "otter")
	r.stop()
	other, lines := child(t, "hold", folder)
	if said := opened(t, lines); said != "<nil>" {
		t.Fatal(said)
	}
	if _, _, err := openFor(t, folder); err == nil {
		t.Error("opened twice")
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = other.Wait()
	begin(t, folder).arrive(t, key("a"), "otter")
}

func TestFoldersThatAreNone(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, filepath.Join(file, "below")} {
		if _, _, err := openFor(t, name); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "--ephemeral") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A user who may read the folder, but not write it. Root becomes another user
// for that.
func TestAReadOnlyFolder(t *testing.T) {
	for _, c := range []struct {
		name           string
		made           bool // there is a database
		folder, inside os.FileMode
		opens          bool
	}{
		{"empty", false, 0o555, 0, false},
		{"closed", true, 0o500, 0o600, false},
		{"folder", true, 0o555, 0o666, false},
		{"files", true, 0o777, 0o444, false},
		{"all may write", true, 0o777, 0o666, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, err := os.MkdirTemp("", "thicket") // not below a folder that is closed to others
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(folder)
			if c.made {
				begin(t, folder).stop()
				for name := range contents(t, folder) {
					if err := os.Chmod(filepath.Join(folder, name), c.inside); err != nil {
						t.Fatal(err)
					}
				}
				if err := os.Remove(filepath.Join(folder, "thicket.lock")); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(folder, c.folder); err != nil {
				t.Fatal(err)
			}
			_, lines := child(t, "open as nobody", folder)
			said := opened(t, lines)
			if c.opens {
				if said != "<nil>" {
					t.Error(said)
				}
			} else if !strings.Contains(said, folder) || !strings.Contains(said, "can write") {
				t.Errorf("it says: %s", said)
			}
			if err := os.Chmod(folder, 0o700); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestDamagedDatabases(t *testing.T) {
	page := func(b []byte, n int) []byte { return b[(n-1)*4096 : n*4096] }
	for name, change := range map[string]func([]byte) []byte{
		"garbage":   func(b []byte) []byte { return bytes.Repeat([]byte("no database"), 1000) },
		"header":    func(b []byte) []byte { copy(b, "SQLite format 2"); return b },
		"flipped":   func(b []byte) []byte { copy(page(b, 2), "\xff\xff\xff\xff\xff\xff\xff\xff"); return b },
		"cells":     func(b []byte) []byte { copy(page(b, 5)[8:], bytes.Repeat([]byte{0xff}, 64)); return b },
		"truncated": func(b []byte) []byte { return b[:len(b)/2/4096*4096] },
	} {
		t.Run(name, func(t *testing.T) {
			folder, file := filled(t)
			damage(t, file, change)
			refuses(t, folder, file, "damaged", "nothing was changed", "put back a copy", "move it away")
		})
	}
}

// Damage with a log beside it: the log is not folded in.
func TestADamagedDatabaseKeepsItsLog(t *testing.T) {
	from, _ := filled(t)
	r := begin(t, from)
	r.arrive(t, key("late"), "fern")
	folder := t.TempDir()
	for _, name := range []string{"thicket.db", "thicket.db-wal"} {
		b, err := os.ReadFile(filepath.Join(from, name)) // r is not used any more
		if err != nil || len(b) == 0 {
			t.Fatal(name, len(b), err)
		}
		if name == "thicket.db" {
			copy(b[4096:], "\xff\xff\xff\xff\xff\xff\xff\xff")
		}
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	refuses(t, folder, "damaged")
}

// older makes a database of version 1.
func older(t *testing.T) (folder, file string) {
	t.Helper()
	folder = t.TempDir()
	file = filepath.Join(folder, "thicket.db")
	s := &Store{folder: folder}
	var err error
	if s.writer, err = sql.Open("sqlite", dsn(file, "rwc", "journal_mode(WAL)")); err != nil {
		t.Fatal(err)
	}
	defer s.writer.Close()
	p, err := s.migrations()
	if err == nil {
		_, err = p.UpTo(t.Context(), 1)
	}
	if err == nil {
		_, err = s.writer.Exec(`INSERT INTO accounts (fingerprint, name, glyph, colour, theme, created, visited)
			VALUES (?, 'otter', 3, 4, 'light', 1, 4102444800000)`, key("a"))
	}
	if err == nil {
		_, err = s.writer.Exec("INSERT INTO results VALUES (1, 2, 0, 'meadow', 7, 8, 9)")
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder, file
}

func TestAnOlderDatabaseIsBroughtUpToDate(t *testing.T) {
	folder, file := older(t)
	r := begin(t, folder)
	want := game.Profile{Name: "otter", Look: game.Look{Glyph: 3, Colour: 4}, Theme: "light"}
	v := r.arrive(t, key("a"), "fern")
	if v.Profile != want {
		t.Errorf("the account is %+v", v.Profile)
	}
	if p, err := r.change(t, v, func(p *game.Profile) { p.Hints = 6 }); err != nil || p.Hints != 6 {
		t.Errorf("%+v, %v", p, err)
	}
	if line, err := r.Placed(t.Context(), "meadow", game.Ever, key("a")); err != nil || line != (game.Standing{Rank: 1, Name: "otter", Best: 7, Meals: 8, Stings: 9}) {
		t.Errorf("%+v, %v", line, err)
	}
	copied := file + ".before-2"
	if said := r.log.String(); !strings.Contains(said, copied) {
		t.Errorf("the log says: %s", said)
	}
	r.stop()
	info, err := os.Stat(copied)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info, err)
	}
	if err := os.Remove(copied); err != nil {
		t.Fatal(err)
	}
	r = begin(t, folder)
	if got := r.arrive(t, key("a"), "").Profile.Hints; got != 6 {
		t.Errorf("hints are %d", got)
	}
	if _, err := os.Stat(copied); err == nil {
		t.Error("a database that is up to date is copied")
	}
}

// The copy is a database that can be put back.
func TestTheCopyCanBePutBack(t *testing.T) {
	folder, file := older(t)
	r := begin(t, folder)
	r.stop()
	if err := os.Rename(file+".before-2", file); err != nil {
		t.Fatal(err)
	}
	r = begin(t, folder)
	if v := r.arrive(t, key("a"), "fern"); v.Profile.Name != "otter" {
		t.Errorf("the account is %+v", v.Profile)
	}
}

func TestANewerDatabase(t *testing.T) {
	folder, file := filled(t)
	s, _, err := openFor(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (3, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refuses(t, folder, file, "version 3", "up to 2", "newer program", "thicket.db.before-3")
}

func TestADatabaseOfSomethingElse(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "thicket.db")
	db, err := sql.Open("sqlite", dsn(file, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE recipes (name TEXT)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refuses(t, folder, file, "not Thicket's", "move it away")
}
