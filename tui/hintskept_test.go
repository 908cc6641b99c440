package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// The numbers of hints are in what is kept of players: each hint has its own,
// for good.
func TestHintNumbers(t *testing.T) {
	const says = 1 // the welcome, which comes every time
	seen := map[uint8]bool{}
	for i, h := range allHints {
		if h.number == 0 && i >= says || h.number > 63 || h.number > 0 && seen[h.number] {
			t.Errorf("the hint %d has the number %d", i, h.number)
		}
		seen[h.number] = true
	}
	s := scene{name: "otter", spores: 9, meals: 1}
	for number, begins := range map[uint8]string{
		1: "Stung", 2: "You fell", 3: "Rest", 4: "You are", 5: "Those are wild", 6: "Food", 7: "No food", 8: "Eaten",
		9: "Yours!", 10: "It grows", 11: "Your colony died", 12: "No SSH key", 13: "m: map",
	} {
		for _, h := range allHints {
			if got := h.says(&s).long; h.number == number && !strings.HasPrefix(got, begins) {
				t.Errorf("the hint %d says %q, not %q", number, got, begins)
			}
		}
	}
}

// A hint that was over at an earlier login never comes again; a bit that this
// program does not know stays.
func TestHintsAreRemembered(t *testing.T) {
	var h hints
	h.remember(1<<4 | 1<<5 | 1<<63)
	s := scene{name: "otter", hearts: 3, inView: true, food: way{"N", 3}}
	if h.next(&s, time.Unix(0, 0), false); h.text != hintFood(&s) {
		t.Errorf("the first hint is %q", h.text.long)
	}
	s.meals = 1
	h.next(&s, time.Unix(1, 0), false)
	if want := uint64(1<<4 | 1<<5 | 1<<6 | 1<<7 | 1<<63); h.over != want {
		t.Errorf("over are %b, want %b", h.over, want)
	}
}

// What is over is kept every 10 s at most while it changes, and at the end.
func TestHintsAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, nil)
		l.press(right)
		after(hintsAfter - time.Second)
		if len(book.asks()) != 0 {
			t.Errorf("kept so early: %+v", book.asks())
		}
		after(2 * time.Second)
		if len(book.asks()) != 1 || book.asks()[0].Hints&(1<<4) == 0 || book.asks()[0].Name != "otter" {
			t.Fatalf("kept are %+v", book.asks())
		}
		after(time.Minute)
		if n := len(book.asks()); n > 3 {
			t.Errorf("kept %d times in a minute in which nothing was done", n)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, nil)
		l.press(right)
		after(time.Second)
		l.close()
		if _ = l.waits(); len(book.asks()) != 1 || book.asks()[0].Hints&(1<<4) == 0 {
			t.Errorf("at the end kept are %+v", book.asks())
		}
	})
}

// A guest starts anew, whatever is said of them, and nothing of theirs is kept.
func TestHintsOfGuests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, func(s *Settings) { s.Guest, s.Account, s.Hints = true, "", ^uint64(0) })
		if got := l.last(t); !strings.HasPrefix(got, "You are otter, a guest.") {
			t.Errorf("the last row is %q", got)
		}
		l.press(right)
		after(30 * time.Second)
		l.press("\x03")
		if _ = l.waits(); len(book.asks()) != 0 {
			t.Errorf("kept are %+v", book.asks())
		}
	})
}
