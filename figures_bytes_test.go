package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

const (
	hikeFor   = time.Minute
	hikeEvery = 200 * time.Millisecond // 5 steps a second
)

// BenchmarkFigureBytes is what a player receives who walks a minute straight on
// among the default bots, 5 steps a second, around what is in the way: bytes of
// the terminal's channel, by size of the screen, glyphs and colours. Each of
// four walks has a world and a direction of its own.
//
//	go test -run '^$' -bench FigureBytes -benchtime 1x .     # 8 minutes
func BenchmarkFigureBytes(b *testing.B) {
	for _, size := range []struct{ w, h int }{{80, 24}, {160, 50}} {
		for _, looks := range []struct{ glyphs, colours string }{
			{"emoji", "256"}, {"emoji", "truecolor"}, {"unicode", "truecolor"}, {"ascii", "truecolor"},
		} {
			b.Run(fmt.Sprintf("%dx%d/%s/%s", size.w, size.h, looks.glyphs, looks.colours), func(b *testing.B) {
				o := sshtest.Options{Width: size.w, Height: size.h, Env: map[string]string{"THICKET_GLYPHS": looks.glyphs}}
				if looks.colours == "truecolor" {
					o.Env["COLORTERM"] = "truecolor"
				}
				benchBytes(b, o)
			})
		}
	}
}

func benchBytes(b *testing.B, o sshtest.Options) {
	var all sync.WaitGroup
	rates, steps := make([]float64, 4), make([]float64, 4)
	for i := range rates {
		p := startProcess(b, "--seed", fmt.Sprint(i+1)).dial(b, o)
		all.Go(func() { rates[i], steps[i] = hike(b, p, game.Dir(i)) })
	}
	all.Wait()
	mean := (rates[0] + rates[1] + rates[2] + rates[3]) / 4
	b.ReportMetric(mean, "B/s")
	b.ReportMetric(slices.Max(rates), "worst-B/s")
	b.ReportMetric(slices.Min(steps), "fewest-steps/s")
}

// hike walks and gives the bytes and the steps a second.
func hike(b *testing.B, p *sshtest.Player, dir game.Dir) (rate, steps float64) {
	if err := sees(context.Background(), p, nowhere); err != nil {
		b.Error(err)
		return
	}
	time.Sleep(2 * time.Second) // the first paint is over
	h := hiker{Player: p, dir: dir}
	before, began := p.Bytes(), time.Now()
	for tick := range time.Tick(hikeEvery) {
		if tick.Sub(began) > hikeFor {
			break
		}
		was, _ := at(p)
		if err := p.Press(arrow[h.next(was)]); err != nil {
			b.Error(err)
			return
		}
		time.Sleep(hikeEvery / 2) // the echo is there
		if now, _ := at(p); now != was {
			steps++
		}
	}
	over := time.Since(began).Seconds()
	return float64(p.Bytes()-before) / over, steps / over
}

// hiker goes straight on, and around trees with a hand on them until it is on
// its line again, farther on.
type hiker struct {
	*sshtest.Player
	dir     game.Dir   // of the line
	hand    bool       // is on a tree
	heading game.Dir   // while it is
	began   game.Point // where it met the tree
}

func (h *hiker) next(here game.Point) game.Dir {
	if h.hand && h.farther(here) {
		h.hand = false
	}
	if !h.hand && h.free(here, h.dir) {
		return h.dir
	}
	if !h.hand {
		h.hand, h.heading, h.began = true, h.dir.RightHand(), here
	}
	d := h.heading ^ 1
	for range 4 { // towards the tree first, back last
		if d = d.RightHand(); h.free(here, d) {
			break
		}
	}
	h.heading = d
	return d
}

// farther tells whether the walker is on its line, beyond the tree.
func (h *hiker) farther(here game.Point) bool {
	ahead := h.began.Step(h.dir)
	dx, dy := ahead.X-h.began.X, ahead.Y-h.began.Y
	x, y := here.X-h.began.X, here.Y-h.began.Y
	return x*dy == y*dx && x*dx+y*dy > 0
}

// free tells whether the screen shows no tree there.
func (h *hiker) free(here game.Point, d game.Dir) bool {
	return !strings.Contains("🌲🌳↟/", cmp.Or(glyphAt(h.Player, here.Step(d)), " "))
}
