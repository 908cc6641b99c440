package store

import (
	"context"
	"time"

	"thicket/game"
)

const (
	upkeepEvery = 5 * time.Second
	cleanEvery  = 24 * time.Hour
	cleanRange  = 1000 // accounts that are looked at at once
)

// cleaner goes through the accounts once a day, a few at a time, so that no
// change waits for it. It is the writer's.
type cleaner struct {
	after int64     // accounts up to here are done
	rest  time.Time // nothing to do before
}

// upkeep writes something if nothing could be written, to see whether it works
// again, and cleans up.
func (s *Store) upkeep() {
	if s.saveTrouble.words() != "" {
		s.commit(&s.saveTrouble, []*change{{ctx: context.Background(), done: make(chan struct{}), do: func(querier) error { return nil }}})
	}
	if s.now().Before(s.cleaner.rest) && s.trouble.words() == "" {
		return
	}
	var next cleaner
	c := &change{ctx: context.Background(), done: make(chan struct{})}
	c.do = func(q querier) (err error) {
		next, err = s.clean(q)
		return err
	}
	s.commit(&s.trouble, []*change{c})
	if c.err == nil {
		s.cleaner = next
	}
}

// clean removes, from the next accounts, those that were not here for long and
// have no results, and the results of days and weeks that are over; at the
// end, bans that are over, and snapshots of no world: they are left when somebody
// deletes a world's row by hand. It says where to go on once that is committed.
func (s *Store) clean(q querier) (next cleaner, err error) {
	now := s.now()
	if now.Before(s.cleaner.rest) {
		return s.cleaner, nil
	}
	upto := s.cleaner.after + cleanRange
	if err := s.cleanRange(q, s.cleaner.after, upto); err != nil {
		return next, err
	}
	var last int64
	if err := q.QueryRowContext(context.Background(), "SELECT coalesce(max(id), 0) FROM accounts").Scan(&last); err != nil {
		return next, err
	}
	if upto < last {
		return cleaner{after: upto}, nil
	}
	if err := run(q, "DELETE FROM shots WHERE world NOT IN (SELECT id FROM worlds)"); err != nil {
		return next, err
	}
	return cleaner{rest: now.Add(cleanEvery)}, run(q, "DELETE FROM bans WHERE until > 0 AND until <= ?", now.UnixMilli())
}

func (s *Store) cleanRange(q querier, after, upto int64) error {
	now := s.now()
	err := run(q, "DELETE FROM results WHERE account > ? AND account <= ? AND (period = ? AND start < ? OR period = ? AND start < ?)",
		after, upto, game.Day, start(game.Day, now), game.Week, start(game.Week, now))
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(context.Background(), `SELECT id, fingerprint FROM accounts WHERE id > ? AND id <= ? AND visited <= ?
		AND NOT EXISTS (SELECT 1 FROM results WHERE account = id)`, after, upto, now.Add(-keepName).UnixMilli())
	if err != nil {
		return err
	}
	defer rows.Close()
	var idle []int64
	for rows.Next() {
		var id int64
		var account string
		if err := rows.Scan(&id, &account); err != nil {
			return err
		}
		if !s.stays.has(account) {
			idle = append(idle, id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range idle {
		if err := run(q, "DELETE FROM accounts WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}
