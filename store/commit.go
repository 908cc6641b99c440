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
		err = s.guarded(t, func() error { return s.begin(t, conn, batch) })
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

// begin does a batch in one transaction. Its error is that of them all; the
// transaction is over then, but for one that SQLite could not even roll back.
func (s *Store) begin(t *trouble, conn *sql.Conn, batch []*change) error {
	tx, err := conn.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer s.guarded(t, tx.Rollback) // of one that is committed it does nothing
	if err := s.transact(t, transaction{tx, s.often}, batch); err != nil {
		return err
	}
	return tx.Commit()
}

// fail takes back what a batch did in memory and answers what can be said when
// nothing was written.
func (s *Store) fail(t *trouble, conn *sql.Conn, batch []*change, err error) {
	why := unkept{err}
	t.begin(s.advise(err))
	q := querier(s.readers)
	if conn != nil {
		_ = s.guarded(t, func() error { return run(conn, "ROLLBACK") }) // it seldom is to be done yet
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

// transact does a batch. Its error is that of them all.
func (s *Store) transact(t *trouble, tx transaction, batch []*change) error {
	if t.words() != "" { // a batch that writes nothing would prove nothing
		if err := s.probe(tx); err != nil {
			return err
		}
	}
	for _, c := range batch {
		if err := c.try(tx); err != nil {
			return err
		}
	}
	return nil
}

// try does a change. What it returns is the transaction's failure, not the
// change's own.
func (c *change) try(q querier) error {
	if c.err = c.ctx.Err(); c.err != nil {
		return nil // nobody waits for it
	}
	if err := run(q, savepointQuery); err != nil {
		return err
	}
	c.err = c.do(q)
	if c.err == nil {
		return run(q, releaseQuery)
	}
	if k := code(c.err); k != 0 && k != codes.SQLITE_CONSTRAINT {
		return c.err
	}
	return run(q, "ROLLBACK TO change; RELEASE change")
}

// probe writes a page, to see whether that works again.
func (s *Store) probe(q querier) error {
	var n int32
	if err := q.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&n); err != nil {
		return err
	}
	return run(q, fmt.Sprintf("PRAGMA user_version = %d", n^1))
}

func run(q querier, query string, args ...any) error {
	_, err := q.ExecContext(context.Background(), query, args...)
	return err
}
