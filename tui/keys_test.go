package tui

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// The keys g, ? and q do what the help says.
func TestKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(30, 30), nil)
		for _, want := range []string{"emoji", "unicode", "ascii", "emoji"} {
			l.press("g")
			if got := l.last(t); got != "Glyphs: "+want {
				t.Errorf("the last row is %q", got)
			}
		}
		l.press("?")
		l.press(right) // closes the help and does not step
		if strings.Contains(strings.Join(l.rows(t), ""), helpWhole[0]) || l.place.Echo().Seq != 0 {
			t.Error("the help is not closed, or a step was taken")
		}
		l.press("q")
		if got := l.last(t); got != wordsLeave.long {
			t.Errorf("the last row is %q", got)
		}
		l.press("n")
		if got := l.last(t); got == wordsLeave.long {
			t.Error("it still asks")
		}
		l.press("qy")
		if err := l.waits(); err != nil {
			t.Error(err)
		}
		if !strings.HasSuffix(l.written(), string(screen.Leave(nil))+"Goodbye, otter.\r\n") {
			t.Errorf("the last that was sent is %q", tail(l.written()))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(30, 30), nil)
		l.press("?\x03")
		if err := l.waits(); err != nil {
			t.Error(err)
		}
		if s := l.stats(t); s.Players != 0 {
			t.Errorf("%d players are left", s.Players)
		}
	})
}

func tail(s string) string { return s[max(0, len(s)-200):] }

// The newcomer's hint stands until the first step, and never comes back.
func TestWelcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(30, 30), nil)
		after(time.Minute)
		l.press("?")
		l.press("?")
		if got := l.last(t); got != welcome("otter", true).long {
			t.Errorf("the last row is %q", got)
		}
		l.press(right)
		if got := l.last(t); got == welcome("otter", true).long {
			t.Errorf("after a step the last row is %q", got)
		}
	})
}

// A terminal that says it knows synchronized updates gets them.
func TestSynchronizedUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(30, 30), nil)
		before := len(l.written())
		l.press(right)
		if got := l.written()[before:]; !strings.HasPrefix(got, "\x1b[?2026h") || !strings.HasSuffix(got, "\x1b[?2026l") {
			t.Errorf("a step is painted as %q", got)
		}
	})
}

func TestResize(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resizes := make(chan Size, 1)
		l := looks80(t, wood(), func(s *Settings) { s.Resizes = resizes })
		for _, size := range []Size{{40, 12}, {200, 60}, {41, 13}, {500, 200}, {80, 24}} {
			l.resize(size)
			resizes <- size
			after(time.Second)
			me := l.place.Echo().At
			rows := l.rows(t)
			if len(rows) != size.Height || !strings.Contains(rows[0], me.String()) || !strings.Contains(strings.ToLower(rows[size.Height-1]), "walk") {
				t.Errorf("%v: the first row is %q, the last %q", size, rows[0], rows[size.Height-1])
			}
			l.find(t, "@v")
		}
	})
}

// Who cannot enter is told nothing on a screen.
func TestEnterFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := newForest(t, clearing(16, 16))
		for range 16 * 16 {
			full.joins(t, game.Join{Name: "moss"})
		}
		p := plays(t, settings(full.enter))
		if err := p.waits(); !errors.Is(err, game.ErrFull) || !strings.Contains(err.Error(), game.Meadow) {
			t.Errorf("the error is %v", err)
		}
		if got := p.written(); got != "" {
			t.Errorf("%q was sent", got)
		}
	})
}
