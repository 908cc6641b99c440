package store

import (
	"context"
	"database/sql"
)

// What is done at every change.
const (
	savepointQuery = "SAVEPOINT change"
	releaseQuery   = "RELEASE change"
)

// often are the statements that are done many times a second, and always by the
// writer: SQLite takes longer to understand them than to do them.
var often = [...]string{savepointQuery, releaseQuery, saveQuery}

// prepare prepares what is done often. It costs nothing to do it again on another
// connection, should the writer's break: the statements see to that.
func (s *Store) prepare() error {
	s.often = map[string]*sql.Stmt{}
	for _, query := range often {
		p, err := s.writer.Prepare(query)
		if err != nil {
			return s.advise(err)
		}
		s.often[query] = p // closed with the database
	}
	return nil
}

// transaction is one of the writer's.
type transaction struct {
	*sql.Tx
	often map[string]*sql.Stmt
}

// ExecContext does a statement, the prepared one if there is one.
func (t transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if p := t.often[query]; p != nil {
		return t.StmtContext(ctx, p).ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}
