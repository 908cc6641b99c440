package game

import "testing"

// settled is a world in which somebody with an account has planted a block and
// gone.
func settled(t *testing.T) (w *World, number uint16) {
	t.Helper()
	cfg := sized(64, 64)
	cfg.Generations = 4
	cfg.Elsewhere, cfg.Dry = 1<<30, 4
	w = bareWorld(cfg)
	ada := w.EnterAs(0, Player, "ada", "key", Look{Glyph: 3}).Walker
	for _, p := range living(w) { // the gift of entering
		w.kill(p)
	}
	if out := w.Plant(1000, ada, Block); out.Verdict != Done {
		t.Fatal(out)
	}
	number = w.players[0].colony
	w.Leave(2000, ada)
	return w, number
}

// The colony of who has an account lives on while they are away, stays theirs,
// and is theirs again when they come back; nobody else's.
func TestColonyOutlivesAVisit(t *testing.T) {
	w, number := settled(t)
	for at := Stamp(2000); at < 60_000; at += 250 {
		w.Advance(at)
	}
	if c := w.colonies[number]; c.biomass != 4 || c.wild {
		t.Fatalf("while the owner is away it is %+v", c)
	}
	w.EnterAs(60_000, Player, "eve", "another", Look{})
	w.EnterAs(60_000, Player, "guest", "", Look{})
	w.EnterAs(60_000, Player, "otter", "key", Look{Glyph: 5}) // not stirred by a generation
	marks := w.Frame().Players
	if marks[0].Biomass+marks[1].Biomass != 0 || marks[2].Biomass != 4 || marks[2].Colony != number {
		t.Errorf("who came: %+v", marks)
	}
	if got := w.Frame().Colonies[number]; got.Walker != marks[2].Walker || got.Look.Glyph != 5 {
		t.Errorf("the colony is %+v", got)
	}
	if err := check(w); err != nil {
		t.Error(err)
	}
}

// After a week it turns wild; a colony of which nothing is left is nobody's at
// once.
func TestAbsenceEnds(t *testing.T) {
	w, number := settled(t)
	week := stamp(w.cfg.Absence)
	w.Advance(2000 + week - 20_000)
	if w.colonies[number].wild {
		t.Error("wild before a week is over")
	}
	w.Advance(2000 + week + 20_000)
	if !w.colonies[number].wild {
		t.Error("not wild after a week")
	}
	w, number = settled(t)
	for _, p := range living(w) {
		w.kill(p)
	}
	if err := check(w); err != nil || w.vacant[0] != number {
		t.Errorf("vacant are %v: %v", w.vacant, err)
	}
}
