package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	codes "modernc.org/sqlite/lib"
)

// checkTime bounds the look at all pages of a database when it is opened.
const checkTime = time.Second

// common are the pragmas of every connection. Nothing is kept in a folder for temporary
// files: a container may have none.
var common = []string{"busy_timeout(5000)", "temp_store(MEMORY)", "foreign_keys(1)"}

// txlock has a transaction wait for its lock when it begins.
var txlock = []string{"immediate"}

// dsn names a file to the driver; mode is SQLite's: ro, rw or rwc.
func dsn(file, mode string, pragmas ...string) string {
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(file)}
	u.RawQuery = url.Values{"_pragma": pragmas, "mode": {mode}, "_txlock": txlock}.Encode()
	return u.String()
}

func with(more ...string) []string { return slices.Concat(common, more) }

func (s *Store) databaseFile() string { return filepath.Join(s.folder, "thicket.db") }

func (s *Store) openDatabase() error {
	name := "file::memory:?" + url.Values{"_pragma": common, "_txlock": txlock}.Encode()
	file := s.databaseFile()
	if s.folder != "" {
		if err := create(file); err != nil {
			return s.unusable(err)
		}
		name = dsn(file, "rw", with("journal_mode(WAL)", "synchronous(FULL)", "journal_size_limit(16777216)")...)
	}
	var err error
	if s.writer, err = sql.Open("sqlite", name); err != nil { // connects when it is used
		return fmt.Errorf("open the database: %w", err)
	}
	s.writer.SetMaxOpenConns(1)
	if s.folder == "" {
		s.readers = s.writer
		return s.migrate()
	}
	if err := s.inspect(file); err != nil {
		return err
	}
	if err := s.migrate(); err != nil {
		return err
	}
	if s.readers, err = sql.Open("sqlite", dsn(file, "ro", with("query_only(1)", "cache_size(-8000)")...)); err != nil {
		return fmt.Errorf("open the database for reading: %w", err)
	}
	s.readers.SetMaxOpenConns(4)
	s.readers.SetMaxIdleConns(4)
	return nil
}

// inspect looks at a database before anything is written into it: whether it
// is whole, whether this program knows its version. It copies an older one.
func (s *Store) inspect(file string) error {
	db, err := sql.Open("sqlite", dsn(file, "ro", common...)) // read only: not even its log is folded in
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer db.Close()
	if err := s.check(db); err != nil {
		return err
	}
	version, err := s.version(db)
	if err != nil {
		return err
	}
	newest, err := s.newest()
	switch {
	case err != nil:
		return err
	case version > newest:
		return fmt.Errorf("the database %s has version %d, this program knows up to %d: use the newer program, or put back the copy from before (thicket.db.before-%d, if it is there)",
			file, version, newest, version)
	case version > 0 && version < newest:
		return s.copyBefore(db, file, newest)
	}
	return nil
}

// check reads all pages, in at most checkTime: that is enough for the results
// of about a million accounts. What is damaged beyond shows when it is used.
func (s *Store) check(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), checkTime)
	defer cancel()
	var said string
	err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	switch {
	case err == nil && said == "ok":
		return nil
	case err == nil:
		return s.damaged(said)
	case code(err) == 0 || code(err) == codes.SQLITE_INTERRUPT: // the time is over
		s.log.Warn("the database is too large to be checked whole at a start; to check it: sqlite3 thicket.db 'PRAGMA quick_check'", "seconds", checkTime.Seconds())
		return nil
	}
	return s.advise(err)
}

func (s *Store) damaged(why string) error {
	return fmt.Errorf("the database %s is damaged (%s); nothing was changed: put back a copy of it, or move it away (with thicket.db-wal and thicket.db-shm) to begin anew",
		s.databaseFile(), why)
}

// version is the database's, 0 if it is empty.
func (s *Store) version(db *sql.DB) (version int64, err error) {
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, s.advise(err)
	}
	if tables == 0 {
		return 0, nil
	}
	err = db.QueryRow("SELECT max(version_id) FROM goose_db_version WHERE is_applied").Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("%s is not Thicket's: %w: move it away, or name another folder with --data", s.databaseFile(), err)
	}
	return version, nil
}

// copyBefore keeps the database as it is before it becomes version next. An
// older copy of that name gives way.
func (s *Store) copyBefore(db *sql.DB, file string, next int64) error {
	name := fmt.Sprintf("%s.before-%d", file, next)
	part := name + ".tmp"
	_ = os.Remove(part)
	err := create(part)
	if err == nil {
		_, err = db.Exec("VACUUM INTO ?", part)
	}
	if err == nil {
		err = syncFile(part)
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	if err == nil {
		err = syncFile(s.folder)
	}
	if err != nil {
		return errors.Join(s.advise(fmt.Errorf("copy the database to %s: %w", name, err)), os.Remove(part))
	}
	s.log.Info("the database is of an older version; a copy is kept", "copy", name)
	return nil
}

// syncFile waits until a file, or a folder, is on the disk.
func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
