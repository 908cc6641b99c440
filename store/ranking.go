package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"thicket/game"
)

// maxLines bounds what Top returns.
const maxLines = 1000

// start is the day since 1970 (UTC) on which the period that a time falls in
// begins; 0 for ever.
func start(p game.Period, at time.Time) int64 {
	day := at.Unix() / (24 * 60 * 60)
	switch p {
	case game.Day:
		return day
	case game.Week:
		return day - (day+3)%7 // 1970 began on a Thursday
	}
	return 0
}

// The index "ranking" holds a ranking in its order, so that Top reads as many
// lines as it returns. Placed adds up how many lines each better best has (a
// table that triggers keep), and counts the lines of the same best with more
// meals in the index: it takes time in proportion to those two numbers, about
// 20 ns each.
const (
	topQuery = `SELECT name, best, meals, stings FROM results JOIN accounts ON id = account
		WHERE world = ? AND period = ? AND start = ? ORDER BY best DESC, meals DESC, account LIMIT ?`
	placedQuery = `SELECT name, r.best, meals, stings, 1
		+ (SELECT coalesce(sum(lines), 0) FROM bests b WHERE b.world = r.world AND b.period = r.period AND b.start = r.start AND b.best > r.best)
		+ (SELECT count(*) FROM results h WHERE h.world = r.world AND h.period = r.period AND h.start = r.start AND h.best = r.best AND h.meals > r.meals)
		FROM accounts JOIN results r ON r.account = id
		WHERE fingerprint = ? AND r.period = ? AND r.start = ? AND r.world = ?`
	sumsQuery = `SELECT coalesce(max(best), 0), coalesce(sum(meals), 0), coalesce(sum(stings), 0)
		FROM results WHERE account = ? AND period = ? AND start = 0`
)

// Top is the first lines of a ranking, at most 1000. Who has as much shares a
// rank.
func (s *Store) Top(ctx context.Context, world string, p game.Period, lines int) ([]game.Standing, error) {
	rows, err := s.readers.QueryContext(ctx, topQuery, world, p, start(p, s.now()), max(0, min(lines, maxLines)))
	if err != nil {
		return nil, fmt.Errorf("read the ranking: %w", err)
	}
	defer rows.Close()
	var top []game.Standing
	for rows.Next() {
		line := game.Standing{Rank: len(top) + 1}
		if err := rows.Scan(&line.Name, &line.Best, &line.Meals, &line.Stings); err != nil {
			return nil, fmt.Errorf("read the ranking: %w", err)
		}
		if i := len(top) - 1; i >= 0 && top[i].Best == line.Best && top[i].Meals == line.Meals {
			line.Rank = top[i].Rank
		}
		top = append(top, line)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the ranking: %w", err)
	}
	return top, nil
}

// Placed is an account's line in a ranking, with its exact rank.
func (s *Store) Placed(ctx context.Context, world string, p game.Period, account string) (line game.Standing, err error) {
	err = s.readers.QueryRowContext(ctx, placedQuery, account, p, start(p, s.now()), world).
		Scan(&line.Name, &line.Best, &line.Meals, &line.Stings, &line.Rank)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return game.Standing{}, fmt.Errorf("read a rank: %w", err)
	}
	return line, nil
}

// Me is a visitor's name, or the one that they would get, and what their
// account has done in all worlds together.
func (s *Store) Me(ctx context.Context, v game.Visitor) (me game.Standing, err error) {
	var a account
	if v.Account != "" {
		if a, err = find(ctx, s.readers, v.Account); err != nil {
			return me, fmt.Errorf("read an account: %w", err)
		}
		err = s.readers.QueryRowContext(ctx, sumsQuery, a.id, game.Ever).Scan(&me.Best, &me.Meals, &me.Stings)
		if err != nil {
			return game.Standing{}, fmt.Errorf("read results: %w", err)
		}
	}
	if me.Name = s.stays.bears(v.Account); me.Name != "" {
		return me, nil
	}
	if me.Name = a.profile.Name; !a.visited.IsZero() {
		return me, nil
	}
	me.Name, _, err = naming{Store: s, q: s.readers, ctx: ctx, owner: v.Account}.choose(wish(v))
	if err != nil {
		return game.Standing{}, fmt.Errorf("look for a name: %w", err)
	}
	return me, nil
}

// Account is whose name it is.
func (s *Store) Account(ctx context.Context, name string) (account string, err error) {
	if visit, ok := s.stays.bearer(name); ok {
		if visit == "" {
			return "", game.ErrNobody // a guest's
		}
		return visit, nil
	}
	err = s.readers.QueryRowContext(ctx, "SELECT fingerprint FROM accounts WHERE name = ?", name).Scan(&account)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", game.ErrNobody
	case err != nil:
		return "", fmt.Errorf("read an account: %w", err)
	}
	return account, nil
}
