package store

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"
)

// Bounds of the writer.
const (
	maxQueue = 1024    // changes that wait, and as many snapshots
	maxBatch = 256     // changes in a transaction
	maxSaves = 32      // snapshots in a transaction: about two milliseconds of work
	maxSaved = 1 << 20 // bytes of them, but for the last one
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
	// do does it, in a transaction that others share, and never with ctx, whose
	// end would break that transaction. What it does in memory it does last,
	// and tells undo how to take that back.
	do   func(q querier) error
	undo func()
	// otherwise is done instead when nothing can be written; nil: the error is
	// the answer.
	otherwise func(q querier) error
	// leaves says that undo is called, too, if the caller did not wait for the
	// answer, which is then known to nobody.
	leaves bool
	size   int // bytes, of a snapshot

	err   error
	done  chan struct{}
	ended atomic.Bool // answered, or the caller does not wait any more
}

// write has a change written; it waits for its answer, and for the change's
// context at most. An error of the context says nothing of the change.
func (s *Store) write(c *change) error { return s.writeTo(s.queue, c) }

func (s *Store) writeTo(queue chan *change, c *change) error {
	c.done = make(chan struct{})
	select {
	case queue <- c:
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
func tryWrite(queue chan *change, do func(q querier) error) {
	c := &change{ctx: context.Background(), do: do, done: make(chan struct{})}
	select {
	case queue <- c:
	default:
	}
}

// batch is a change and those that wait behind it, as many as one transaction
// takes.
func batch(c *change, queue chan *change, most int) []*change {
	batch, size := []*change{c}, c.size
	for len(batch) < most && size < maxSaved {
		select {
		case c := <-queue:
			batch, size = append(batch, c), size+c.size
		default:
			return batch
		}
	}
	return batch
}

// commitChanges does a change and those that wait behind it.
func (s *Store) commitChanges(c *change) { s.commit(&s.trouble, batch(c, s.queue, maxBatch)) }

// commitSaves keeps a snapshot of a founded world and those that wait behind it,
// after the changes that wait: of all the snapshots of a thousand worlds nobody
// who comes or chooses something waits for more than one transaction. They have
// a transaction of their own, so that a disk that has no room for them, or a
// damaged page among them, is nobody else's trouble.
func (s *Store) commitSaves(c *change) {
	select {
	case first := <-s.queue:
		s.commitChanges(first)
	default:
	}
	s.commit(&s.saveTrouble, batch(c, s.saves, maxSaves))
}

// finish writes what waits when the end has come.
func (s *Store) finish() {
	for {
		select {
		case c := <-s.queue:
			s.commitChanges(c)
		case c := <-s.saves:
			s.commitSaves(c)
		default:
			return
		}
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
