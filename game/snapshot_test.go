package game

import "testing"

// crossing is a world in which every kind of command changes something: more
// bots than a page holds lie between two players, of whom ada has an account; a
// slot is free, and somebody is absent.
func crossing() (w *World, ada, bob, bot WalkerID) {
	w = bareWorld(sized(80, 80))
	ada = stand(w, Player, "ada", Point{40, 40})
	for i := range page + 10 {
		bot = stand(w, Bot, "", Point{2 * (i % 32), 2 * (i / 32)})
	}
	gone := stand(w, Bot, "", Point{79, 79})
	bob = stand(w, Player, "bob", Point{50, 50})
	w.Leave(0, gone)
	w.enliven(Point{41, 40}, 0)
	w.enliven(Point{60, 60}, w.players[0].colony)
	w.enliven(Point{60, 61}, w.players[0].colony)
	w.enliven(Point{60, 62}, 0)
	w.setTree(50, 51)
	w.colonies[w.players[0].colony].account = "key"
	cyd := stand(w, Player, "cyd", Point{70, 70})
	number := w.players[2].colony
	w.colonies[number].account = "gone"
	w.enliven(Point{40, 41}, number)
	w.enliven(Point{70, 71}, number)
	w.Leave(0, cyd)
	w.TakeNotices(func(WalkerID, Notice) {})
	return w, ada, bob, bot
}

// happenings are what may change a world while a snapshot is taken.
var happenings = []struct {
	name string
	do   func(w *World, ada, bob, bot WalkerID)
}{
	{"nothing", func(*World, WalkerID, WalkerID, WalkerID) {}},
	{"a step", func(w *World, ada, _, _ WalkerID) { w.Step(5, ada, Up) }},
	{"a bot's step", func(w *World, _, _, bot WalkerID) { w.Step(5, bot, Right) }},
	{"a blocked step", func(w *World, _, _, bot WalkerID) {
		for range 2 * 12 { // up to the rim and on
			w.Step(w.Now()+1000, bot, Up)
		}
	}},
	{"dozing", func(w *World, _, _, _ WalkerID) { w.Advance(60_000) }},
	{"a stir", func(w *World, ada, _, _ WalkerID) { w.Stir(5, ada) }},
	{"a bot that enters", func(w *World, _, _, _ WalkerID) { w.Enter(5, Bot, "", Look{}) }},
	{"a player who enters", func(w *World, _, _, _ WalkerID) { w.Enter(5, Player, "ada", Look{}) }},
	{"a bot that leaves", func(w *World, _, _, bot WalkerID) { w.Leave(5, bot) }},
	{"the first player leaves", func(w *World, ada, _, _ WalkerID) { w.Leave(5, ada) }},
	{"the last player leaves", func(w *World, _, bob, _ WalkerID) { w.Leave(5, bob) }},
	{"one enters and another leaves", func(w *World, ada, _, _ WalkerID) {
		w.Enter(5, Bot, "", Look{})
		w.Leave(5, ada)
	}},
	{"a drop", func(w *World, ada, _, _ WalkerID) { w.Drop(5, ada) }},
	{"a hold", func(w *World, ada, _, _ WalkerID) { w.Hold(5, ada) }},
	{"a drop and a return", func(w *World, ada, _, _ WalkerID) {
		w.Drop(5, ada)
		w.EnterAs(6, Player, "ada", "key", Look{})
	}},
	{"other dress", func(w *World, ada, _, _ WalkerID) { w.Dress(5, ada, "fern", Look{Glyph: 7}) }},
	{"who was absent is back", func(w *World, _, _, _ WalkerID) { w.EnterAs(5, Player, "cyd", "gone", Look{}) }},
	{"a meal of who is absent", func(w *World, ada, _, _ WalkerID) { w.Step(5, ada, Down) }},
	{"a meal", func(w *World, ada, _, _ WalkerID) { w.Step(5, ada, Right) }},
	{"a plant", func(w *World, ada, _, _ WalkerID) { w.Plant(5, ada, Blinker) }},
	{"a bot's first plant", func(w *World, _, _, bot WalkerID) {
		w.Step(5, bot, Right)
		w.Plant(5, bot, Blinker)
	}},
	{"a planted tree", func(w *World, ada, _, _ WalkerID) { w.Plant(5, ada, Sapling) }},
	{"a felled tree", func(w *World, _, bob, _ WalkerID) {
		for at := Stamp(300); at <= 900; at += 300 {
			w.Chop(at, bob)
		}
	}},
	{"a generation", func(w *World, _, _, _ WalkerID) { w.generate() }},
	{"many generations", func(w *World, _, _, _ WalkerID) {
		for range 130 {
			w.generate()
		}
	}},
	{"time", func(w *World, _, _, _ WalkerID) { w.Advance(200_000) }},
	{"a collapse", func(w *World, _, bob, _ WalkerID) {
		for at := Stamp(10_000); at < 30_000; at += 5000 {
			w.pass(at)
			w.sting(sting{slot: bob.Slot(), colony: 1})
		}
	}},
	{"all change places", func(w *World, ada, bob, bot WalkerID) {
		for _, id := range []WalkerID{ada, bob, bot} {
			w.Leave(5, id)
		}
		for range 5 {
			w.Enter(6, Player, "cyd", Look{Glyph: 9})
		}
	}},
}

// A snapshot shows the world as it was when it began, whatever happens before
// it is whole.
func TestSnapshotShowsItsBeginning(t *testing.T) {
	for _, c := range happenings {
		w, ada, bob, bot := crossing()
		want := w.Snapshot()
		w.BeginSnapshot()
		c.do(w, ada, bob, bot)
		got := w.ContinueSnapshot(1, 1)
		for got == nil {
			got = w.ContinueSnapshot(1, 1)
		}
		if !got.Equal(want) {
			t.Errorf("%s is in a snapshot that began before", c.name)
		}
		if r := mustRestore(t, got); !r.Snapshot().Equal(want) || check(r) != nil {
			t.Errorf("%s: the restored world differs: %v", c.name, check(r))
		}
	}
}

func TestSnapshotShowsWhoDozed(t *testing.T) {
	w, ada, _, _ := crossing()
	w.Advance(60_000)
	want := w.Snapshot()
	w.BeginSnapshot()
	w.Stir(60_000, ada)
	if !w.ContinueSnapshot(1<<20, 1<<20).Equal(want) {
		t.Error("who woke afterwards does not doze in the snapshot")
	}
}

// A snapshot that is whole changes no more, nor do worlds restored from it
// share anything with it.
func TestSnapshotIsApartFromItsWorlds(t *testing.T) {
	w, ada, bob, _ := crossing()
	s, same := w.Snapshot(), w.Snapshot()
	for _, world := range []*World{w, mustRestore(t, s), mustRestore(t, s)} {
		world.Step(5, ada, Up)
		world.Leave(5, bob)
		world.Enter(5, Player, "cyd", Look{})
		world.Advance(100_000)
	}
	if !s.Equal(same) {
		t.Error("the snapshot changed")
	}
}

func TestEqualSeesEveryDifference(t *testing.T) {
	w, ada, bob, bot := crossing()
	before := w.Snapshot()
	for i, do := range []func(*World){
		func(w *World) { w.Advance(1) },
		func(w *World) { w.setTree(79, 79) },
		func(w *World) { w.Step(0, bot, Up) },
		func(w *World) { w.Stir(1, ada) },
		func(w *World) { w.Leave(0, bob) },
		func(w *World) { w.rng.Uint64() },
		func(w *World) { w.cfg.Burst++ },
		func(w *World) { w.enliven(Point{1, 70}, 0) },
		func(w *World) { w.kill(Point{60, 60}); w.enliven(Point{60, 60}, 0) },
		func(w *World) { w.later(Point{50, 51}, growth{at: 7, cell: 3}) },
		func(w *World) { w.players[0].hearts-- },
		func(w *World) { w.bellies[0].fed++ },
		func(w *World) { w.found(Bot, Look{}) },
		func(w *World) { w.absences[0].account = "x" },
		func(w *World) { w.absences[0].name = "x" },
		func(w *World) { w.absences[0].since++ },
		func(w *World) { w.absences[0].number++ },
		func(w *World) { w.absences[0].wild = true },
		func(w *World) { w.absences[0].owed++ },
		func(w *World) { w.absences[0].was++ },
		func(w *World) { w.absences[0].eaten.Add("x") },
		func(w *World) { w.absences[0].stung.Add("") },
		func(w *World) { w.colonies[2].absent++ },
		func(w *World) { w.players[0].away = true },
		func(w *World) { w.players[0].came-- },
		func(w *World) { w.players[0].held = true },
		func(w *World) { w.players[0].name = "x" },
		func(w *World) { w.tell(Milestone{Name: "x"}) },
		func(w *World) { w.abandon(1) },
	} {
		other := mustRestore(t, before)
		do(other)
		if other.Snapshot().Equal(before) || before.Equal(other.Snapshot()) {
			t.Errorf("change %d is not seen", i)
		}
	}
}
