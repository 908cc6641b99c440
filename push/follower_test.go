package push

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"thicket/game"
	"thicket/tui/screen"
)

// The styles of the pictures below.
const (
	drawn screen.Style = iota + 1
	self
	bump
)

func papers(d screen.Depth) *screen.Palette {
	return screen.NewPalette(d, []screen.Look{
		{},
		{Fg: screen.RGB(0x46, 0xa0, 0x5a), Attr: screen.Bold},
		{Bg: screen.RGB(0xff, 0xd7, 0x5f), Attr: screen.Bold},
		{Fg: screen.RGB(0xff, 0xff, 0xff), Bg: screen.RGB(0xaf, 0x3c, 0x32)},
	})
}

// scene is what a picture shows.
type scene struct {
	rng      *rand.Rand
	scr      *screen.Screen
	at       game.Point
	own      cell
	bumpedTo cell
}

func newScene(rng *rand.Rand, w, h int, d screen.Depth) *scene {
	s := &scene{rng: rng, scr: screen.New(w, h, papers(d))}
	s.scr.Synchronized(true)
	return s
}

// compose draws a picture of chance: a first row with the position somewhere, a world
// of glyphs of both widths, the own walker in it, and now and then a highlight.
func (s *scene) compose() {
	w, h := s.scr.Size()
	s.scr.Clear()
	for range 40 {
		glyph := []string{"🌲", "▒▒", ". ", "🐜", "@^", "↟↟"}[s.rng.IntN(6)]
		s.scr.Text(2*s.rng.IntN(w/2), 1+s.rng.IntN(h-2), drawn, glyph)
	}
	s.at = game.Point{X: s.rng.IntN(1000), Y: s.rng.IntN(1000)}
	lead := []string{"♥♥♥  5 spores  biomass 1234", "♥♡♡ 12 spores rank 7", "5,x ,, 7", "🌲 1"}[s.rng.IntN(4)]
	s.scr.Text(0, 0, drawn, fmt.Sprintf("%s  %d,%d  %d ms", lead, s.at.X, s.at.Y, s.rng.IntN(50)))
	s.own = cell{2 * (2 + s.rng.IntN(w/2-4)), 2 + s.rng.IntN(h-4)}
	s.scr.Text(s.own.x, s.own.y, self, []string{"🦊", "@<"}[s.rng.IntN(2)])
	s.bumpedTo = nowhere
	switch s.rng.IntN(6) {
	case 0: // stung
		s.bumpedTo = s.own
		s.scr.Text(s.own.x, s.own.y, bump, "🦊")
	case 1, 2:
		s.bumpedTo = s.own.beside(game.Dir(s.rng.IntN(4)))
		s.scr.Text(s.bumpedTo.x, s.bumpedTo.y, bump, []string{"🌳", "::", "  "}[s.rng.IntN(3)])
	}
}

// What the painter writes, however it is cut into pieces, is followed as a terminal
// shows it.
func TestFollowerSeesWhatTerminalsShow(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 7))
		s := newScene(rng, 40+rng.IntN(80), 12+rng.IntN(30), []screen.Depth{screen.Colors256, screen.TrueColor}[seed%2])
		w, h := s.scr.Size()
		f := newFollower(w, h)
		terminal := newSample(w, h, func(err error) { t.Errorf("seed %d: %v", seed, err) })
		for picture := range 50 {
			s.compose()
			out := s.scr.Paint(nil)
			if picture == 0 {
				out = append(screen.Enter(nil), out...)
			}
			see(t, f, terminal, rng, out)
			if f.at != s.at || f.own != s.own || f.bumped != s.bumpedTo {
				t.Fatalf("seed %d, picture %d: at %v, own %v, bumped %v; drawn were %v, %v, %v\n%q",
					seed, picture, f.at, f.own, f.bumped, s.at, s.own, s.bumpedTo, out)
			}
			if f.paints != int64(picture+1) {
				t.Fatalf("seed %d: %d paints of %d", seed, f.paints, picture+1)
			}
		}
		terminal.close()
	}
}

// see gives a paint to both in pieces.
func see(t *testing.T, f *follower, terminal *sample, rng *rand.Rand, out []byte) {
	t.Helper()
	paints := 0
	for len(out) > 0 {
		piece := out[:min(len(out), 1+rng.IntN(60))]
		rest, painted := f.follow(piece)
		read := len(piece) - len(rest)
		terminal.feed(out[:read])
		if painted {
			paints++
			terminal.compare(f)
		}
		out = out[read:]
	}
	if paints != 1 {
		t.Fatalf("%d paints in one", paints)
	}
}

func TestPositionInTheFirstRow(t *testing.T) {
	for row, want := range map[string]string{
		"5 spores  31,32  1 player": "31,32",
		"31,32":                     "31,32",
		"1,2x 3,4":                  "3,4",
		"x1,2 , 1, ,2 7,8 9,10":     "7,8",
		"12345678,1":                "none",
		"":                          "none",
		"    ":                      "none",
	} {
		got := "none"
		if p, ok := position([]byte(row)); ok {
			got = p.String()
		}
		if got != want {
			t.Errorf("%q: %s, not %s", row, got, want)
		}
	}
}

// Whatever a server sends: a follower stays within its row and never fails.
func FuzzFollower(f *testing.F) {
	f.Add([]byte("\x1b[?2026h\x1b[1;70H31,32\x1b[48;5;221m@\x1b[K\x1b[?2026l"))
	f.Add([]byte("\x1b[;;;;;;;;;;;;;;;;;;;;;;;;;;m\x1b[999999999999d\x1b[48;2mx\x1b[38;5m\xf0\x9f"))
	f.Fuzz(func(t *testing.T, out []byte) {
		w := newFollower(40, 12)
		for rest, painted := out, true; painted; {
			rest, painted = w.follow(rest)
			if w.x < 0 || w.x > w.width || w.y < 0 || w.y >= w.height || len(w.top) != 40 {
				t.Fatalf("the cursor is at %d,%d", w.x, w.y)
			}
		}
	})
}

// An hour of play costs no memory.
func TestFollowingAllocatesNothing(t *testing.T) {
	out := recorded()
	f := newFollower(80, 24)
	if n := testing.AllocsPerRun(10, func() { follow(f, out) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// recorded are 100 paints of 80 x 24.
func recorded() []byte {
	s := newScene(rand.New(rand.NewPCG(1, 2)), 80, 24, screen.Colors256)
	var out bytes.Buffer
	for range 100 {
		s.compose()
		out.Write(s.scr.Paint(nil))
	}
	return out.Bytes()
}

func follow(f *follower, out []byte) {
	for painted := true; painted; {
		out, painted = f.follow(out)
	}
}

func BenchmarkFollower(b *testing.B) {
	out := recorded()
	f := newFollower(80, 24)
	b.SetBytes(int64(len(out)))
	b.ReportAllocs()
	for b.Loop() {
		follow(f, out)
	}
}
