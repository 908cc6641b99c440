package tui

import (
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// The nearest food is what lives in view and is not one's own; it is found
// without an allocation.
func TestNearestFood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(200, 150))
		me := f.joins(t, game.Join{Name: "otter", Frames: true})
		after(time.Second)
		me.Step(game.Up)
		me.Plant(game.Block)
		after(time.Second)
		frame, at, world := me.Frame(), me.Echo().At, game.Rect{Max: game.Point{X: 200, Y: 150}}
		best, found := food(frame, world, at, me.Walker())
		if n, alive := frame.Bacterium(best); !found || !alive || n != 0 {
			t.Fatalf("the food is %v: %v, of colony %d", best, alive, n)
		}
		for y := range 150 {
			for x := range 200 {
				p := game.Point{X: x, Y: y}
				if n, alive := frame.Bacterium(p); alive && n == 0 && at.Distance(p) < at.Distance(best) {
					t.Errorf("%v is nearer to %v than %v", p, at, best)
				}
			}
		}
		near := game.Rect{Min: game.Point{X: at.X - 2, Y: at.Y - 2}, Max: game.Point{X: at.X + 3, Y: at.Y + 3}}
		if p, found := food(frame, near, at, me.Walker()); found {
			t.Errorf("the own cell at %v is food", p)
		}
		if p, found := food(frame, world, at, 0); !found || at.Distance(p) != 1 {
			t.Errorf("for others the nearest is %v", p)
		}
		if got := testing.AllocsPerRun(100, func() { food(frame, world, at, me.Walker()) }); got != 0 {
			t.Errorf("%v allocations", got)
		}
	})
}

// Within a row of a chunk the bits from one cell up to another are set.
func TestWithin(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     uint64
	}{{0, 64, ^uint64(0)}, {64, 128, ^uint64(0)}, {3, 5, 0b11000}, {127, 128, 1 << 63}, {0, 1, 1}} {
		if got := within(c.from, c.to); got != c.want {
			t.Errorf("%d to %d: %b", c.from, c.to, got)
		}
	}
}
