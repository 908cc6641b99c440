package game

import (
	"fmt"
	"testing"
)

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

// More colonies than that wait for nobody: the one whose owner has been away for
// longest turns wild, and nobody is told of it.
func TestMostAbsent(t *testing.T) {
	w := bareWorld(sized(256, 256))
	enter := func(i int) Notice {
		account := fmt.Sprint("key ", i)
		who, _ := w.enterPlayer(Point{128, 128}, "ada", account, Look{})
		p := &w.players[who.player]
		if at := (Point{i % 250, i / 250}); !w.isAlive(at.X, at.Y) {
			w.enliven(at, p.colony)
		}
		w.Leave(Stamp(i), who.id)
		var told Notice
		w.TakeNotices(func(_ WalkerID, n Notice) { told = n })
		return told
	}
	for i := range mostAbsent + 2 {
		enter(i)
	}
	if err := check(w); err != nil || len(w.absences) != mostAbsent {
		t.Fatalf("%d absences: %v", len(w.absences), err)
	}
	wild := 0
	for i := range mostAbsent + 2 {
		if w.colonies[w.ownerOf(i%250, i/250)].wild {
			wild++
		}
	}
	if wild != 2 || w.absenceOf("key 1") >= 0 || w.absenceOf("key 2") < 0 {
		t.Errorf("%d colonies are wild, key 1 waits: %d", wild, w.absenceOf("key 1"))
	}
	if n := enter(1); n.Kind == Returned {
		t.Errorf("the first one is told %+v", n)
	}
	if n := enter(mostAbsent); n.Kind != Returned || n.Away.Is != 1 {
		t.Errorf("the last one is told %+v", n)
	}
}

// Everybody is told of the size of a colony though its owner is away.
func TestMilestoneOfWhoIsAway(t *testing.T) {
	w, number := settled(t)
	for i := range 50 {
		w.enliven(Point{i, 60}, number)
	}
	w.cfg.Generations = 0
	w.Advance(stamp(w.cfg.Count))
	if m := w.Frame().Milestone; m.Name != "ada" || m.Cells != 50 {
		t.Errorf("the milestone is %+v", m)
	}
}

// Everybody sees who is a guest, and who has dropped.
func TestMarksOfWhoIsWho(t *testing.T) {
	w := bareWorld(sized(64, 64))
	ada := w.EnterAs(0, Player, "ada", "key", Look{}).Walker
	w.Enter(0, Player, "guest", Look{})
	reel := NewReel(w)
	if p := reel.Newest().Players; p[0].Guest || !p[1].Guest || p[0].Away || p[1].Away {
		t.Errorf("they are %+v", p)
	}
	w.Drop(1, ada)
	f := reel.Shoot(1)
	if p := f.Players; !p[0].Away || !p[0].Dozing || p[1].Away {
		t.Errorf("after the drop they are %+v", p)
	}
	if m, _ := f.Walker(f.Players[0].At); !m.Dozing {
		t.Error("who dropped is not dimmed")
	}
	w.EnterAs(2, Player, "ada", "key", Look{})
	if p := reel.Shoot(1).Players; p[0].Away || p[0].Dozing || p[0].Walker != ada {
		t.Errorf("back, they are %+v", p)
	}
}

// Who is there gets their walker though there is no place for another one.
func TestTakeoverInAFullWorld(t *testing.T) {
	w := bareWorld(sized(MinSide, MinSide))
	first := w.EnterAs(0, Player, "ada", "key", Look{})
	for w.Enter(0, Bot, "", Look{}).Verdict == Done {
	}
	if out := w.EnterAs(1, Player, "ada", "key", Look{}); out != first {
		t.Errorf("entered as %+v, then as %+v", first, out)
	}
	if out := w.EnterAs(2, Player, "eve", "another", Look{}); out.Verdict != Full {
		t.Errorf("another is answered %+v", out)
	}
}
