package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"thicket/game"
)

// maxCharter is how many bytes a charter has in JSON: the fullest one has less.
const maxCharter = 1 << 20

// foundedQuery lists worlds. What is too long to be one is cut short, or left out.
const foundedQuery = `SELECT substr(name, 1, 64), octet_length(charter),
	CASE WHEN octet_length(charter) <= ? THEN charter END,
	coalesce((SELECT max(saved) FROM shots WHERE world = id AND slot < 2), 0)
	FROM worlds ORDER BY founded, name`

// Founded are the founded worlds that are kept, the oldest first. Of one whose
// charter cannot be read only the name is known, and why it is Broken; one that has
// no name of a world is left out. Both stay where they are; the log says why. Errors
// of the database say what to do.
func (s *Store) Founded() ([]game.Kept, error) {
	rows, err := s.readers.QueryContext(context.Background(), foundedQuery, maxCharter)
	if err != nil {
		return nil, fmt.Errorf("list the founded worlds: %w", s.advise(err))
	}
	defer rows.Close()
	var all []game.Kept
	for rows.Next() {
		var name string
		var size, saved int64
		var text []byte
		if err := rows.Scan(&name, &size, &text, &saved); err != nil {
			return nil, fmt.Errorf("list the founded worlds: %w", s.advise(err))
		}
		c, err := readCharter(name, text, size)
		if err != nil {
			s.log.Error("a founded world cannot be read; it is left out, and its row in thicket.db stays", "world", name, "error", err)
			if game.CheckWorldName(name) != nil || name == game.Meadow {
				continue
			}
			c = game.Charter{Name: name}
		}
		kept := game.Kept{Charter: c, Broken: err}
		if saved > 0 {
			kept.Saved = time.UnixMilli(saved)
		}
		all = append(all, kept)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list the founded worlds: %w", s.advise(err))
	}
	return all, nil
}

// readCharter is the charter of a row. Nothing of it is believed.
func readCharter(world string, text []byte, size int64) (c game.Charter, err error) {
	if size > maxCharter {
		return c, fmt.Errorf("its charter has %d bytes, allowed are 0 to %d", size, maxCharter)
	}
	if err := game.CheckWorldName(world); err != nil {
		return c, err
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("its charter cannot be read: %w", err)
	}
	if c.Name != world {
		return c, fmt.Errorf("its charter is of a world called %.40q", c.Name)
	}
	return c, c.Validate()
}

// Charter keeps what a founded world is, and founds it if it is not kept yet. A
// row that cannot be read is not overwritten: the error says so.
func (s *Store) Charter(c game.Charter) error {
	text, err := json.Marshal(c)
	if err == nil {
		_, err = readCharter(c.Name, text, int64(len(text))) // what is kept can be read again
	}
	if err == nil {
		err = s.write(&change{ctx: context.Background(), do: func(q querier) error {
			if err := overwritable(q, c.Name); err != nil {
				return err
			}
			return run(q, `INSERT INTO worlds (name, charter, founded) VALUES (?, ?, ?)
				ON CONFLICT (name) DO UPDATE SET charter = excluded.charter`, c.Name, string(text), c.Founded.UnixMilli())
		}})
	}
	if err != nil {
		return fmt.Errorf("keep the charter of %.40q: %w", c.Name, err)
	}
	return nil
}

// overwritable tells why a world's row may not be overwritten, nil if it may, or
// if there is none.
func overwritable(q querier, world string) error {
	var size int64
	var text []byte
	err := q.QueryRowContext(context.Background(), `SELECT octet_length(charter),
		CASE WHEN octet_length(charter) <= ? THEN charter END FROM worlds WHERE name = ?`, maxCharter, world).Scan(&size, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := readCharter(world, text, size); err != nil {
		return fmt.Errorf("a world of that name is kept and cannot be read (%w): mend its row in thicket.db, or delete it", err)
	}
	return nil
}

// Forget drops the charter and the snapshots of a world; what was recorded of it
// stays. A Save of it that is under way keeps nothing, even if another world of
// its name is founded meanwhile. One that is not kept is forgotten already.
func (s *Store) Forget(world string) error {
	err := s.write(&change{ctx: context.Background(), do: func(q querier) error {
		s.ids.forget(world)
		return run(q, "DELETE FROM worlds WHERE name = ?", world) // its snapshots go with it
	}})
	if err != nil {
		return fmt.Errorf("forget the world %.40q: %w", world, err)
	}
	return nil
}
