package game

import (
	"testing"
	"time"
)

// matched is the bare world of a match.
func matched(d time.Duration) *World {
	cfg := sized(64, 64)
	cfg.Match, cfg.Generations = d, 4
	return bareWorld(cfg)
}

// From its end on a round stands still, whatever anybody asks for; but one can
// enter, drop and leave.
func TestRoundStandsStill(t *testing.T) {
	w := matched(time.Minute)
	ada := w.EnterAs(0, Player, "ada", "key of ada", Look{}).Walker
	bob := w.EnterAs(0, Player, "bob", "key of bob", Look{}).Walker
	bot := stand(w, Bot, "", Point{5, 5})
	for _, p := range []Point{{50, 50}, {51, 50}, {52, 50}} {
		w.enliven(p, 0)
	}
	w.setTree(40, 40)
	w.later(Point{40, 40}, growth{at: 60_000, cell: cellOf(Point{40, 40})})
	for at := Stamp(0); at < 60_000; at += 83 {
		w.Advance(at)
	}
	w.Stir(59_999, ada)
	if out := w.Step(59_999, bot, Left); out.Verdict != Done {
		t.Errorf("before the end a step is %d", out.Verdict)
	}
	w.Advance(60_000)
	if w.generation != 240 {
		t.Errorf("at the end there are %d generations, want 240", w.generation)
	}
	before := w.Snapshot()
	for at := Stamp(60_000); at < 200_000; at += 83 {
		for _, id := range []WalkerID{ada, bot} {
			if out := w.Step(at, id, Up); out.Verdict != Ended || out.Walker != id || out.At != w.find(id).at() {
				t.Fatalf("at %d a step is %+v", at, out)
			}
			if out := w.Plant(at, id, Blinker); out.Verdict != Ended {
				t.Fatalf("at %d a plant is %+v", at, out)
			}
		}
		if out := w.Chop(at, ada); out.Verdict != Ended {
			t.Fatalf("at %d a stroke is %+v", at, out)
		}
		w.Advance(at)
	}
	after := w.Snapshot()
	for i := range before.chunks {
		if !before.chunks[i].equal(after.chunks[i]) {
			t.Errorf("chunk %d changed", i)
		}
	}
	if w.generation != 240 || w.find(bob).dozing || w.results.lost != 0 {
		t.Errorf("generation %d, bob dozes: %v", w.generation, w.find(bob).dozing)
	}
	cyd := w.EnterAs(200_000, Player, "cyd", "", Look{})
	if cyd.Verdict != Done || w.Leave(200_001, cyd.Walker).Verdict != Done {
		t.Errorf("entering is %+v", cyd)
	}
	if w.Drop(200_002, bob); !w.players[w.find(bob).player].away {
		t.Error("who drops is not away")
	}
	if err := check(w); err != nil {
		t.Error(err)
	}
}

// What counts at the end was there 15 s before.
func TestLastCounting(t *testing.T) {
	for _, match := range []time.Duration{time.Minute, 70 * time.Second, 89 * time.Second} {
		for _, c := range []struct {
			before Stamp // the end
			want   int
		}{{15_100, 4}, {14_900, 0}, {100, 0}} {
			w := matched(match)
			ada := w.EnterAs(0, Player, "ada", "key of ada", Look{}).Walker
			number := w.players[w.find(ada).player].colony
			ends, planted := stamp(match), false
			for now := Stamp(0); now < ends+1000; now += 83 {
				if !planted && now >= ends-c.before {
					planted = true
					for _, p := range []Point{{50, 50}, {51, 50}, {50, 51}, {51, 51}} {
						w.enliven(p, number)
					}
				}
				w.Advance(now)
			}
			if _, places := w.podium(); len(places) != 1 || places[0].Best != c.want {
				t.Errorf("of %v, planted %d ms before: %+v, want best %d", match, c.before, places, c.want)
			}
			best := 0
			w.TakeResults(func(r Result) { best = r.Best })
			if best != c.want {
				t.Errorf("of %v, planted %d ms before: the result is %d", match, c.before, best)
			}
		}
	}
}

// A world that is late makes no generation of after the end.
func TestLateEnd(t *testing.T) {
	w := matched(time.Minute)
	w.Advance(30_000)
	w.Advance(500_000)
	if w.beats != 240 || !w.finished() {
		t.Errorf("%d generations were due, finished: %v", w.beats, w.finished())
	}
}

// Who has as much shares a place.
func TestPodium(t *testing.T) {
	w := bareWorld(sized(64, 64))
	for i, name := range []string{"ada", "bob", "cyd", "dan", "eve"} {
		id := w.EnterAs(Stamp(i), Player, name, "key of "+name, Look{}).Walker
		w.colonies[w.players[w.find(id).player].colony].best = []int{3, 8, 0, 8, 3}[i]
	}
	order, places := w.podium()
	wantNames, wantPlaces := []string{"bob", "dan", "ada", "eve", "cyd"}, []int{1, 1, 3, 3, 5}
	for i := range order {
		if p := places[i]; order[i].name != wantNames[i] || p.Place != wantPlaces[i] || p.Of != 5 || p.Account != "key of "+wantNames[i] {
			t.Errorf("%s is %+v, want %s at place %d", order[i].name, p, wantNames[i], wantPlaces[i])
		}
	}
	for _, c := range []struct {
		places []Placed
		want   string
	}{
		{[]Placed{{Place: 1, Best: 1}, {Place: 2}}, "1 cell"},
		{[]Placed{{Place: 1, Best: 12}}, "12 cells"},
		{[]Placed{{Place: 1, Best: 12}, {Place: 1}}, "12 cells, as 1 other"},
		{[]Placed{{Place: 1, Best: 12}, {Place: 1}, {Place: 1}, {Place: 4}}, "12 cells, as 2 others"},
	} {
		if got := winning(c.places); got != c.want {
			t.Errorf("%+v is %q, want %q", c.places, got, c.want)
		}
	}
}

// Those who have keys are in the next round, as long ago as they came and pressed a
// key, and have what everybody has who enters.
func TestSucceed(t *testing.T) {
	old := matched(time.Minute)
	ada := old.EnterAs(1000, Player, "ada", "key of ada", Look{3, 4}).Walker
	old.Enter(2000, Player, "guest", Look{})
	bob := old.EnterAs(3000, Player, "bob", "key of bob", Look{5, 6}).Walker
	old.Enter(3000, Bot, "", Look{})
	old.Stir(50_000, ada)
	old.find(ada).spores, old.players[0].hearts, old.players[0].meals = 40, 1, 9
	old.Drop(51_000, bob)
	old.Advance(60_000)
	w := matched(time.Minute)
	w.succeed(old)
	if len(w.players) != 2 || w.bots != 0 {
		t.Fatalf("there are %+v and %d bots", w.players, w.bots)
	}
	for i, want := range []struct {
		name       string
		came, seen Stamp
		away       bool
		look       Look
	}{{"ada", -59_000, -10_000, false, Look{3, 4}}, {"bob", -57_000, -57_000, true, Look{5, 6}}} {
		p := &w.players[i]
		who := &w.walkers[p.slot]
		if p.name != want.name || p.came != want.came || p.seen != want.seen || p.away != want.away || who.look != want.look {
			t.Errorf("%+v, want %+v", p, want)
		}
		if p.meals != 0 || p.hearts != 3 || who.spores != 5 || w.colonies[p.colony].biomass != 0 {
			t.Errorf("%s has %+v, %d spores", p.name, p, who.spores)
		}
	}
	if err := check(w); err != nil {
		t.Error(err)
	}
	if got := mustDecode(t, mustEncode(t, w.Snapshot())); !got.Equal(w.Snapshot()) {
		t.Error("another world is read than was written")
	}
}
