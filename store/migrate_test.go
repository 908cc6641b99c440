package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thicket/game"
)

// older makes a database of an older version.
func older(t *testing.T, version int64) (folder, file string) {
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
		_, err = p.UpTo(t.Context(), version)
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
	for _, version := range []int64{1, 2} {
		t.Run(fmt.Sprint(version), func(t *testing.T) { broughtUpToDate(t, version) })
	}
}

func broughtUpToDate(t *testing.T, version int64) {
	folder, file := older(t, version)
	r := begin(t, folder)
	want := game.Profile{Name: "otter", Look: game.Look{Glyph: 3, Colour: 4}, Theme: "light"}
	v := r.arrive(t, key("a"), "fern")
	if v.Profile != want {
		t.Errorf("the account is %+v", v.Profile)
	}
	if p, err := r.change(t, v, func(p *game.Profile) { p.Hints, p.Quiet = 6, true }); err != nil || p.Hints != 6 || !p.Quiet {
		t.Errorf("%+v, %v", p, err)
	}
	if line, err := r.Placed(t.Context(), "meadow", game.Ever, key("a")); err != nil || line != (game.Standing{Rank: 1, Name: "otter", Best: 7, Meals: 8, Stings: 9}) {
		t.Errorf("%+v, %v", line, err)
	}
	copied := file + ".before-3"
	if said := r.log.String(); !strings.Contains(said, copied) {
		t.Errorf("the log says: %s", said)
	}
	r.found(t, "fen")
	r.save(t, "fen", 1)
	r.stop()
	info, err := os.Stat(copied)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info, err)
	}
	if err := os.Remove(copied); err != nil {
		t.Fatal(err)
	}
	r = begin(t, folder)
	if got := r.arrive(t, key("a"), "").Profile; got.Hints != 6 || !got.Quiet {
		t.Errorf("kept is %+v", got)
	}
	r.wantLoaded(t, "fen", 1)
	if _, err := os.Stat(copied); err == nil {
		t.Error("a database that is up to date is copied")
	}
}

// The copy is a database that can be put back.
func TestTheCopyCanBePutBack(t *testing.T) {
	folder, file := older(t, 2)
	r := begin(t, folder)
	r.stop()
	if err := os.Rename(file+".before-3", file); err != nil {
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
	if _, err := s.writer.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (4, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refuses(t, folder, file, "version 4", "up to 3", "newer program", "thicket.db.before-4")
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
