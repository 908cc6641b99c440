package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

func (s *Store) migrations() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.writer, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return p, nil
}

// newest is the version of the database that this program makes.
func (s *Store) newest() (int64, error) {
	p, err := s.migrations()
	if err != nil {
		return 0, err
	}
	sources := p.ListSources()
	return sources[len(sources)-1].Version, nil
}

// migrate makes the database's tables, or brings them up to date: each step in
// a transaction of its own.
func (s *Store) migrate() error {
	p, err := s.migrations()
	if err != nil {
		return err
	}
	steps, err := p.Up(context.Background())
	if err != nil {
		return s.advise(fmt.Errorf("bring the database up to date: %w", err))
	}
	if len(steps) > 0 && s.folder != "" {
		s.log.Info("the database is up to date", "version", steps[len(steps)-1].Source.Version)
	}
	// A file that may only be read shows when something is to be written.
	if _, err := s.writer.Exec("BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK"); err != nil {
		return s.advise(err)
	}
	return nil
}
