package tui

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// Left and right go round the lists; the rankings are those of the day and of
// all time, with the own line marked, or added.
func TestScoresRankings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{
			top: func(p game.Period) ([]game.Standing, error) {
				if p == game.Day {
					return []game.Standing{{Rank: 1, Name: "ivy", Best: 9, Meals: 8, Stings: 7}, {Rank: 2, Name: "otter", Best: 4}}, nil
				}
				return []game.Standing{{Rank: 1, Name: "elm", Best: 99}}, nil
			},
			placed: func(p game.Period) (game.Standing, error) {
				return game.Standing{Rank: 2 + 40*int(p), Name: "otter", Best: 4}, nil
			},
		}
		l := scoresOf(t, book, regular)
		l.press(right)
		l.shows(t, "best meals stings", "1 ivy 9 8 7", "> 2 otter 4 0 0")
		if got := l.first(t); !strings.HasPrefix(got, "Scores  here and now  [today]  ever ") {
			t.Errorf("the first row is %q", got)
		}
		l.press("l")
		l.shows(t, "best meals stings", "1 elm 99 0 0", "> 82 otter 4 0 0")
		l.press(right)
		if got := l.first(t); !strings.HasPrefix(got, "Scores [here and now]") {
			t.Errorf("after three the first row is %q", got)
		}
		l.press(left)
		l.shows(t, "best meals stings", "1 elm 99 0 0", "> 82 otter 4 0 0")
	})
}

// A ranking is read when it is opened and every 5 s, one question at a time,
// and not any more when it is closed; the answer to a screen that was closed
// does not come to the next one.
func TestScoresAreReadNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var lines atomic.Int32
		book := &ledger{takes: 300 * time.Millisecond, top: func(p game.Period) ([]game.Standing, error) { return aRanking(int(lines.Load()))(p) }}
		l := scoresOf(t, book, nil)
		if n := book.asked.Load(); n != 0 {
			t.Errorf("asked %d times for who is here", n)
		}
		l.press(right)
		l.shows(t, "best meals stings", "...")
		after(400 * time.Millisecond)
		l.shows(t, "best meals stings", "Nobody yet.")
		for range 20 {
			l.press(right + right + right)
		}
		after(time.Second)
		if n := book.asked.Load(); n != 2 {
			t.Errorf("asked %d times", n)
		}
		after(20 * time.Second)
		if n := book.asked.Load(); n < 5 || n > 6 {
			t.Errorf("asked %d times after 21 s", n)
		}
		if n := book.most.Load(); n != 1 {
			t.Errorf("%d questions at once", n)
		}
		l.press("\t")
		before := book.asked.Load()
		after(30 * time.Second)
		if book.asked.Load() != before {
			t.Error("asked while they are closed")
		}
		lines.Store(1)
		l.press("\t" + right + "\t")
		lines.Store(2)
		l.press("\t" + right)
		after(310 * time.Millisecond)
		if n := len(l.shown(t)); n != 2 || strings.Contains(l.shown(t)[1], "day00") {
			t.Errorf("the answer to the closed screen shows: %q", l.shown(t))
		}
		after(time.Second)
		l.shows(t, "best meals stings", "1 day00 900 70 0", "2 day01 899 71 1")
	})
}

// What cannot be read is said, and is there when it can be.
func TestScoresThatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var broken atomic.Bool
		broken.Store(true)
		book := &ledger{}
		book.top = func(p game.Period) ([]game.Standing, error) {
			if broken.Load() {
				return nil, errors.New("disk on fire")
			}
			return aRanking(1)(p)
		}
		l := scoresOf(t, book, nil)
		l.press(right)
		l.shows(t, "best meals stings", "The scores cannot be read now.")
		broken.Store(false)
		after(6 * time.Second)
		l.shows(t, "best meals stings", "1 day00 900 70 0")
		broken.Store(true)
		after(6 * time.Second)
		l.shows(t, "best meals stings", "The scores cannot be read now.")
	})
}
