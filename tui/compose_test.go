package tui

import (
	"context"
	"fmt"
	"math"
	"testing"

	"thicket/game"
)

// album is a place whose frames were taken before.
type album struct {
	Place
	frames []*game.Frame
	at     int
}

func (a *album) Frame() *game.Frame { return a.frames[a.at] }
func (a *album) turn()              { a.at = (a.at + 1) % len(a.frames) }

// newAlbum takes frames of a world in which 20 bots step at each, which is
// slower than their limit.
func newAlbum(tb testing.TB) *album {
	tb.Helper()
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: wood(), FPS: 10})
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- lobby.Run(ctx) }()
	joins := func(j game.Join) *game.Client {
		c, err := lobby.Enter(ctx, game.Meadow, j)
		if err != nil {
			tb.Fatal(err)
		}
		return c
	}
	me := joins(game.Join{Name: "otter", Frames: true})
	me.Watch(game.Rect{Max: game.Point{X: 200, Y: 150}})
	me.Plant(game.Block)
	swarm := joins(game.Join{Batches: 1})
	b := &game.Batch{Op: game.OpEnter, Steps: make([]game.BatchStep, 20)}
	a := &album{Place: me}
	for i := range 16 {
		swarm.Submit(b)
		<-swarm.Back()
		for len(a.frames) == i {
			<-me.Wake()
			if f := me.Frame(); f.Bots == 20 && (i == 0 || f != a.frames[i-1]) {
				a.frames = append(a.frames, f)
			}
		}
		b.Op = game.OpStep
		for k := range b.Steps {
			b.Steps[k].Dir = game.Dir((i + k) & 3)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		tb.Fatal(err)
	}
	return a
}

// still is a model that shows an album.
func still(tb testing.TB, size Size, glyphs string) (*model, *album) {
	a := newAlbum(tb)
	s := settings(nil)
	s.Size, s.Environ = size, append(s.Environ, "THICKET_GLYPHS="+glyphs)
	m := newModel(s, a, newLine(nil, nil))
	m.chosen = game.Glider
	return m, a
}

// In the steady state, when nothing but walkers moved and bacteria lived, a
// frame is composed and painted without an allocation, ghost and hint included.
func TestFrameAllocatesNothing(t *testing.T) {
	m, a := still(t, Size{80, 24}, "emoji")
	for glyphs, set := range glyphSets {
		m.glyphs = glyphs
		painted, buf := 0, make([]byte, 0, 1<<16)
		step := func() {
			a.turn()
			m.Update(worldMsg{})
			buf = m.paint(buf[:0], math.MaxInt)
			painted += len(buf)
		}
		for range 2 * len(a.frames) {
			step()
		}
		if got := testing.AllocsPerRun(200, step); got != 0 {
			t.Errorf("%s: %v allocations a frame", set.name, got)
		}
		if painted == 0 {
			t.Errorf("%s: nothing was painted", set.name)
		}
	}
}

// The own position changing costs what its text costs, and no more.
func TestStatusTextsAreKept(t *testing.T) {
	row := statusRow{status: status{glyphs: glyphSets[2], world: "meadow", players: 3}}
	m, _ := still(t, Size{80, 24}, "ascii")
	row.draw(m.screen, 0)
	if got := testing.AllocsPerRun(100, func() { row.draw(m.screen, 0) }); got != 0 {
		t.Errorf("%v allocations while nothing changes", got)
	}
	row.players = 4
	row.draw(m.screen, 0)
	if row.texts[5].value != "4" {
		t.Errorf("the texts are %v", row.texts)
	}
}

func BenchmarkCompose(b *testing.B) {
	for _, size := range []Size{{80, 24}, {160, 50}} {
		for _, set := range glyphSets {
			b.Run(fmt.Sprintf("%dx%d/%s", size.Width, size.Height, set.name), func(b *testing.B) {
				m, a := still(b, size, set.name)
				bytes, buf := 0, make([]byte, 0, 1<<16)
				b.ReportAllocs()
				for b.Loop() {
					a.turn()
					m.compose()
					buf = m.screen.Paint(buf[:0])
					bytes += len(buf)
				}
				b.ReportMetric(float64(bytes)/float64(b.N), "bytes/frame")
			})
		}
	}
}
