package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"thicket/game"
)

// keepName is how long a name stays its account's after its last visit, and how
// long an account without results is kept at all.
const keepName = 30 * 24 * time.Hour

// Suffixes are tried in order, then at random, each from twice as many as the
// one before: whoever makes many accounts of one name must not keep the writer
// busy.
const (
	orderedSuffixes = 99
	randomSuffixes  = 1_000_000 // that the first is drawn from
	randomTries     = 24
)

// naming looks for names.
type naming struct {
	*Store
	q      querier
	ctx    context.Context
	owner  string // for whom: see stay
	strict bool   // nothing can be written: nobody can be made to give way
}

// taken reports whether a name is somebody else's. If it was, but is not kept
// any more, former is the account in the database that must give way.
func (n naming) taken(name string) (taken bool, former int64, err error) {
	if owner := n.stays.owner(name); owner != "" && owner != n.owner {
		return true, 0, nil
	}
	var account string
	var visited int64
	err = n.q.QueryRowContext(n.ctx, "SELECT id, fingerprint, visited FROM accounts WHERE name = ?", name).Scan(&former, &account, &visited)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, 0, nil
	case err != nil:
		return false, 0, err
	case account == n.owner:
		return false, 0, nil
	case n.strict || n.stays.has(account) || visited > n.now().Add(-keepName).UnixMilli():
		return true, 0, nil
	}
	return false, former, nil
}

// choose is the wish, or the wish with the first suffix that makes it nobody
// else's.
func (n naming) choose(wish string) (name string, former int64, err error) {
	name = wish
	for i := 2; i <= orderedSuffixes+randomTries+1; i++ {
		taken, former, err := n.taken(name)
		if err != nil || !taken {
			return name, former, err
		}
		name = suffixed(wish, int64(i))
	}
	return "", 0, fmt.Errorf("no name like %s is free: come with another", wish)
}

// suffixed is the try number i, from 2.
func suffixed(name string, i int64) string {
	if more := i - orderedSuffixes - 1; more >= 0 {
		i = orderedSuffixes + 1 + rand.Int64N(randomSuffixes<<min(more, randomTries))
	}
	base, _, _ := strings.Cut(name, "~")
	return fmt.Sprintf("%s~%d", base, i)
}

// take makes room for whoever bears a name from now on: its former account
// moves to a name that nobody has.
func (n naming) take(former int64) error {
	if former == 0 {
		return nil
	}
	var name string
	if err := n.q.QueryRowContext(n.ctx, "SELECT name FROM accounts WHERE id = ?", former).Scan(&name); err != nil {
		return err
	}
	n.strict, n.owner = true, "" // so that its own name is taken, too
	other, _, err := n.choose(name)
	if err != nil {
		return err
	}
	return run(n.q, "UPDATE accounts SET name = ? WHERE id = ?", other, former)
}

// claim is a name that somebody chose: it is theirs, or they are told why not.
func (n naming) claim(name string) error {
	if err := game.CheckName(name); err != nil {
		return err
	}
	taken, former, err := n.taken(name)
	if err != nil {
		return err
	}
	if taken {
		return fmt.Errorf("the name %s is somebody else's", name)
	}
	return n.take(former)
}

// wish is the name that a visitor would like, or one for whoever has none.
func wish(v game.Visitor) string {
	if game.CheckName(v.Name) != nil {
		return "walker"
	}
	return v.Name
}
