package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// The world may call a player otherwise than they chose, since somebody of that
// name plays there; that is their name then, whatever is open.
func TestProfileOfATakenName(t *testing.T) {
	for _, later := range []time.Duration{0, 3 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			l := profiled(t, &ledger{}, nil)
			l.joins(t, game.Join{Name: "otters"})
			after(time.Second)
			l.press("ps" + enter)
			after(later)
			l.press("\t")
			after(time.Second)
			if got := strings.Join(l.shown(t), "\n"); !strings.Contains(got, "> 1 otters~2") {
				t.Errorf("after %v the scores are\n%s", later, got)
			}
			l.press("\x03")
			_ = l.waits()
			l.restored(t, "Goodbye, otters~2.\r\n")
		})
	}
}

// A form whose answer is on its way stays as it is, whatever is pressed: the
// answer is that form's.
func TestProfileWaitsForItsAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{takes: time.Second}
		l := profiled(t, book, nil)
		l.press("p" + "s" + down + down + down + right + enter)
		after(100 * time.Millisecond)
		before := l.box(t)
		for _, keys := range []string{"\x1b", "x", right, erase, enter, "\x1bp"} {
			l.press(keys)
			if got := l.last(t); l.box(t) != before || got != "One moment." {
				t.Errorf("after %q the last row is %q:\n%s", keys, got, l.box(t))
			}
		}
		after(time.Second)
		if got := l.last(t); len(book.asks()) != 1 || got != "Kept: you are otters." || l.box(t) != "" {
			t.Errorf("kept are %+v, the last row is %q", book.asks(), got)
		}
	})
}

// The key of the glyph set keeps it, once after some presses.
func TestGlyphSetIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, func(s *Settings) { s.Hints = ^uint64(0) })
		for range 5 {
			l.press("g")
			after(900 * time.Millisecond)
		}
		if len(book.asks()) != 0 {
			t.Errorf("kept while it was changed: %+v", book.asks())
		}
		after(200 * time.Millisecond)
		if len(book.asks()) != 1 || book.asks()[0].Glyphs != "unicode" || book.asks()[0].Name != "otter" {
			t.Errorf("kept are %+v", book.asks())
		}
		l.press("ggg")
		after(2 * time.Second)
		if len(book.asks()) != 1 {
			t.Errorf("the same was kept again: %+v", book.asks())
		}
		l.press("g\x03")
		_ = l.waits()
		if len(book.asks()) != 2 || book.asks()[1].Glyphs != "ascii" {
			t.Errorf("at the end kept are %+v", book.asks())
		}
	})
}

// What the player chose last is kept at the end, also while the answer to what
// they chose before is on its way.
func TestLastChoiceIsKept(t *testing.T) {
	type choice struct{ name, glyphs string }
	for _, c := range []struct {
		name string
		ends func(*looker)
		want choice
	}{
		{"glyphs", func(l *looker) { l.press("g\x03") }, choice{"otter", "unicode"}},
		{"and back", func(l *looker) { l.press("gg\x03") }, choice{"otter", "ascii"}},
		{"form", func(l *looker) { l.press("ps" + enter); l.close() }, choice{"otters", "emoji"}},
		{"forgotten", func(l *looker) { l.press("ps"); l.close() }, choice{"otter", "emoji"}},
		{"form on its way", func(l *looker) { after(2 * time.Second); l.press("ps" + enter); l.close() }, choice{"otters", "emoji"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				book := &ledger{takes: 1500 * time.Millisecond}
				l := profiled(t, book, func(s *Settings) { s.Hints, s.Glyphs = ^uint64(0), "ascii" })
				l.press("g")
				after(glyphsAfter + 100*time.Millisecond)
				if len(book.asks()) != 1 {
					t.Fatalf("kept are %+v", book.asks())
				}
				c.ends(l)
				_ = l.waits()
				asks := book.asks()
				if last := asks[len(asks)-1]; (choice{last.Name, last.Glyphs}) != c.want {
					t.Errorf("kept are %+v, want %+v in the end", asks, c.want)
				}
			})
		})
	}
}
