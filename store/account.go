package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"thicket/game"
)

// account is a line of the table of accounts.
type account struct {
	id      int64
	profile game.Profile
	visited time.Time // zero: never, only results were kept
}

// find reads an account; one that is not there has no id.
func find(ctx context.Context, q querier, fingerprint string) (a account, err error) {
	p := &a.profile
	var hints, visited int64
	err = q.QueryRowContext(ctx, "SELECT id, name, glyph, colour, theme, glyphs, hints, quiet, visited FROM accounts WHERE fingerprint = ?", fingerprint).
		Scan(&a.id, &p.Name, &p.Look.Glyph, &p.Look.Colour, &p.Theme, &p.Glyphs, &hints, &p.Quiet, &visited)
	if errors.Is(err, sql.ErrNoRows) {
		return account{}, nil
	}
	p.Hints = uint64(hints)
	if visited > 0 {
		a.visited = time.UnixMilli(visited)
	}
	return a, err
}

// keep writes an account, new or not. It gives it its number.
func (a *account) keep(q querier, fingerprint string, now time.Time) error {
	p, visited := &a.profile, int64(0)
	if !a.visited.IsZero() {
		visited = a.visited.UnixMilli()
	}
	return q.QueryRowContext(context.Background(), `INSERT INTO accounts
		(fingerprint, name, glyph, colour, theme, glyphs, hints, quiet, created, visited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name, glyph = excluded.glyph, colour = excluded.colour,
		theme = excluded.theme, glyphs = excluded.glyphs, hints = excluded.hints, quiet = excluded.quiet, visited = excluded.visited
		RETURNING id`,
		fingerprint, p.Name, p.Look.Glyph, p.Look.Colour, p.Theme, p.Glyphs, int64(p.Hints), p.Quiet, now.UnixMilli(), visited).Scan(&a.id)
}
