package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"thicket/game"
	"thicket/tui/screen"
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
	s := settings(given(l.place))
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
		if got := l.last(t); !strings.HasPrefix(got, "otter (guest)") {
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

func TestNearestPlayerIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := clearing(500, 500)
		cfg.NearMin, cfg.NearMax = 60, 80
		l := looks80(t, cfg, nil)
		fern := l.joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)
		me, to := l.place.Echo().At, fern.Entered.At
		want := fmt.Sprintf("%v  2 players  meadow  20 ms  fern %s %d", me, glyphSets[2].arrow(me, to), me.Distance(to))
		if got := l.first(t); got != want {
			t.Errorf("the first row is %q, want %q", got, want)
		}
		fern.Leave()
		after(2 * time.Second)
		if got, want := l.first(t), fmt.Sprintf("%v  1 player  meadow  20 ms", me); got != want {
			t.Errorf("the first row is %q, want %q", got, want)
		}
	})
}

func TestArrows(t *testing.T) {
	set, from := glyphSets[2], game.Point{X: 50, Y: 50}
	for _, c := range []struct {
		x, y int
		want string
	}{
		{50, 0, "N"}, {60, 40, "NE"}, {90, 50, "E"}, {60, 60, "SE"}, {50, 51, "S"}, {40, 60, "SW"},
		{0, 50, "W"}, {40, 40, "NW"}, {90, 60, "E"}, {90, 70, "SE"}, {53, 10, "N"}, {50, 50, ""},
	} {
		if got := set.arrow(from, game.Point{X: c.x, Y: c.y}); got != c.want {
			t.Errorf("to %d,%d: %q, want %q", c.x, c.y, got, c.want)
		}
	}
}

// The way to the nearest player is there even on the smallest screen, if need
// be without the name.
func TestWayOnTheSmallestScreen(t *testing.T) {
	row := statusRow{status: status{
		at: game.Point{X: 500, Y: 500}, players: 2, world: "meadow",
		rtt: 12 * time.Millisecond, near: "mossy-otter", arrow: "NW", far: 37,
	}}
	for width, want := range map[int]string{
		40: "500,500  2 players  meadow  12 ms  NW 37",
		60: "500,500  2 players  meadow  12 ms  mossy-otter NW 37",
	} {
		scr := screen.New(width, 1, palettes[screen.Mono]())
		row.draw(scr, 0)
		var b strings.Builder
		for _, c := range scr.Row(0) {
			b.WriteRune(c.Rune)
		}
		if got := strings.TrimRight(b.String(), " "); got != want {
			t.Errorf("of %d columns: %q, want %q", width, got, want)
		}
	}
}

// The fields that do not fit into the first row are left out, the last ones
// first; no row is cut.
func TestFirstRowOnNarrowScreens(t *testing.T) {
	row := statusRow{status: status{
		at: game.Point{X: 8191, Y: 8191}, players: 5000, world: "a-world-of-names",
		rtt: 12345 * time.Millisecond, near: strings.Repeat("森", 8), arrow: "NW", far: 8191,
	}}
	for width := MinWidth; width <= 100; width++ {
		scr := screen.New(width, 1, palettes[screen.Mono]())
		row.draw(scr, 0)
		var b strings.Builder
		for _, c := range scr.Row(0) {
			if c.Width > 0 {
				b.WriteRune(c.Rune)
			}
		}
		got := strings.TrimRight(b.String(), " ")
		if !strings.HasPrefix(got, "8191,8191  5000 players") {
			t.Errorf("of %d columns: %q", width, got)
		}
		for _, f := range row.fields() {
			if strings.Contains(got, f.value[:4]) && !strings.Contains(got, f.value+f.label) {
				t.Errorf("of %d columns: %q cuts %q", width, got, f.value+f.label)
			}
		}
		if width >= 80 && !strings.HasSuffix(got, " NW 8191") {
			t.Errorf("of %d columns: %q", width, got)
		}
	}
}

// Every text has a form of at most 38 columns, whatever the names are.
func TestShortForms(t *testing.T) {
	const short = 38
	var all []words
	for _, name := range []string{"o", strings.Repeat("m", 16), strings.Repeat("森", 8), strings.Repeat("m", 16) + "~5000"} {
		for _, guest := range []bool{false, true} {
			all = append(all, welcome(name, guest), footer(name, guest))
		}
		for v := game.Done; v <= game.Full; v++ {
			if v.Blocked() {
				all = append(all, blockedBy(v, name))
			}
		}
	}
	all = append(all, wordsLeave, wordsFell, wordsBack, wordsFull)
	for _, set := range glyphSets {
		all = append(all, say("Glyphs: "+set.name))
	}
	for _, w := range all {
		if n := screen.TextWidth(w.short); n > short || n == 0 {
			t.Errorf("%q has %d columns", w.short, n)
		}
		for width := short; width <= 100; width++ {
			if n := screen.TextWidth(w.fit(width)); n > width {
				t.Errorf("%q has %d columns of %d", w.fit(width), n, width)
			}
		}
		if long := screen.TextWidth(w.long); w.fit(long) != w.long || w.fit(500) != w.long {
			t.Errorf("%q is not used where it fits", w.long)
		}
	}
	for _, line := range tooSmall(Size{39, 11}) {
		if n := screen.TextWidth(line); n > short {
			t.Errorf("%q has %d columns", line, n)
		}
	}
}

// What a terminal without colours gets says no colour, and everything else
// that others see.
func TestColourDepths(t *testing.T) {
	for _, c := range []struct {
		term  string
		env   []string
		depth screen.Depth
	}{
		{"xterm-256color", []string{"COLORTERM=truecolor"}, screen.TrueColor},
		{"xterm-kitty", nil, screen.TrueColor},
		{"xterm-256color", nil, screen.Colors256},
		{"screen-256color", []string{"COLORTERM=truecolor"}, screen.Colors256},
		{"xterm", nil, screen.Colors16},
		{"linux", nil, screen.Colors16},
		{"xterm-256color", []string{"NO_COLOR=1", "COLORTERM=truecolor"}, screen.Mono},
		{"dumb", nil, screen.Mono},
		{"", nil, screen.Mono},
	} {
		t.Run(c.term+strings.Join(c.env, ""), func(t *testing.T) {
			if got := chooseDepth(c.term, environment(c.env)); got != c.depth {
				t.Fatalf("the depth is %v, want %v", got, c.depth)
			}
			synctest.Test(t, func(t *testing.T) {
				l := looks80(t, wood(), func(s *Settings) { s.Term, s.Environ = c.term, append(c.env, "THICKET_GLYPHS=ascii") })
				bot := l.joins(t, game.Join{Name: "fern"})
				for range 4 {
					l.press(right)
					bot.Step(game.Up)
					after(100 * time.Millisecond)
				}
				l.press("?")
				l.press("\x1b")
				if got := colours(l.written()); got != colourNames[c.depth] {
					t.Errorf("the colours are %q, want %q", got, colourNames[c.depth])
				}
			})
		})
	}
}

var colourNames = map[screen.Depth]string{
	screen.Mono: "", screen.Colors16: "16", screen.Colors256: "256", screen.TrueColor: "true",
}

// colours tells what kinds of colours a client was sent.
func colours(sent string) string {
	var kinds []string
	for _, sgr := range strings.Split(sent, "\x1b[")[1:] {
		end := strings.IndexFunc(sgr, func(r rune) bool { return r >= '@' })
		if end < 0 || sgr[end] != 'm' || strings.HasPrefix(sgr, "?") {
			continue
		}
		kind := ""
		params := strings.Split(sgr[:end], ";")
		for i := 0; i < len(params); i++ {
			switch n := params[i]; {
			case (n == "38" || n == "48") && params[i+1] == "2":
				kind, i = "true", i+4
			case n == "38" || n == "48":
				kind, i = "256", i+2
			case len(n) == 2 && n[0] >= '3' && n[0] <= '4' && n[1] <= '7', len(n) == 2 && n[0] == '9', len(n) == 3:
				kind = "16"
			}
			if kind != "" && !strings.Contains(strings.Join(kinds, " "), kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return strings.Join(kinds, " ")
}

// NO_COLOR is set by any value that is not empty (no-color.org).
func TestNoColor(t *testing.T) {
	for value, want := range map[string]screen.Depth{"1": screen.Mono, "true": screen.Mono, "yes": screen.Mono, "0": screen.Mono, "": screen.TrueColor} {
		got := chooseDepth("xterm-256color", map[string]string{"NO_COLOR": value, "COLORTERM": "truecolor"})
		if got != want {
			t.Errorf("NO_COLOR=%q: the depth is %v, want %v", value, got, want)
		}
	}
}

func TestGlyphSetsAreChosen(t *testing.T) {
	for _, c := range []struct{ term, env, want string }{
		{"xterm-256color", "", "emoji"},
		{"xterm-256color", "LANG=de_DE.UTF-8", "emoji"},
		{"xterm-256color", "LANG=de_DE.utf8", "emoji"},
		{"xterm-256color", "LANG=C", "ascii"},
		{"xterm-256color", "LANG=C.UTF-8 LC_ALL=POSIX", "ascii"},
		{"xterm-256color", "LANG=C LC_CTYPE=C.UTF-8", "emoji"},
		{"xterm", "LANG=C.UTF-8", "unicode"},
		{"rxvt-unicode", "LANG=C.UTF-8", "unicode"},
		{"linux", "LANG=C.UTF-8", "ascii"},
		{"vt100", "", "ascii"},
		{"dumb", "", "ascii"},
		{"", "", "ascii"},
		{"linux", "THICKET_GLYPHS=emoji", "emoji"},
		{"xterm-256color", "THICKET_GLYPHS=nonsense", "emoji"},
	} {
		if got := glyphSets[chooseGlyphs(c.term, environment(strings.Fields(c.env)))].name; got != c.want {
			t.Errorf("TERM=%s %s: %s, want %s", c.term, c.env, got, c.want)
		}
	}
}

// Every glyph has two columns, for every player who may come.
func TestGlyphsHaveTwoColumns(t *testing.T) {
	for _, set := range glyphSets {
		all := append([]glyph{set.grass, set.rim, set.bot, set.dozing}, set.trees...)
		for look := range 256 {
			all = append(all, set.player(game.Look{Glyph: uint8(look)}, game.Dir(look&3)))
		}
		for _, g := range all {
			n := screen.RuneWidth(g.a)
			if g.b != 0 {
				n += screen.RuneWidth(g.b)
			}
			if n != 2 {
				t.Errorf("%s: %c%c has %d columns", set.name, g.a, g.b, n)
			}
		}
	}
}

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
		if strings.Contains(strings.Join(l.rows(t), ""), "this help") || l.place.Echo().Seq != 0 {
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
		if got := l.last(t); got != footer("otter", true).long {
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
			if len(rows) != size.Height || !strings.HasPrefix(rows[0], me.String()) || !strings.Contains(rows[size.Height-1], "walk") && !strings.Contains(rows[size.Height-1], "Walk") {
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
