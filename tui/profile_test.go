package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// profiled is a player with an account and what is kept of them.
func profiled(t *testing.T, book *ledger, change func(*Settings)) *looker {
	t.Helper()
	return looks80(t, clearing(60, 60), func(s *Settings) {
		regular(s)
		book.serve(s)
		if change != nil {
			change(s)
		}
	})
}

const (
	erase = "\x7f"
	enter = "\r"
)

// box is the text of what lies over the world.
func (l *looker) box(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, row := range l.rows(t) {
		if from, to := strings.Index(row, "|"), strings.LastIndex(row, "|"); from >= 0 && to > from {
			b.WriteString(strings.TrimRight(row[from+1:to], " ") + "\n")
		}
	}
	return b.String()
}

// The form in every glyph set on the smallest screen, in a wide one, and
// without colours.
func TestGoldenProfile(t *testing.T) {
	for _, c := range []struct {
		name string
		size Size
		env  string
	}{
		{"profile-emoji", Size{40, 12}, "THICKET_GLYPHS=emoji"}, {"profile-unicode", Size{40, 12}, "THICKET_GLYPHS=unicode"},
		{"profile-ascii", Size{40, 12}, "THICKET_GLYPHS=ascii"}, {"profile-mono", Size{40, 12}, "NO_COLOR=1"},
		{"profile-80x24", Size{80, 24}, "THICKET_GLYPHS=emoji"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := profiled(t, &ledger{}, func(s *Settings) { s.Size, s.Environ = c.size, append(s.Environ, c.env) })
				l.press("p" + down + right + down + right)
				l.golden(t, c.name)
			})
		})
	}
}

// What is filled in and kept is what everybody sees from then on.
func TestProfileIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{takes: time.Second}
		l := profiled(t, book, nil)
		fern := l.joins(t, game.Join{Name: "fern"})
		l.press("p" + strings.Repeat(erase, 5) + "moss" + down + right + down + left + "\t" + right + right + down + left + enter)
		after(100 * time.Millisecond)
		if !strings.Contains(l.box(t), "One moment.") {
			t.Errorf("while it is kept:\n%s", l.box(t))
		}
		l.press("x" + right + enter) // too late
		after(time.Second)
		want := game.Profile{Name: "moss", Look: game.Look{Glyph: 1, Colour: 11}, Theme: "colorblind", Glyphs: "unicode"}
		if len(book.asks()) != 1 || book.asks()[0] != want {
			t.Fatalf("kept are %+v, want %+v", book.asks(), want)
		}
		if got := l.last(t); got != "Kept: you are moss." || l.box(t) != "" {
			t.Errorf("the last row is %q", got)
		}
		after(time.Second)
		if me, _ := fern.Frame().Player(l.place.Walker()); me.Name != "moss" || me.Look != want.Look {
			t.Errorf("others see %+v", me)
		}
		if l.count(t, "@") != 1 || l.count(t, "##") != 0 {
			t.Error("the glyph set was not taken")
		}
		l.press("p")
		if !strings.Contains(l.box(t), "> name    moss_") || !strings.Contains(l.box(t), "theme   colorblind") {
			t.Errorf("opened again:\n%s", l.box(t))
		}
		l.press(enter)
		if l.box(t) != "" || len(book.asks()) != 1 {
			t.Errorf("what did not change was kept again: %+v", book.asks())
		}
	})
}

// What is wrong with a name is said as soon as it is typed, and is not kept.
func TestProfileNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, nil)
		l.press("p" + strings.Repeat(erase, 20))
		for _, c := range []struct{ keys, name, note string }{
			{"", "", "a name has 2 to 16 characters"}, {"r", "r", "a name has 2 to 16 characters"},
			{"oo", "roo", ""}, {"t", "root", "nobody can be called root"}, {" ", "root", "letters, digits, - and _ only"},
			{"s~", "roots", "letters, digits, - and _ only"}, {"q", "rootsq", ""}, {"ä", "rootsq", "letters, digits, - and _ only"},
			{"森", "rootsq", "letters, digits, - and _ only"}, {"pgt1xhjkl", "rootsqpgt1xhjkl", ""},
		} {
			l.press(c.keys)
			if got := strings.Join(strings.Fields(l.box(t)), " "); !strings.Contains(got, "> name "+c.name+"_ ") && c.name != "" || !strings.Contains(got, c.note) {
				t.Errorf("after %q:\n%s", c.keys, got)
			}
		}
		l.press("zz")
		if got := l.box(t); !strings.Contains(got, "name    rootsqpgt1xhjklz_") || !strings.Contains(got, "2 to 16") {
			t.Errorf("a long name:\n%s", got)
		}
		l.press("\x15root" + enter)
		if got := l.box(t); !strings.Contains(got, "nobody can be called root") || len(book.asks()) != 0 {
			t.Errorf("kept are %+v:\n%s", book.asks(), got)
		}
	})
}

// What cannot be kept is said in words, and esc forgets it all: colours and
// glyphs are again what they were.
func TestProfileThatIsNotKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{keep: func(_ context.Context, p game.Profile) (game.Profile, error) {
			return p, errors.New(p.Name + " is somebody else's name")
		}}
		l := profiled(t, book, nil)
		look := func() string {
			x, y := l.find(t, "@")
			return strings.Join(l.rows(t), "\n") + fmt.Sprint(l.cell(x, y).Style)
		}
		before := look()
		l.press("p" + strings.Repeat(erase, 5) + strings.Repeat("m", 16) + down + down + down + right + down + left + enter)
		if got := strings.Join(strings.Fields(l.box(t)), " "); !strings.Contains(got, strings.Repeat("m", 16)+" is somebody else's name") {
			t.Errorf("the box says %q", got)
		}
		l.press("\x1b")
		after(messageFor + time.Second)
		if after := look(); after != before {
			t.Errorf("it looks like\n%s\nand was\n%s", after, before)
		}
		if me, _ := l.place.Frame().Player(l.place.Walker()); me.Name != "otter" || me.Look != (game.Look{}) {
			t.Errorf("others see %+v", me)
		}
	})
}

// A disk that does not answer holds up nothing, and is said so in the end.
func TestProfileWithoutAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := profiled(t, &ledger{takes: time.Hour}, nil)
		l.press("pa" + enter)
		after(patience)
		if got := strings.Join(strings.Fields(l.box(t)), " "); !strings.Contains(got, errSlow.Error()) {
			t.Errorf("the box says %q", got)
		}
		l.press("b" + enter)
		after(time.Second)
		if err := l.leaves(nil); err != nil { // at once, all the same
			t.Error(err)
		}
	})
}

// The theme and the own figure are seen while they are chosen.
func TestProfilePreview(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := profiled(t, &ledger{}, func(s *Settings) { s.Size = Size{40, 12} })
		l.press("p" + down)
		x, y := l.find(t, "%%")
		foreign := func() string { return l.cell(x-2, y).Content + fmt.Sprint(l.cell(x, y).Style) }
		seen := []string{foreign()}
		for _, keys := range []string{right, down + right, down + right, right} {
			l.press(keys)
			if now := foreign(); slices.Contains(seen, now) {
				t.Errorf("%q changes nothing: %s\n%s", keys, now, strings.Join(l.rows(t), "\n"))
			} else {
				seen = append(seen, now)
			}
		}
	})
}

// What a guest changes is kept by the form alone.
func TestProfileOfAGuest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &ledger{}
		l := profiled(t, book, func(s *Settings) { s.Guest, s.Account, s.Size = true, "", Size{40, 12} })
		l.press("g")
		after(2 * time.Second)
		l.press("p")
		if !strings.Contains(l.box(t), guestNote) {
			t.Errorf("the form says\n%s", l.box(t))
		}
		l.press("s" + enter)
		if len(book.asks()) != 1 || book.asks()[0].Name != "otters" {
			t.Errorf("kept are %+v", book.asks())
		}
		l.press("g" + right)
		after(time.Second)
		l.press("\x03")
		if _ = l.waits(); len(book.asks()) != 1 {
			t.Errorf("kept are %+v", book.asks())
		}
	})
}

// After the world fell its players are who they chose to be.
func TestProfileOutlivesTheWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, account := range []string{"", "SHA256:otter"} {
			f := newForest(t, clearing(100, 100))
			var joins []game.Join
			var place Place
			s := settings(func(ctx context.Context, j game.Join) (_ Place, err error) {
				joins = append(joins, j)
				place, err = f.enter(ctx, j)
				return place, err
			})
			new(ledger).serve(&s)
			s.Account, s.Guest = account, account == ""
			p := plays(t, s)
			after(6 * time.Second) // a snapshot is taken
			p.press("p" + "x" + down + right + enter)
			f.fall(t)
			after(3 * time.Second)
			if len(joins) != 2 || joins[1].Name != "otterx" || joins[1].Look.Glyph != 1 || joins[1].Account != account {
				t.Errorf("the joins are %+v", joins)
			}
			if me, ok := place.Frame().Player(place.Walker()); !ok || me.Name != "otterx" || me.Look.Glyph != 1 {
				t.Errorf("it is back as %+v", me)
			}
			if err := p.leaves(nil); err != nil {
				t.Error(err)
			}
			after(10 * time.Second)
		}
	})
}
