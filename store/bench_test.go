package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"thicket/game"
)

// BenchmarkLeaderboard measures what a player may ask for, with 1,000,000
// accounts that all have played today, and among which there are many ties.
func BenchmarkLeaderboard(b *testing.B) {
	const accounts = 1_000_000
	r := begin(b, b.TempDir())
	fill(b, r, accounts)
	account := func(i int) string { return fmt.Sprintf("SHA256:%043d", i) }
	random := rand.New(rand.NewPCG(3, 4))
	measure := func(name string, ask func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/op")
		})
	}
	for p := game.Day; p < game.Periods; p++ {
		measure("top-"+p.String(), func() error {
			_, err := r.Top(context.Background(), "meadow", p, 100)
			return err
		})
	}
	measure("placed", func() error {
		_, err := r.Placed(context.Background(), "meadow", game.Week, account(random.IntN(accounts)))
		return err
	})
	measure("placed-last", func() error {
		_, err := r.Placed(context.Background(), "meadow", game.Week, account(accounts))
		return err
	})
	measure("me", func() error {
		_, err := r.Me(context.Background(), game.Visitor{Account: account(random.IntN(accounts))})
		return err
	})
	measure("record", func() error {
		return r.Record("meadow", []game.Result{{Account: account(random.IntN(accounts)), Best: 70, Meals: 1}})
	})
	r.stop()
	measure("open", func() error {
		s, _, err := openFor(b, r.folder)
		if err == nil {
			err = s.Close()
		}
		return err
	})
}

// fill makes accounts with results in all three periods. The last one is the
// last of the ranking.
func fill(b *testing.B, r *running, accounts int) {
	b.Helper()
	now := r.clock.now()
	_, err := r.writer.Exec(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
		INSERT INTO accounts (fingerprint, name, glyph, colour, created, visited)
		SELECT printf('SHA256:%043d', i), printf('p%d', i), 0, 0, ?2, ?2 FROM n`, accounts, now.UnixMilli())
	if err != nil {
		b.Fatal(err)
	}
	for p := game.Day; p < game.Periods; p++ {
		_, err := r.writer.Exec(`INSERT INTO results (account, period, start, world, best, meals, stings)
			SELECT id, ?1, ?2, 'meadow', (id * 7919) % 500, 1 + (id * 104729) % 20, 1 FROM accounts ORDER BY id`, p, start(p, now))
		if err != nil {
			b.Fatal(err)
		}
		if _, err = r.writer.Exec(`UPDATE results SET best = 0, meals = 0 WHERE period = ? AND account = (SELECT max(id) FROM accounts)`, p); err != nil {
			b.Fatal(err)
		}
	}
	begun := time.Now()
	if _, err := r.writer.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		b.Fatal(err)
	}
	b.Logf("checkpoint: %v", time.Since(begun))
}
