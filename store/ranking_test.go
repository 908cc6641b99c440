package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

func TestPeriodsBegin(t *testing.T) {
	for _, c := range []struct {
		at        string
		day, week string
	}{
		{"1970-01-01T00:00:00Z", "1970-01-01", "1969-12-29"},
		{"2026-11-15T23:59:59Z", "2026-11-15", "2026-11-09"}, // a Sunday
		{"2026-11-16T00:00:00Z", "2026-11-16", "2026-11-16"}, // a Monday
		{"2026-11-21T12:00:00+14:00", "2026-11-20", "2026-11-16"},
		{"2024-03-01T00:00:00Z", "2024-03-01", "2024-02-26"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		date := func(p game.Period) string {
			return time.Unix(start(p, at)*24*60*60, 0).UTC().Format(time.DateOnly)
		}
		if date(game.Day) != c.day || date(game.Week) != c.week || start(game.Ever, at) != 0 {
			t.Errorf("%s: day %s, week %s, ever %d", c.at, date(game.Day), date(game.Week), start(game.Ever, at))
		}
	}
}

func TestRecordAddsUp(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 5, Meals: 2, Stings: 1}, game.Result{Account: key("a"), Best: 3, Meals: 1})
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 9})
		r.record(t, "fen", game.Result{Account: key("a"), Best: 4, Stings: 2}, game.Result{Account: ""}, game.Result{Account: key("a"), Best: -1})
		want := game.Standing{Rank: 1, Name: "otter", Best: 9, Meals: 3, Stings: 1}
		for p := game.Day; p < game.Periods; p++ {
			if got, err := r.Placed(t.Context(), "meadow", p, key("a")); err != nil || got != want {
				t.Errorf("%v: %+v, %v", p, got, err)
			}
		}
		me, err := r.Me(t.Context(), game.Visitor{Account: key("a"), Name: "fern"})
		if want := (game.Standing{Name: "otter", Best: 9, Meals: 3, Stings: 3}); err != nil || me != want {
			t.Errorf("me is %+v, %v", me, err)
		}
		if err := r.Record("../fen", nil); err == nil {
			t.Error("results of a world with a bad name are kept")
		}
	})
}

func TestPeriodsEnd(t *testing.T) {
	r := begin(t, t.TempDir())
	tuesday := time.Unix((start(game.Week, r.clock.now())+8)*24*60*60, 0).Add(12 * time.Hour)
	r.clock.add(tuesday.Sub(r.clock.now()))
	r.arrive(t, key("a"), "otter")
	lines := func() (n [game.Periods]int) {
		for p := range n {
			top, err := r.Top(t.Context(), "meadow", game.Period(p), 10)
			if err != nil {
				t.Fatal(err)
			}
			n[p] = len(top)
		}
		return n
	}
	r.record(t, "meadow", game.Result{Account: key("a"), Best: 5})
	for _, c := range []struct {
		wait time.Duration
		want [game.Periods]int
	}{{0, [...]int{1, 1, 1}}, {12 * time.Hour, [...]int{0, 1, 1}}, {6 * 24 * time.Hour, [...]int{0, 0, 1}}} {
		r.clock.add(c.wait)
		if got := lines(); got != c.want {
			t.Errorf("after %v: %v lines, want %v", c.wait, got, c.want)
		}
		clean(t, r)
	}
	var rows int
	for _, table := range []string{"results", "bests"} {
		if err := r.readers.QueryRow("SELECT count(*) FROM " + table).Scan(&rows); err != nil || rows != 1 {
			t.Errorf("%d %s are kept, %v", rows, table, err)
		}
	}
}

// An account that could not be written when it came is made for its results.
func TestResultsOfAnUnknownAccount(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 5})
		top, err := r.Top(t.Context(), "meadow", game.Day, 10)
		if err != nil || len(top) != 1 || !strings.HasPrefix(top[0].Name, "walker-") {
			t.Fatalf("%+v, %v", top, err)
		}
		v := r.arrive(t, key("a"), "otter")
		wantName(t, v, "otter")
		if !v.Last.IsZero() {
			t.Error("they were here before")
		}
		if line, err := r.Placed(t.Context(), "meadow", game.Day, key("a")); err != nil || line.Name != "otter" || line.Best != 5 {
			t.Errorf("%+v, %v", line, err)
		}
	})
}

// The disk takes results of an account that never takes its arrival: it is
// known by the name that it plays under, and that name is not free.
func TestResultsOfWhoCouldNotBeWritten(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		fails := func(f bool) {
			if _, err := r.writer.Exec(fmt.Sprintf("PRAGMA query_only = %t", f)); err != nil {
				t.Fatal(err)
			}
		}
		visit := func() game.Visit {
			fails(true)
			defer fails(false)
			v := r.arrive(t, key("a"), "otter")
			wantName(t, v, "otter")
			return v
		}
		v := visit()
		r.Depart(v)
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 5}) // as walker-...
		v = visit()
		r.Depart(v)
		r.settle(t)
		v = visit()
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 6})
		wantName(t, r.arrive(t, "", "otter"), "otter~2")
		if line, err := r.Placed(t.Context(), "meadow", game.Ever, key("a")); err != nil || line.Name != "otter" || line.Best != 6 {
			t.Errorf("their line is %+v, %v", line, err)
		}
		r.Depart(v)
		if v = r.arrive(t, key("a"), "fern"); v.Last.IsZero() || v.Profile.Name != "otter" {
			t.Errorf("they come again as %+v", v)
		}
	})
}

// The first thing that the disk takes of somebody, whose results alone it has
// taken before, is a change of their looks.
func TestAChangeOfWhoCouldNotBeWritten(t *testing.T) {
	r := begin(t, "")
	r.record(t, "meadow", game.Result{Account: key("a"), Best: 5})
	if _, err := r.writer.Exec("PRAGMA query_only = 1"); err != nil {
		t.Fatal(err)
	}
	v := r.arrive(t, key("a"), "otter")
	if _, err := r.writer.Exec("PRAGMA query_only = 0"); err != nil {
		t.Fatal(err)
	}
	if p, err := r.change(t, v, func(p *game.Profile) { p.Theme = "dark" }); err != nil || p.Name != "otter" {
		t.Errorf("kept %+v, %v", p, err)
	}
	r.Depart(v)
	wantName(t, r.arrive(t, key("a"), "fern"), "otter")
}

// The rankings are those of a plain sort.
func TestRanks(t *testing.T) {
	r := begin(t, "")
	random := rand.New(rand.NewPCG(1, 2))
	type line struct{ account, best, meals int }
	var all []line
	var results []game.Result
	for i := range 300 {
		l := line{i, random.IntN(12), random.IntN(3)}
		if l.best+l.meals > 0 {
			all = append(all, l)
		}
		results = append(results, game.Result{Account: key(fmt.Sprint(i)), Best: l.best, Meals: l.meals})
		r.arrive(t, key(fmt.Sprint(i)), fmt.Sprintf("p%d", i))
	}
	for i := range results { // in two steps: a best improves
		r.record(t, "meadow", game.Result{Account: results[i].Account, Best: results[i].Best / 2})
	}
	r.record(t, "meadow", results...)
	r.record(t, "fen", game.Result{Account: key("0"), Best: 99})
	slices.SortStableFunc(all, func(a, b line) int {
		return cmp.Or(cmp.Compare(b.best, a.best), cmp.Compare(b.meals, a.meals))
	})
	top, err := r.Top(t.Context(), "meadow", game.Week, 1<<30)
	if err != nil || len(top) != len(all) {
		t.Fatalf("%d lines, want %d, %v", len(top), len(all), err)
	}
	for i, l := range all {
		rank := 1 + slices.IndexFunc(all, func(o line) bool { return o.best == l.best && o.meals == l.meals })
		want := game.Standing{Rank: rank, Name: fmt.Sprintf("p%d", l.account), Best: l.best, Meals: l.meals}
		if top[i] != want {
			t.Fatalf("line %d is %+v, want %+v", i, top[i], want)
		}
		if got, err := r.Placed(t.Context(), "meadow", game.Week, key(fmt.Sprint(l.account))); err != nil || got != want {
			t.Fatalf("placed is %+v, want %+v, %v", got, want, err)
		}
	}
	for _, account := range []string{"", key("nobody")} {
		if got, err := r.Placed(t.Context(), "meadow", game.Week, account); err != nil || got != (game.Standing{}) {
			t.Errorf("%q is placed %+v, %v", account, got, err)
		}
	}
	if top, err := r.Top(t.Context(), "meadow", game.Week, -1); err != nil || len(top) != 0 {
		t.Errorf("%d lines of none, %v", len(top), err)
	}
}

// No query goes through a whole table or sorts.
func TestQueriesUseAnIndex(t *testing.T) {
	r := begin(t, t.TempDir())
	for name, c := range map[string]struct {
		query string
		args  []any
	}{
		"top":    {topQuery, []any{"meadow", 2, 0, 10}},
		"placed": {placedQuery, []any{key("a"), 2, 0, "meadow"}},
		"sums":   {sumsQuery, []any{1, 2}},
		"name":   {"SELECT id, fingerprint, visited FROM accounts WHERE name = ?", []any{"otter"}},
	} {
		rows, err := r.readers.Query("EXPLAIN QUERY PLAN "+c.query, c.args...)
		if err != nil {
			t.Fatal(err)
		}
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, detail)
			if strings.HasPrefix(detail, "SCAN") || strings.Contains(detail, "TEMP B-TREE") {
				t.Errorf("%s: %s", name, detail)
			}
		}
		if err := rows.Err(); err != nil || len(plan) == 0 {
			t.Errorf("%s has no plan: %v", name, err)
		}
		t.Log(name, plan)
	}
}
