package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"thicket/game"
)

// looker is the place of a session whose screen is looked at.
type looker struct {
	*player
	place *game.Client
	*forest
}

func looks80(t *testing.T, cfg game.Config, change func(*Settings)) *looker {
	t.Helper()
	l := &looker{forest: newForest(t, cfg)}
	l.place = l.joins(t, game.Join{Name: "otter", Frames: true})
	s := settings(given(l.place, l.place))
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	l.player = plays(t, s)
	after(time.Second)
	return l
}

// count tells how many cells of the world show a text.
func (l *looker) count(t *testing.T, text string) int {
	t.Helper()
	rows := l.rows(t)
	return strings.Count(strings.Join(rows[1:len(rows)-1], "\n"), text)
}

// find is where on the screen the only such text is.
func (l *looker) find(t *testing.T, text string) (x, y int) {
	t.Helper()
	if n := l.count(t, text); n != 1 {
		t.Fatalf("%q is there %d times:\n%s", text, n, strings.Join(l.rows(t), "\n"))
	}
	for y, row := range l.rows(t) {
		if x := strings.Index(row, text); x >= 0 && y > 0 {
			return x, y
		}
	}
	return 0, 0
}

// Whoever walks into something is told what it is for four seconds, and sees
// it for three tenths of one.
func TestBlockedStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(16, 16), nil)
		l.press("\x1b[1;2D")
		for l.place.Echo().Verdict != game.Rim {
			after(10 * time.Millisecond)
		}
		bumped := time.Now()
		x, y := l.find(t, "@<")
		rim := func() uv.Style { return l.cell(x-2, y).Style }
		before := l.cell(x-2, y-1).Style
		if got := rim(); got.Equal(&before) {
			t.Error("the rim is not highlighted")
		}
		if got := l.last(t); got != "The forest ends here." {
			t.Errorf("the last row is %q", got)
		}
		after(time.Until(bumped.Add(bumpFor - 20*time.Millisecond)))
		if got := rim(); got.Equal(&before) {
			t.Error("the highlight is gone too early")
		}
		after(40 * time.Millisecond)
		if got := rim(); !got.Equal(&before) {
			t.Errorf("the rim still looks like %v", got)
		}
		after(time.Until(bumped.Add(messageFor - 20*time.Millisecond)))
		if got := l.last(t); got != "The forest ends here." {
			t.Errorf("before 4 s the last row is %q", got)
		}
		after(40 * time.Millisecond)
		if got := l.last(t); got != hintWild.long {
			t.Errorf("after 4 s the last row is %q", got)
		}
	})
}

// Who blocks is named, and highlighted in both columns.
func TestBlockedByAPlayer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, glyphs := range []string{"ascii", "emoji"} {
			l := looks80(t, clearing(16, 16), func(s *Settings) { s.Environ = []string{"THICKET_GLYPHS=" + glyphs, "COLORTERM=truecolor"} })
			fern := l.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4}})
			meet(t, l, fern)
			if got := l.last(t); got != "fern is in the way." {
				t.Errorf("%s: the last row is %q", glyphs, got)
			}
			p := fern.Echo().At
			x, y := 22+2*(p.X+1), 3+p.Y+1 // the world lies in the middle
			want := "E"
			if glyphs == "emoji" {
				want = "🐨"
			}
			cell := l.cell(x, y)
			if cell.Content != want {
				t.Fatalf("%s: %q is at %d,%d:\n%s", glyphs, cell.Content, x, y, strings.Join(l.rows(t), "\n"))
			}
			r, g, b, _ := cell.Style.Bg.RGBA()
			if r>>8 != 175 || g>>8 != 60 || b>>8 != 50 {
				t.Errorf("%s: the background is %v", glyphs, cell.Style.Bg)
			}
			fern.Leave()
			if err := l.leaves(nil); err != nil {
				t.Error(err)
			}
			after(10 * time.Second)
		}
	})
}

// meet walks the player of l into another until that one blocks.
func meet(t *testing.T, l *looker, other *game.Client) {
	t.Helper()
	for range 100 {
		me, to := l.place.Echo().At, other.Echo().At
		switch {
		case to.X < me.X:
			l.press(left)
		case to.X > me.X:
			l.press(right)
		case to.Y < me.Y:
			l.press(up)
		default:
			l.press(down)
		}
		if l.place.Echo().By == other.Walker() {
			return
		}
		after(100 * time.Millisecond)
	}
	t.Fatal("they never met")
}

// The own walker stands where its echo says, at once, though the frame is
// older; and once.
func TestOwnWalkerIsAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(100, 100), nil)
		x, y := l.find(t, "@v")
		for i := range 10 {
			frame := l.place.Frame()
			l.press(right)
			if gotX, gotY := l.find(t, "@>"); gotX != x+2*i+2 || gotY != y || l.count(t, "@") != 1 {
				t.Errorf("after %d steps it is at %d,%d", i+1, gotX, gotY)
			}
			if l.place.Frame() == frame {
				if p, ok := frame.Player(l.place.Walker()); !ok || p.At == l.place.Echo().At {
					t.Errorf("the frame of before knows it all: %+v", p)
				}
			}
			after(100 * time.Millisecond)
		}
		if l.count(t, "@") != 1 {
			t.Errorf("it is there %d times", l.count(t, "@"))
		}
	})
}

// Players who press no key for a minute doze; one key wakes them. The own
// walker never looks so.
func TestDozing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(16, 16), nil)
		fern := l.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4}})
		after(59 * time.Second)
		if n := l.count(t, "zz"); n != 0 || l.count(t, "Ev") != 1 {
			t.Errorf("%d doze before a minute is over", n)
		}
		after(4 * time.Second)
		if l.count(t, "zz") != 1 || l.count(t, "@v") != 1 || l.count(t, "Ev") != 0 {
			t.Errorf("after a minute:\n%s", strings.Join(l.rows(t), "\n"))
		}
		fern.Stir()
		after(200 * time.Millisecond)
		if l.count(t, "zz") != 0 || l.count(t, "Ev") != 1 {
			t.Errorf("after a key:\n%s", strings.Join(l.rows(t), "\n"))
		}
	})
}

// Keys that do nothing in the world keep a player awake.
func TestHelpKeepsAwake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(16, 16), nil)
		for range 60 {
			l.press("?")
			after(3 * time.Second)
		}
		if p, ok := l.place.Frame().Player(l.place.Walker()); !ok || p.Dozing {
			t.Errorf("after three minutes of reading help: %+v", p)
		}
	})
}
