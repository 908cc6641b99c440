package store

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// enter makes the folder, looks whether it can be written, and keeps other
// servers out of it.
func (s *Store) enter() error {
	abs, err := filepath.Abs(s.folder)
	if err != nil {
		return s.unusable(err)
	}
	s.folder = abs
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return s.unusable(err)
	}
	probe := filepath.Join(abs, "thicket.probe")
	if err := create(probe); err != nil {
		return s.unusable(err)
	}
	if err := os.Remove(probe); err != nil {
		return s.unusable(err)
	}
	return s.takeLock()
}

// takeLock holds SQLite's own lock on an empty file, which ends with the
// process, however it ends.
func (s *Store) takeLock() error {
	file := filepath.Join(s.folder, "thicket.lock")
	if err := create(file); err != nil {
		return s.unusable(err)
	}
	lock, err := sql.Open("sqlite", dsn(file, "rw"))
	if err != nil {
		return fmt.Errorf("lock %s: %w", file, err)
	}
	s.lock = lock
	lock.SetMaxOpenConns(1) // which stays open, and in the transaction
	err = run(lock, "BEGIN EXCLUSIVE")
	if code(err) == codes.SQLITE_BUSY {
		return fmt.Errorf("another server uses the data folder %s: stop it, or name another folder with --data", s.folder)
	}
	if err != nil {
		return s.advise(err)
	}
	return nil
}

// create makes an empty file that only its owner can read, if there is none.
// One that is there is not even opened: to close it again would drop the locks
// that this process has on it.
func create(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// unusable is the error of a folder that cannot be made, read or written.
func (s *Store) unusable(err error) error {
	if bare := new(fs.PathError); errors.As(err, &bare) {
		err = bare.Err
	}
	return fmt.Errorf("the data folder %s cannot be used: %w: make it a folder that the user who runs the server can write, name another with --data, or keep nothing with --ephemeral", s.folder, err)
}

// advise is an error of the database, with what to do about it.
func (s *Store) advise(err error) error {
	switch code(err) {
	case codes.SQLITE_FULL:
		return fmt.Errorf("%w: make room on the disk of %s", err, s.folder)
	case codes.SQLITE_READONLY, codes.SQLITE_CANTOPEN, codes.SQLITE_PERM, codes.SQLITE_AUTH:
		return s.unusable(err)
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return s.damaged(err.Error())
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: make room on the disk of %s", err, s.folder)
	}
	return fmt.Errorf("%w: look at the disk of %s", err, s.folder)
}

// code is SQLite's primary result code of an error, 0 if it has none.
func code(err error) int {
	if e := new(sqlite.Error); errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
