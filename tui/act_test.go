package tui

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// What is chosen shows as a ghost ahead, where it fits and where it does not.
func TestGhost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(16, 16), nil)
		if n := l.count(t, "[]") + l.count(t, "><"); n != 0 {
			t.Errorf("%d cells of a ghost before anything was chosen", n)
		}
		l.press("1")
		x, y := l.find(t, "@v")
		rows := l.rows(t)
		if l.count(t, "[]") != 4 || rows[y+1][x:x+4] != "[][]" || rows[y+2][x:x+4] != "[][]" {
			t.Errorf("the ghost of a block lies so:\n%s", strings.Join(rows, "\n"))
		}
		l.press("\x1b[1;2C") // to the rim
		after(5 * time.Second)
		l.press(down)
		after(time.Second)
		if l.count(t, "><") != 2 || l.count(t, "[]") != 0 {
			t.Errorf("beside the rim it lies so:\n%s", strings.Join(l.rows(t), "\n"))
		}
		l.press("1")
		after(20 * time.Millisecond)
		if got := l.last(t); got != "The forest ends here." {
			t.Errorf("the last row is %q", got)
		}
		l.press("\x1b") // lays it down
		if n := l.count(t, "[]") + l.count(t, "><"); n != 0 {
			t.Errorf("%d cells of a ghost of nothing", n)
		}
		l.press(" ")
		if got := l.last(t); got != wordsChoose.long {
			t.Errorf("the last row is %q", got)
		}
	})
}

// A planted block is one's own for all to see; what else is planted there or
// costs too much is not.
func TestPlanting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(60, 60), nil)
		fern := settings(l.enter)
		fern.Name, fern.Environ = "fern", []string{"THICKET_GLYPHS=ascii", "NO_COLOR=1"}
		other := &looker{forest: l.forest, player: plays(t, fern)}
		l.press(up)
		l.press("11")
		after(time.Second)
		if l.count(t, "##") != 4 || other.count(t, "%%") != 4 || other.count(t, "##") != 0 {
			t.Errorf("they see\n%s\n%s", strings.Join(l.rows(t), "\n"), strings.Join(other.rows(t), "\n"))
		}
		if got := l.first(t); !strings.Contains(got, "  1 spore  biomass 4  rank 1  ") {
			t.Errorf("the first row is %q", got)
		}
		l.press("2")
		l.press("2")
		after(20 * time.Millisecond)
		if got := l.last(t); got != "blinker needs 3 spores, you have 1." {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Three strokes at most four a second fell a tree, however x is held.
func TestChopping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(60, 60), nil)
		l.press("\x1b[1;2D") // out of the glade
		after(4 * time.Second)
		l.press(right)
		after(time.Second)
		l.press("77")
		after(time.Second)
		if l.count(t, "/\\") != 1 {
			t.Fatalf("no tree was planted:\n%s", strings.Join(l.rows(t), "\n"))
		}
		began := time.Now()
		for l.count(t, "/\\") > 0 && time.Since(began) < 5*time.Second {
			l.press("x")
			after(30 * time.Millisecond)
		}
		if d := time.Since(began); d < 2*rules.Stroke || d > 2*strokePace+200*time.Millisecond {
			t.Errorf("it fell after %v", d)
		}
		if got := l.last(t); got != "The tree fell. You have 2 spores." {
			t.Errorf("the last row is %q", got)
		}
		after(time.Second)
		l.press("x")
		after(20 * time.Millisecond)
		if got := l.last(t); got != "There is no tree ahead to chop." {
			t.Errorf("the last row is %q", got)
		}
		if s := l.stats(t); s.Limited != 0 {
			t.Errorf("%d actions were over the limit", s.Limited)
		}
	})
}

// Steps that wait give way to the newest; what is planted or chopped meanwhile
// goes in its turn and is not lost.
func TestDeedsKeepTheirTurn(t *testing.T) {
	step := func(d game.Dir) action { return action{op: game.OpStep, dir: d} }
	plant := action{op: game.OpPlant, pattern: game.Glider}
	chop := action{op: game.OpChop}
	var s stride
	now := time.Unix(1000, 0)
	for _, a := range []action{step(game.Up), step(game.Left), plant, plant, step(game.Up), step(game.Down), chop, chop} {
		s.want(a)
	}
	var sent []action
	for s.n > 0 {
		if wait := s.due(now); wait > 0 {
			now = now.Add(wait)
			continue
		}
		sent = append(sent, s.take(now))
	}
	if want := []action{step(game.Left), plant, step(game.Down), chop}; !slices.EqualFunc(sent, want, action.same) {
		t.Errorf("sent are %+v, not %+v", sent, want)
	}
	s.want(chop) // too early
	if wait := s.due(now); wait != strokePace {
		t.Errorf("a stroke waits for %v", wait)
	}
	s.want(step(game.Up)) // does not wait for it
	if wait := s.due(now); wait > pace || s.waiting[0] != step(game.Up) {
		t.Errorf("a step waits for %v behind %+v", wait, s.waiting[:s.n])
	}
}

// No key is without an answer.
func TestEveryKeyAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(30, 30), nil)
		for _, c := range []struct{ key, want string }{
			{"i", "There are no instruments yet."},
			{"z", "?: help"}, {"\x1b", "?: help"},
			{"3", "glider, 5 spores. Space, or the same key again: plant it."},
		} {
			after(2 * messageFor)
			l.press(c.key)
			if got := l.last(t); got != c.want {
				t.Errorf("%q is answered by %q, not %q", c.key, got, c.want)
			}
		}
	})
}
