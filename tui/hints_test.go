package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// feeds walks the player of l to the nearest food until something is eaten.
func feeds(t *testing.T, l *looker) {
	t.Helper()
	for range 100 {
		me := l.place.Echo()
		if me.Meals > 0 {
			return
		}
		view := game.Rect{Max: game.Point{X: 200, Y: 150}}
		to, ok := food(l.place.Frame(), view, me.At, l.place.Walker())
		switch {
		case !ok:
		case to.X < me.At.X:
			l.press(left)
		case to.X > me.At.X:
			l.press(right)
		case to.Y < me.At.Y:
			l.press(up)
		default:
			l.press(down)
		}
		after(100 * time.Millisecond)
	}
	t.Fatal("nothing was eaten")
}

// stands waits until the last row shows a text that begins so.
func stands(t *testing.T, l *looker, text string, patience time.Duration) {
	t.Helper()
	for began := time.Now(); !strings.HasPrefix(l.last(t), text); after(50 * time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf("after %v the last row is %q, want %q", patience, l.last(t), text)
		}
	}
}

// The first minute teaches itself: each hint stands until what it says is done
// or was read, and none comes again.
func TestFirstMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(200, 150), nil)
		stands(t, l, "You are otter, a guest. Arrows or wasd: walk.", 0)
		l.press(right)
		stands(t, l, hintWild.long, 0)
		stands(t, l, "Food: ", glance+time.Second)
		feeds(t, l)
		stands(t, l, "Eaten: +1 spore. You have 6. 4, then space: plant.", time.Second)
		l.press("4")
		stands(t, l, "R-pentomino, 5 spores. Space, or the same key again: plant it.", 0)
		stands(t, l, "Eaten: ", messageFor+time.Second)
		before := l.count(t, "##")
		l.press(" ")
		stands(t, l, "Planted: R-pentomino. 1 spore left.", time.Second)
		after(time.Second)
		if n := l.count(t, "##") - before; n != 5 {
			t.Errorf("%d own cells show:\n%s", n, strings.Join(l.rows(t), "\n"))
		}
		if got := l.first(t); !strings.Contains(got, "  1 spore  biomass 5  rank 1  ") {
			t.Errorf("the first row is %q", got)
		}
		stands(t, l, "Yours! Biomass, your score: 5 cells.", messageFor)
		for _, next := range []words{hintGrows, hintGuest, hintHelp} {
			stands(t, l, next.long, glance+time.Second)
		}
		stands(t, l, "1 block:4", glance+time.Second)
		after(time.Minute)
		l.press(right)
		stands(t, l, "1 block:4", time.Second)
	})
}

// Who does it all unasked is told nothing of it; a hint that asks for nothing
// goes after a while, which does not run while it is covered.
func TestHintsAreNotForTheKnowing(t *testing.T) {
	var h hints
	now := time.Unix(0, 0)
	s := scene{name: "otter", hearts: 3, walked: true, meals: 3, planted: true, biomass: 7, spores: 9}
	if h.next(&s, now, false); h.text.long != "Yours! Biomass, your score: 7 cells." {
		t.Errorf("the first hint is %q", h.text.long)
	}
	now = now.Add(glance - time.Second)
	h.next(&s, now, true)
	now = now.Add(glance - time.Second)
	if left := h.next(&s, now, false); left != time.Second || h.text.long != "Yours! Biomass, your score: 7 cells." {
		t.Errorf("%v later it is %q", left, h.text.long)
	}
	for _, want := range []words{hintGrows, hintHelp} {
		now = now.Add(glance)
		if left := h.next(&s, now, false); h.text != want || left != glance {
			t.Errorf("%q stands for %v", h.text.long, left)
		}
	}
	now = now.Add(glance)
	if h.next(&s, now, false); h.stand() {
		t.Errorf("%q stands", h.text.long)
	}
	s.biomass, s.grown = 0, true
	if h.next(&s, now, false); h.text != hintDied {
		t.Errorf("when the colony is gone %q stands", h.text.long)
	}
	now = now.Add(glance)
	h.next(&s, now, false)
	s.stung, s.hearts = true, 2
	if h.next(&s, now, false); h.text != hintStung {
		t.Errorf("after a sting %q stands", h.text.long)
	}
	now = now.Add(glance)
	if h.next(&s, now, false); h.text != hintRest {
		t.Errorf("then %q stands", h.text.long)
	}
	s.mended = true
	if h.next(&s, now, false); h.stand() {
		t.Errorf("after a heart mended %q stands", h.text.long)
	}
}
