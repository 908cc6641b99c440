package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// talks is a session of somebody with a key, and where they stand.
func (f *forest) talks(t *testing.T, name string, change func(*Settings)) *looker {
	t.Helper()
	l := &looker{forest: f, place: f.joins(t, game.Join{Name: name, Account: "key of " + name, Frames: true})}
	s := settings(given(l.place, l.place))
	new(ledger).serve(&s)
	regular(&s)
	s.Name, s.Environ = name, append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	l.player = plays(t, s)
	after(200 * time.Millisecond)
	return l
}

// two are sessions of otter and fern in one world.
func two(t *testing.T) (otter, fern *looker) {
	t.Helper()
	f := newForest(t, clearing(40, 30))
	return f.talks(t, "otter", nil), f.talks(t, "fern", nil)
}

// says types a line into the chat, which is open then, and waits for a frame.
func (l *looker) says(t *testing.T, line string) {
	t.Helper()
	if !strings.HasPrefix(l.last(t), "> ") {
		l.press("t")
	}
	l.press(line + "\r")
	after(200 * time.Millisecond)
}

// reads tells whether a row between the first and the last begins with a text.
func (l *looker) reads(t *testing.T, text string) bool {
	t.Helper()
	rows := l.rows(t)
	for _, row := range rows[1 : len(rows)-1] {
		if strings.HasPrefix(row, text) {
			return true
		}
	}
	return false
}

func (l *looker) mustSee(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !l.reads(t, text) {
			t.Errorf("%q is not there:\n%s", text, strings.Join(l.rows(t), "\n"))
		}
	}
}

func (l *looker) mustNotSee(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if l.reads(t, text) {
			t.Errorf("%q is there:\n%s", text, strings.Join(l.rows(t), "\n"))
		}
	}
}

// What somebody says shows to all for eight seconds, and in the chat afterwards.
func TestChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		otter.says(t, "hello")
		otter.says(t, "/me waves")
		otter.mustSee(t, "otter: hello", "* otter waves")
		fern.mustSee(t, "otter: hello", "* otter waves")
		after(popsFor - time.Second)
		fern.mustSee(t, "otter: hello", "* otter waves")
		after(time.Second)
		fern.mustNotSee(t, "otter: hello", "* otter waves")
		otter.mustNotSee(t, "otter: hello") // what is said closes the chat
		otter.press("t")
		otter.mustSee(t, "otter: hello")
		fern.press("\r")
		fern.mustSee(t, "otter: hello", "* otter waves")
		fern.press("\x1b")
		fern.mustNotSee(t, "otter: hello")
		fern.press("t")
		fern.press("\r") // nothing is said, the chat is closed
		if got := fern.last(t); strings.HasPrefix(got, ">") || len(fern.place.Frame().Talk) != 2 {
			t.Errorf("the last row is %q, %d lines", got, len(fern.place.Frame().Talk))
		}
	})
}

// What one types does nothing in the world, which goes on behind.
func TestTypingDoesNotWalk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		otter.press("t")
		otter.press("wasd hjkl 1 2 x q ? m p g" + up + down + left + right + "\x1b[1;2C")
		after(time.Second)
		if e := otter.place.Echo(); e.Seq != 0 {
			t.Errorf("it did %+v", e)
		}
		if got := otter.last(t); got != "> wasd hjkl 1 2 x q ? m p g_" {
			t.Errorf("the last row is %q", got)
		}
		fern.press(right)
		after(200 * time.Millisecond)
		at := fern.place.Echo().At
		if m, ok := otter.place.Frame().Player(fern.place.Walker()); !ok || m.At != at {
			t.Errorf("otter knows fern at %v, not at %v", m.At, at)
		}
		otter.press("\x1b")
		otter.press(right)
		if e := otter.place.Echo(); e.Seq != 1 {
			t.Errorf("after closing: %+v", e)
		}
		otter.press("t") // esc has forgotten it
		if got := otter.last(t); !strings.HasPrefix(got, "> _") {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Who is muted is not heard, whatever they are called then, until they are again.
func TestMute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		fern.says(t, "/mute OTTER") // who has said nothing yet
		fern.mustSee(t, "otter is muted.")
		otter.says(t, "one")
		otter.says(t, "/w fern two")
		fern.mustNotSee(t, "otter: one", "otter whispers: two")
		otter.place.Dress("eve", game.Look{})
		otter.says(t, "three")
		fern.press("\x1b")
		fern.mustNotSee(t, "eve: three")
		if strings.Contains(fern.written(), "\a") {
			t.Error("a muted whisper rings")
		}
		fern.says(t, "/mute")
		fern.mustSee(t, "You mute otter.")
		fern.says(t, "/mute otter")
		fern.mustSee(t, "otter is heard again.", "otter: one", "eve: three")
		after(3 * time.Second)
		otter.says(t, "four")
		fern.mustSee(t, "eve: four")
		fern.says(t, "/mute eve") // by what was heard
		otter.says(t, "five")
		fern.mustNotSee(t, "eve: five", "eve: four")
	})
}

// Too much is refused in words.
func TestFloodIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		for range 6 {
			otter.press("t")
			otter.press("\x15flood\r")
		}
		after(200 * time.Millisecond)
		if got := otter.last(t); got != "Not said: 3 lines in 3 seconds at most. Wait a moment. t brings it back." {
			t.Errorf("the last row is %q", got)
		}
		if n := len(fern.place.Frame().Talk); n != 3 {
			t.Errorf("%d lines were said", n)
		}
	})
}

// Who comes later finds what was said before, and is not bothered with it.
func TestChatHistory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, _ := two(t)
		otter.says(t, "before moss came")
		moss := otter.forest.talks(t, "moss", nil)
		moss.mustNotSee(t, "otter: before moss came")
		moss.press("t")
		moss.mustSee(t, "otter: before moss came")
	})
}

// Whom somebody watches, is told and sees it on the first row.
func TestWatchedIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, size := range []Size{{40, 12}, {80, 24}} {
			otter := newForest(t, clearing(40, 30)).talks(t, "otter", func(s *Settings) { s.Size = size })
			eve := otter.forest.joins(t, game.Join{Name: "eve", Watch: true, Frames: true})
			eve.Gaze(otter.place.Walker())
			after(time.Second)
			if got := otter.last(t); got != "eve watches you." {
				t.Errorf("the last row is %q", got)
			}
			if got := otter.first(t); !strings.Contains(got, "1 watch") {
				t.Errorf("the first row is %q", got)
			}
			eve.Leave()
			after(time.Second)
			if got := otter.first(t); strings.Contains(got, "watch") {
				t.Errorf("the first row is %q", got)
			}
		}
	})
}

// What is said while the room is down, or after it, is heard; and the chat stays
// open over it.
func TestChatOverAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(40, 30))
		s := settings(f.enter)
		p := plays(t, s)
		fern := f.joins(t, game.Join{Name: "fern"})
		for _, text := range []string{"one", "two", "three"} {
			fern.Speak(game.Speech{Text: text})
		}
		p.press("t")
		p.press("hello?")
		f.fall(t)
		after(time.Second)
		fern = f.joins(t, game.Join{Name: "fern"})
		fern.Speak(game.Speech{Text: "still here"})
		after(time.Second)
		l := &looker{player: p, forest: f}
		l.mustSee(t, "fern: three", "fern: still here")
		if got := l.last(t); got != "> hello?_" {
			t.Errorf("the last row is %q", got)
		}
	})
}
