package game

import (
	"fmt"
	"slices"
	"testing"
)

func taken(w *World) (results []Result) {
	w.TakeResults(func(r Result) { results = append(results, r) })
	return results
}

// What was not taken before a snapshot is not told by the world that is
// restored from it, and what was is not told twice.
func TestResultsAreNoState(t *testing.T) {
	w, _ := settled(t)
	w.EnterAs(3000, Player, "eve", "another", Look{})
	p := &w.players[0]
	w.dine(p)
	s := w.Snapshot()
	if got := taken(w); !slices.Equal(got, []Result{{Account: "another", Meals: 1}}) {
		t.Errorf("the results are %+v", got)
	}
	if !w.Snapshot().Equal(s) {
		t.Error("taking results changed the world")
	}
	r := mustRestore(t, s)
	if got := taken(r); len(got) != 0 || r.players[0].meals != 1 {
		t.Errorf("restored with %d meals, the results are %+v", r.players[0].meals, got)
	}
	r.dine(&r.players[0])
	if got := taken(r); len(got) != 1 || got[0].Meals != 1 {
		t.Errorf("after a meal they are %+v", got)
	}
}

// A colony's countings are told each time, though nothing grew, and whether its
// owner is there or not; when it is wild they are not.
func TestCountingsOfWhoIsAway(t *testing.T) {
	w, number := settled(t)
	for at := Stamp(15_000); at <= 60_000; at += 15_000 {
		w.Advance(at)
		want := []Result{{Account: "key", Best: 4}}
		if at == 15_000 {
			want = nil // the first counting
		}
		if got := taken(w); !slices.Equal(got, want) {
			t.Errorf("at %d the results are %+v", at, got)
		}
	}
	if best := w.colonies[number].best; best != 4 {
		t.Errorf("best biomass is %d", best)
	}
	w.Advance(stamp(w.cfg.Absence) + 20_000)
	w.Advance(stamp(w.cfg.Absence) + 40_000)
	if got := taken(w); len(got) != 0 {
		t.Errorf("of a wild colony: %+v", got)
	}
}

// Of more accounts than can wait the last are lost, and counted; those that
// wait are added up all the same.
func TestResultsAreBounded(t *testing.T) {
	w := bareWorld(sized(64, 64))
	for range 2 {
		for i := range mostResults + 3 {
			w.results.ate(fmt.Sprint("key ", i))
		}
	}
	w.results.stung("")
	var got []Result
	lost := w.TakeResults(func(r Result) { got = append(got, r) })
	if len(got) != mostResults || lost != 6 || got[1] != (Result{Account: "key 1", Meals: 2}) {
		t.Errorf("%d results, %d lost, the second is %+v", len(got), lost, got[1])
	}
	w.results.ate("key x")
	if lost := w.TakeResults(func(Result) {}); lost != 0 {
		t.Errorf("then %d are lost again", lost)
	}
}

// One counting of as many colonies as there can be loses nothing.
func TestCountingOfAllColonies(t *testing.T) {
	w := bareWorld(sized(64, 64))
	for i := range mostColonies - 1 {
		number, ok := w.found(Player, Look{})
		if !ok {
			t.Fatal("there is no number left")
		}
		c := &w.colonies[number]
		c.account, c.biomass, c.counted = fmt.Sprint("key ", i), 1, 1
	}
	w.pass(stamp(w.cfg.Count))
	w.count()
	told := 0
	if lost := w.TakeResults(func(Result) { told++ }); told != mostColonies-1 || lost != 0 {
		t.Errorf("%d results, %d lost", told, lost)
	}
}
