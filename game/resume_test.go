package game

import (
	"testing"
	"time"
)

func TestResume(t *testing.T) {
	w := livelySmall()
	s := w.Snapshot()
	accounts := 0
	for i := range w.players {
		if w.accountOf(&w.players[i]) != "" {
			accounts++
		}
	}
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees, cfg.Seed = 64, 64, 50, 99
	cfg.Hearts, cfg.Spores, cfg.MostSpores, cfg.Actions = 2, 3, 7, 5
	cfg.Generations, cfg.Strokes, cfg.Doze = 3, 1, time.Second
	r, err := Resume(s, cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := r.Config()
	if was := w.Config(); got.Width != was.Width || got.Height != was.Height || got.Trees != was.Trees || got.Seed != was.Seed {
		t.Errorf("its size, trees and seed are %d x %d, %d, %d", got.Width, got.Height, got.Trees, got.Seed)
	}
	if got.Hearts != 2 || got.Generations != 3 || got.Doze != time.Second {
		t.Errorf("today's numbers are not its own: %+v", got)
	}
	if r.Bots() != 0 || r.Players() != accounts || accounts == 0 {
		t.Errorf("%d bots and %d players are there, of %d accounts", r.Bots(), r.Players(), accounts)
	}
	for i := range r.players {
		if p := &r.players[i]; !p.away || r.accountOf(p) == "" {
			t.Errorf("%s is there", p.name)
		}
	}
	if err := check(r); err != nil {
		t.Error(err)
	}
	if b := mustEncode(t, r.Snapshot()); !mustDecode(t, b).Equal(r.Snapshot()) {
		t.Error("it is read otherwise than written")
	}
	cfg.Hearts = 1000
	if _, err := Resume(s, cfg); err == nil {
		t.Error("a number that is not allowed was taken")
	}
}

// Another rate neither skips generations nor makes many at once.
func TestResumeAtAnotherRate(t *testing.T) {
	w := bareWorld(sized(64, 64))
	w.Advance(1_000_000)
	for _, rate := range []int{0, 1, 4, 30} {
		cfg := w.Config()
		cfg.Generations = rate
		r, err := Resume(w.Snapshot(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		was, dropped := r.generation, r.dropped
		for at := Stamp(100); at <= 10_000; at += 100 {
			r.Advance(w.Now() + at)
		}
		if n := int(r.generation - was); n != 10*rate || r.dropped != dropped {
			t.Errorf("at %d a second %d generations passed in 10 s, %d dropped", rate, n, r.dropped-dropped)
		}
	}
}

// Whoever comes back to another process presses keys for it.
func TestResumedComeBackByKeys(t *testing.T) {
	w := bareWorld(sized(64, 64))
	ada := w.EnterAs(0, Player, "ada", "key of ada", Look{}).Walker
	w.Advance(100_000)
	w.Hold(100_000, ada)
	w, err := Resume(w.Snapshot(), w.Config())
	if err != nil {
		t.Fatal(err)
	}
	w.EnterAs(200_000, Player, "ada", "key of ada", Look{})
	if p := &w.players[0]; p.seen != 200_000 || p.came != 0 || w.find(ada).dozing {
		t.Errorf("back as %+v", p)
	}
}
