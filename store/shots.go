package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"

	codes "modernc.org/sqlite/lib"

	"thicket/game"
)

// maxRow bounds the packed snapshot of a founded world; the largest takes less.
const maxRow = 64 << 20

// asideSlot is the first slot of snapshots that are set aside.
const asideSlot = 2

// saveQuery puts a snapshot into the slot of the older of two. Where there is no
// such world it does nothing.
const saveQuery = `INSERT INTO shots (world, slot, number, saved, shot)
	SELECT id, (n + 1) % 2, n + 1, ?2, ?3 FROM (SELECT id,
		(SELECT coalesce(max(number), 0) FROM shots WHERE world = ?1 AND slot < 2) AS n FROM worlds WHERE id = ?1)
	WHERE true ON CONFLICT (world, slot) DO UPDATE SET number = excluded.number, saved = excluded.saved, shot = excluded.shot`

// newPackers are as many as can work at once: a thousand worlds share them.
func newPackers() chan *packer {
	all := make(chan *packer, runtime.GOMAXPROCS(0))
	for range cap(all) {
		all <- &packer{}
	}
	return all
}

// pack is a snapshot as a file has it, in memory of its own.
func (s *Store) pack(shot *game.Snapshot) ([]byte, error) {
	p := <-s.packers
	defer func() { s.packers <- p }()
	file, err := p.pack(shot)
	if err == nil && len(file) > maxRow {
		err = fmt.Errorf("the snapshot has %d bytes, allowed are %d", len(file), maxRow)
	}
	return bytes.Clone(file), err
}

// saveFounded has a snapshot written with those of other worlds: all of them wait
// for one sync of the disk. It is for the world that bears the name now; if that
// is not there any more when it is written, or its charter was never kept, nothing
// is, and the error is game.ErrNoWorld. So no snapshot brings back a world that was
// forgotten, and none begins one: its charter comes first.
func (s *Store) saveFounded(world string, shot *game.Snapshot) error {
	id, err := s.worldID(world)
	if err != nil {
		return err
	}
	file, err := s.pack(shot)
	if err != nil {
		return err
	}
	c := &change{ctx: context.Background(), size: len(file)}
	c.do = func(q querier) error {
		done, err := q.ExecContext(context.Background(), saveQuery, id, s.now().UnixMilli(), file)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		switch {
		case err != nil:
			return err
		case n == 0:
			s.ids.forget(world)
			return game.ErrNoWorld
		}
		c.undo = s.ids.set(world, id)
		return nil
	}
	return s.writeTo(s.saves, c)
}

// worldID is the number of the world that bears a name.
func (s *Store) worldID(world string) (id int64, err error) {
	if id, ok := s.ids.get(world); ok {
		return id, nil
	}
	err = s.readers.QueryRowContext(context.Background(), "SELECT id FROM worlds WHERE name = ?", world).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, game.ErrNoWorld
	}
	if err != nil {
		return 0, s.advise(err)
	}
	return id, nil
}

// keptShot is where a snapshot is.
type keptShot struct{ row, slot, number int64 }

// loadFounded is the newest snapshot of a founded world that is whole.
func (s *Store) loadFounded(world string) (*game.Snapshot, error) {
	all, err := s.listKept(world)
	if err != nil {
		return nil, fmt.Errorf("load a snapshot of %s: %w", world, s.advise(err))
	}
	for _, k := range all {
		if k.slot >= asideSlot {
			err = errors.Join(err, errors.New("one was set aside before"))
			continue
		}
		shot, why := s.readKept(k)
		switch {
		case why == nil:
			return shot, nil
		case errors.Is(why, game.ErrNewer):
			return nil, fmt.Errorf("load a snapshot of %s: %w: use the newer program, or close that world", world, why)
		case code(why) != 0 && code(why) != codes.SQLITE_CORRUPT:
			return nil, fmt.Errorf("load a snapshot of %s: %w", world, s.advise(why))
		}
		s.setKeptAside(world, k, why)
		err = errors.Join(err, why)
	}
	if err != nil {
		return nil, fmt.Errorf("no snapshot of the world %s in %s can be read (%w); none was deleted: put back a copy of the database, or close that world",
			world, s.databaseFile(), err)
	}
	return nil, nil
}

// listKept are a world's snapshots, the newest first, without what is in them.
func (s *Store) listKept(world string) (all []keptShot, err error) {
	rows, err := s.readers.QueryContext(context.Background(), `SELECT shots.rowid, slot, number
		FROM worlds JOIN shots ON world = id WHERE name = ? ORDER BY number DESC`, world)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var k keptShot
		if err := rows.Scan(&k.row, &k.slot, &k.number); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, rows.Err()
}

func (s *Store) readKept(k keptShot) (*game.Snapshot, error) {
	var file []byte
	err := s.readers.QueryRowContext(context.Background(),
		"SELECT CASE WHEN length(shot) <= ? THEN shot END FROM shots WHERE rowid = ?", maxRow, k.row).Scan(&file)
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, fmt.Errorf("it has too many bytes, allowed are %d", maxRow)
	}
	return unpack(file)
}

// setKeptAside moves a damaged snapshot to where no other takes its place. It
// waits for nothing, since nobody may write yet: when the queue is full the next
// snapshot but one replaces it. Where the database itself cannot read it there is
// nothing to be moved.
func (s *Store) setKeptAside(world string, k keptShot, why error) {
	s.log.Error("a snapshot is damaged; it is set aside and an older one is used", "world", world, "number", k.number, "error", why)
	if code(why) != 0 {
		return
	}
	tryWrite(s.saves, func(q querier) error {
		return run(q, `UPDATE shots SET slot = (SELECT max(max(o.slot), 1) + 1 FROM shots o WHERE o.world = shots.world)
			WHERE rowid = ? AND number = ? AND slot < 2`, k.row, k.number)
	})
}
