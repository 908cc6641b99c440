package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"

	codes "modernc.org/sqlite/lib"
)

// commit does a batch and answers each of its changes. That nothing can be
// written is noted in t.
func (s *Store) commit(t *trouble, batch []*change) {
	conn, err := s.writer.Conn(context.Background())
	if err == nil {
		defer conn.Close()
		err = s.guarded(t, func() error { return s.transact(t, conn, batch) })
	}
	if err != nil {
		s.fail(t, conn, batch, err)
	} else {
		t.end()
	}
	for _, c := range batch {
		c.answer()
	}
}

// fail takes back what a batch did in memory and answers what can be said when
// nothing was written.
func (s *Store) fail(t *trouble, conn *sql.Conn, batch []*change, err error) {
	why := unkept{err}
	t.begin(s.advise(err))
	q := querier(s.readers)
	if conn != nil {
		_ = s.guarded(t, func() error { return run(conn, "ROLLBACK") }) // SQLite may have done it already
		q = conn
	}
	for i := len(batch) - 1; i >= 0; i-- {
		batch[i].takeBack()
	}
	for _, c := range batch {
		switch {
		case c.otherwise == nil:
			c.err = why
		case c.ctx.Err() != nil:
			c.err = c.ctx.Err()
		default:
			c.err = s.guarded(t, func() error { return c.otherwise(q) })
		}
	}
}

// guarded makes an error of a panic: the driver may break on a damaged page, and
// the server is to go on as with any disk that fails.
func (s *Store) guarded(t *trouble, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			if t.words() == "" { // not each time
				s.log.Error("the writer broke", "error", err, "stack", string(debug.Stack()))
			}
		}
	}()
	return f()
}

// transact does a batch in one transaction. Its error is that of them all; the
// transaction may be open then.
func (s *Store) transact(t *trouble, conn *sql.Conn, batch []*change) error {
	if err := run(conn, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if t.words() != "" { // a batch that writes nothing would prove nothing
		if err := s.probe(conn); err != nil {
			return err
		}
	}
	for _, c := range batch {
		if err := c.try(conn); err != nil {
			return err
		}
	}
	return run(conn, "COMMIT")
}

// try does a change. What it returns is the transaction's failure, not the
// change's own.
func (c *change) try(conn *sql.Conn) error {
	if c.err = c.ctx.Err(); c.err != nil {
		return nil // nobody waits for it
	}
	if err := run(conn, "SAVEPOINT change"); err != nil {
		return err
	}
	c.err = c.do(conn)
	if c.err == nil {
		return run(conn, "RELEASE change")
	}
	if k := code(c.err); k != 0 && k != codes.SQLITE_CONSTRAINT {
		return c.err
	}
	return run(conn, "ROLLBACK TO change; RELEASE change")
}

// probe writes a page, to see whether that works again.
func (s *Store) probe(conn *sql.Conn) error {
	var n int32
	if err := conn.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&n); err != nil {
		return err
	}
	return run(conn, fmt.Sprintf("PRAGMA user_version = %d", n^1))
}

func run(q querier, query string, args ...any) error {
	_, err := q.ExecContext(context.Background(), query, args...)
	return err
}
