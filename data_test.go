package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"thicket/sshd/sshtest"
)

// database opens a data folder's database beside the program.
func database(t *testing.T, data string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(data, "thicket.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// migrate brings a data folder's new database to a version.
func migrate(t *testing.T, data string, version int64) *sql.DB {
	t.Helper()
	db := database(t, data)
	p, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("store/migrations"))
	if err == nil {
		_, err = p.UpTo(t.Context(), version)
	}
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// used is a data folder that a server has used, and stopped using.
func used(t *testing.T, args ...string) (data string) {
	t.Helper()
	data = t.TempDir()
	s := launch(t, append([]string{"--data", data, "--world", "64x64"}, args...)...)
	s.stop(t)
	return data
}

// cannotStart fails to start a server, which says why and what to do.
func cannotStart(t *testing.T, data string, words ...string) {
	t.Helper()
	code, _, stderr := call(t, "--ssh", "127.0.0.1:0", "--data", data, "--world", "64x64", "--bots", "0")
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	contains(t, stderr, words...)
}

func TestOlderDatabase(t *testing.T) {
	data := t.TempDir()
	db := migrate(t, data, 1)
	key := sshtest.KeyFromSeed(3)
	_, err := db.Exec(`INSERT INTO accounts (fingerprint, name, glyph, colour, created, visited) VALUES (?, 'ivy', 1, 2, 1, 1)`, key.Fingerprint())
	if err == nil {
		_, err = db.Exec(`INSERT INTO results VALUES (1, 2, 0, 'meadow', 321, 45, 6)`)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	s := launch(t, "--data", data, "--world", "64x64")
	var m me
	if err := askFor(t.Context(), s.addr, key, "me", &m); err != nil || m != (me{"ivy", 321, 45, 6}) {
		t.Errorf("%v, %v", m, err)
	}
	copies, _ := filepath.Glob(filepath.Join(data, "thicket.db.before-*"))
	if len(copies) != 1 {
		t.Errorf("copies: %v", copies)
	}
}

func TestNewerDatabase(t *testing.T) {
	data := used(t)
	if _, err := database(t, data).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	cannotStart(t, data, "version 99", "use the newer program")
}

func TestDamagedDatabase(t *testing.T) {
	data := used(t)
	file := filepath.Join(data, "thicket.db")
	damage(t, file)
	before, _ := os.ReadFile(file)
	cannotStart(t, data, "thicket.db is damaged", "put back a copy", "move it away")
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file has changed, or is gone: %v", err)
	}
}

// damage overwrites the second half of a file.
func damage(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err == nil {
		for i := len(b) / 2; i < len(b); i++ {
			b[i] ^= 0xa5
		}
		err = os.WriteFile(file, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// contents lists the files of a folder.
func contents(t *testing.T, data string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(data, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// meadowShots is the pattern of the files with the meadow's snapshots.
func meadowShots(data string) string { return filepath.Join(data, "worlds", "meadow", "*.snap") }

// snapshots are the meadow's files, the oldest first.
func snapshots(t *testing.T, data string) []string {
	t.Helper()
	files, err := filepath.Glob(meadowShots(data))
	if err != nil || len(files) == 0 {
		t.Fatalf("no snapshots: %v", err)
	}
	return files
}

func TestDamagedSnapshot(t *testing.T) {
	data := used(t)
	launch(t, "--data", data).stop(t) // leaves a second one
	files := snapshots(t, data)
	damage(t, files[len(files)-1])
	s := launch(t, "--data", data, "--world", "64x64")
	contains(t, s.stderr.String(), "a snapshot is damaged", "a world goes on")
	s.stop(t)
	for _, file := range snapshots(t, data) {
		damage(t, file)
	}
	cannotStart(t, data, "no snapshot of the world meadow", "none was deleted", "move the folder away")
}

func TestTwoServersOneFolder(t *testing.T) {
	data := t.TempDir()
	launch(t, "--data", data, "--world", "64x64")
	cannotStart(t, data, "another server uses the data folder", "--data")
}

// A meadow that is kept stays as large as it is, whatever the flags say.
func TestKeptWorldWins(t *testing.T) {
	data := used(t)
	s := launch(t, "--data", data, "--world", "128x128")
	var worlds []struct{ Width, Height int }
	if err := askFor(context.Background(), s.addr, nil, "worlds", &worlds); err != nil || worlds[0].Width != 64 {
		t.Errorf("%v, %v", worlds, err)
	}
	contains(t, s.stderr.String(), "64", "128")
}

func TestEphemeralKeepsNothing(t *testing.T) {
	data := t.TempDir()
	s := launch(t, "--data", data, "--ephemeral", "--world", "64x64")
	p := s.enter(t, sshtest.Options{User: "otter", Signer: sshtest.KeyFromSeed(1)})
	_ = p.Close()
	var m me
	if err := askFor(t.Context(), s.addr, sshtest.KeyFromSeed(1), "me", &m); err != nil || m.Name != "otter" {
		t.Errorf("%v, %v", m, err) // known as long as the server runs
	}
	s.stop(t)
	if names := contents(t, data); len(names) > 0 {
		t.Errorf("left: %v", names)
	}
}
