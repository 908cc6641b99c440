package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	codes "modernc.org/sqlite/lib"
)

// Bounds of the writer.
const (
	maxQueue = 1024 // changes that wait
	maxBatch = 256  // changes in a transaction
)

var errStopped = errors.New("the server is stopping")

// unkept is why nothing can be written.
type unkept struct{ why error }

func (u unkept) Error() string { return "nothing can be kept now: " + u.why.Error() }
func (u unkept) Unwrap() error { return u.why }

// querier is a connection, or a pool of them.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// change is something to be written, and the wait for it.
type change struct {
	ctx context.Context
	// do does it, in a transaction that others share. What it does in memory
	// it does last, and tells undo how to take that back.
	do   func(q querier) error
	undo func()
	// otherwise is done instead when nothing can be written; nil: the error is
	// the answer.
	otherwise func(q querier) error
	// leaves says that undo is called, too, if the caller did not wait for the
	// answer, which is then known to nobody.
	leaves bool

	err   error
	done  chan struct{}
	ended atomic.Bool // answered, or the caller does not wait any more
}

// write has a change written; it waits for its answer, and for the change's
// context at most. An error of the context says nothing of the change.
func (s *Store) write(c *change) error {
	c.done = make(chan struct{})
	select {
	case s.queue <- c:
	case <-c.ctx.Done():
		return c.ctx.Err()
	case <-s.stopped:
		return errStopped
	}
	var err error
	select {
	case <-c.done:
		return c.err
	case <-c.ctx.Done():
		err = c.ctx.Err()
	case <-s.stopped:
		err = errStopped
	}
	if c.ended.CompareAndSwap(false, true) {
		return err
	}
	<-c.done // the answer was on its way
	return c.err
}

// tryWrite leaves a change for which nobody waits; when the queue is full it
// is dropped.
func (s *Store) tryWrite(do func(q querier) error) {
	c := &change{ctx: context.Background(), do: do, done: make(chan struct{})}
	select {
	case s.queue <- c:
	default:
	}
}

// batch is a change and those that wait behind it.
func (s *Store) batch(c *change) []*change {
	batch := []*change{c}
	for len(batch) < maxBatch {
		select {
		case c := <-s.queue:
			batch = append(batch, c)
		default:
			return batch
		}
	}
	return batch
}

// finish writes what waits when the end has come.
func (s *Store) finish() {
	for {
		select {
		case c := <-s.queue:
			s.commit(s.batch(c))
		default:
			return
		}
	}
}

// commit does a batch and answers each of its changes.
func (s *Store) commit(batch []*change) {
	conn, err := s.writer.Conn(context.Background())
	if err == nil {
		defer conn.Close()
		err = s.transact(conn, batch)
	}
	if err != nil {
		s.fail(conn, batch, err)
	} else {
		s.trouble.end(database)
	}
	for _, c := range batch {
		c.answer()
	}
}

func (c *change) answer() {
	if c.ended.CompareAndSwap(false, true) {
		close(c.done)
	} else if c.leaves && c.err == nil {
		c.takeBack()
	}
}

func (c *change) takeBack() {
	if c.undo != nil {
		c.undo()
	}
	c.undo = nil
}

// database is what trouble with it is about.
const database = "the database"

// fail takes back what a batch did in memory and answers what can be said when
// nothing was written.
func (s *Store) fail(conn *sql.Conn, batch []*change, err error) {
	why := unkept{err}
	s.trouble.begin(database, fmt.Sprintf("accounts, results and bans cannot be kept: %v", s.advise(err)))
	q := querier(s.readers)
	if conn != nil {
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
			c.err = c.otherwise(q)
		}
	}
}

// transact does a batch in one transaction. Its error is that of them all.
func (s *Store) transact(conn *sql.Conn, batch []*change) (err error) {
	if err := run(conn, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = run(conn, "ROLLBACK") // SQLite may have done it already
		}
	}()
	if s.trouble.has(database) { // a batch that writes nothing would prove nothing
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
