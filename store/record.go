package store

import (
	"context"
	"fmt"

	"thicket/game"
)

const recordQuery = `INSERT INTO results (account, period, start, world, best, meals, stings)
	VALUES (?1, 0, ?2, ?4, ?5, ?6, ?7), (?1, 1, ?3, ?4, ?5, ?6, ?7), (?1, 2, 0, ?4, ?5, ?6, ?7)
	ON CONFLICT (account, period, start, world) DO UPDATE SET
	best = max(best, excluded.best), meals = meals + excluded.meals, stings = stings + excluded.stings
	WHERE excluded.best > best OR excluded.meals > 0 OR excluded.stings > 0` // most countings are nobody's best

// Record adds up results of accounts, in the day, the week and for ever. When it
// returns nil they are on the disk, all of them.
func (s *Store) Record(world string, results []game.Result) error {
	if err := game.CheckWorldName(world); err != nil {
		return err
	}
	c := &change{ctx: context.Background()}
	c.do = func(q querier) error {
		now, kept := s.now(), []func(){}
		c.undo = func() {
			for _, undo := range kept {
				undo()
			}
		}
		for _, r := range results {
			r.Best, r.Meals, r.Stings = max(0, r.Best), max(0, r.Meals), max(0, r.Stings)
			if r.Account == "" || r.Best+r.Meals+r.Stings == 0 {
				continue
			}
			id, err := s.accountOf(q, r.Account)
			if err == nil {
				err = run(q, recordQuery, id, start(game.Day, now), start(game.Week, now), world, r.Best, r.Meals, r.Stings)
			}
			if err != nil {
				c.takeBack()
				return err
			}
			kept = append(kept, s.stays.keep(r.Account))
		}
		return nil
	}
	if err := s.write(c); err != nil {
		return fmt.Errorf("record results of %s: %w", world, err)
	}
	return nil
}

// accountOf is the number of an account. One that could not be written when it
// came is written now, so that what it did is not lost: with the name that memory
// keeps for it, or with one that stands until it comes again.
func (s *Store) accountOf(q querier, fingerprint string) (id int64, err error) {
	a, err := find(context.Background(), q, fingerprint)
	if err != nil {
		return 0, err
	}
	p, here := s.stays.borne(fingerprint)
	switch {
	case here && a.visited.IsZero():
		a.profile, a.visited = p, s.now()
	case a.id != 0:
		return a.id, nil
	default:
		like := game.CleanName("walker-" + game.CleanName(fingerprint[min(len(fingerprint), len("SHA256:")):]))
		n := naming{Store: s, q: q, ctx: context.Background(), owner: fingerprint, strict: true}
		if a.profile.Name, _, err = n.choose(like); err != nil {
			return 0, err
		}
	}
	err = a.keep(q, fingerprint, s.now())
	return a.id, err
}
