package screen_test

import (
	"fmt"
	"math/rand/v2"

	"thicket/tui/screen"
)

// The styles of the recorded frames.
const (
	plain screen.Style = iota
	leaf
	bot
	hero
	status
)

var gameLooks = []screen.Look{
	plain:  {},
	leaf:   {Fg: screen.RGB(46, 139, 87)},
	bot:    {Fg: screen.RGB(230, 120, 90)},
	hero:   {Fg: screen.RGB(255, 215, 0), Attr: screen.Bold},
	status: {Fg: screen.RGB(220, 220, 220), Bg: screen.RGB(30, 40, 30)},
}

// recordedFrames gives consecutive frames of a session of w x h, each of w*h
// cells, row by row: a clearing with trees in clumps, twenty bots, of which
// each moves in one frame of twelve, and a row of numbers.
func recordedFrames(w, h int) [][]screen.Cell {
	rng := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	g := newGlade(w/2, h-1, rng)
	s := screen.New(w, h, screen.NewPalette(screen.TrueColor, gameLooks))
	frames := make([][]screen.Cell, 600)
	for i := range frames {
		g.step(rng)
		g.draw(s, i)
		for y := range h {
			frames[i] = append(frames[i], s.Row(y)...)
		}
	}
	return frames
}

// glade is a make-believe world as large as the view.
type glade struct {
	w, h  int
	trees map[[2]int]bool
	bots  [][2]int
}

func newGlade(w, h int, rng *rand.Rand) *glade {
	g := &glade{w: w, h: h, trees: make(map[[2]int]bool)}
	for len(g.trees) < w*h*6/100 {
		x, y := rng.IntN(w), rng.IntN(h)
		for range 6 {
			g.trees[[2]int{min(x+rng.IntN(3), w-1), min(y+rng.IntN(3), h-1)}] = true
		}
	}
	for range 20 {
		g.bots = append(g.bots, [2]int{rng.IntN(w), rng.IntN(h)})
	}
	return g
}

func (g *glade) step(rng *rand.Rand) {
	for i, b := range g.bots {
		if rng.IntN(12) > 0 {
			continue
		}
		way := [][2]int{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}[rng.IntN(4)]
		to := [2]int{min(max(b[0]+way[0], 0), g.w-1), min(max(b[1]+way[1], 0), g.h-1)}
		if !g.trees[to] {
			g.bots[i] = to
		}
	}
}

func (g *glade) draw(s *screen.Screen, frame int) {
	s.Clear()
	w, _ := s.Size()
	for x := range w {
		s.Set(x, 0, screen.Cell{Rune: ' ', Style: status, Width: 1})
	}
	s.Text(0, 0, status, fmt.Sprintf(" ♥♥♥  spores %d  biomass %d", 3+frame/10%7, 120+frame/30))
	for at := range g.trees {
		s.Set(2*at[0], 1+at[1], screen.Cell{Rune: '🌲', Style: leaf, Width: 2})
	}
	for _, at := range g.bots {
		s.Set(2*at[0], 1+at[1], screen.Cell{Rune: '🦠', Style: bot, Width: 2})
	}
	s.Set(g.w/2*2, 1+g.h/2, screen.Cell{Rune: '@', Style: hero, Width: 1})
}

// reel shows frames forwards and backwards, so that it never jumps.
type reel struct {
	w, h   int
	frames [][]screen.Cell
	at, by int
}

// newReel takes every nth of the recorded frames: the larger n is, the more
// changes from one to the next. Without emoji, wide glyphs become narrow ones.
func newReel(w, h, nth int, emoji bool) *reel {
	r := &reel{w: w, h: h, by: 1}
	for i, f := range recordedFrames(w, h) {
		if i%nth > 0 {
			continue
		}
		if !emoji {
			narrow(f)
		}
		r.frames = append(r.frames, f)
	}
	return r
}

func narrow(frame []screen.Cell) {
	for i, c := range frame {
		switch c.Width {
		case 2:
			frame[i].Rune, frame[i].Width = 'A'+c.Rune%26, 1
		case 0:
			frame[i] = screen.Cell{Rune: ' ', Width: 1}
		}
	}
}

func (r *reel) next() []screen.Cell {
	if r.at+r.by < 0 || r.at+r.by >= len(r.frames) {
		r.by = -r.by
	}
	r.at += r.by
	return r.frames[r.at]
}

// changed is the number of cells that differ, on average, between two frames.
func (r *reel) changed() float64 {
	n := 0
	for i, f := range r.frames[1:] {
		for j, c := range f {
			if c != r.frames[i][j] {
				n++
			}
		}
	}
	return float64(n) / float64(len(r.frames)-1)
}
