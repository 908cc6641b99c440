package tui

import (
	"testing"

	"pgregory.net/rapid"

	"thicket/game"
)

// inDeadZone tells whether p is where the camera need not move for it.
func (c *camera) inDeadZone(p game.Point) bool {
	mx, my := margin(c.width), margin(c.height)
	return p.X >= c.at.X+mx && p.X < c.at.X+c.width-mx && p.Y >= c.at.Y+my && p.Y < c.at.Y+c.height-my
}

func TestCameraStays(t *testing.T) {
	c := camera{at: elsewhere, width: 40, height: 22}
	p := game.Point{X: 500, Y: 500}
	c.follow(p, 1000, 1000)
	if c.at != (game.Point{X: 480, Y: 489}) {
		t.Fatalf("it begins at %v: the walker is not in the middle", c.at)
	}
	from, steps := c.at, 0
	for c.inDeadZone(p.Step(game.Right)) {
		p = p.Step(game.Right)
		c.follow(p, 1000, 1000)
		if steps++; c.at != from {
			t.Fatalf("it moved to %v after %d steps, the walker is at %v", c.at, steps, p)
		}
	}
	if steps != 11 {
		t.Errorf("%d steps fit into the dead zone", steps)
	}
	c.follow(p.Step(game.Right), 1000, 1000)
	if c.at != (game.Point{X: from.X + 40/3, Y: from.Y}) {
		t.Errorf("from %v it jumped to %v, not by a third", from, c.at)
	}
}

func TestCameraAtTheRims(t *testing.T) {
	for _, c := range []struct{ p, want game.Point }{
		{game.Point{X: 0, Y: 0}, game.Point{X: -1, Y: -1}},
		{game.Point{X: 99, Y: 0}, game.Point{X: 61, Y: -1}},
		{game.Point{X: 0, Y: 79}, game.Point{X: -1, Y: 59}},
		{game.Point{X: 99, Y: 79}, game.Point{X: 61, Y: 59}},
	} {
		got := camera{at: elsewhere, width: 40, height: 22}
		got.follow(c.p, 100, 80)
		if got.at != c.want {
			t.Errorf("for %v it is at %v, want %v", c.p, got.at, c.want)
		}
	}
}

func TestCameraCentresASmallWorld(t *testing.T) {
	for _, c := range []struct{ view, world, want int }{
		{100, 16, -42}, {101, 16, -42}, {18, 16, -1}, {250, 64, -93},
	} {
		got := camera{at: elsewhere, width: c.view, height: c.view}
		for x := range c.world {
			got.follow(game.Point{X: x, Y: x}, c.world, c.world)
			if got.at != (game.Point{X: c.want, Y: c.want}) {
				t.Errorf("%+v: it is at %v for %d", c, got.at, x)
			}
		}
	}
}

// On any walk the walker is in sight, in the dead zone unless a rim is near;
// the view ends at most one cell beyond the world; and the camera moves only
// for who leaves the dead zone.
func TestCameraWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(game.MinSide, game.MaxSide)
		width, height := side.Draw(t, "width"), side.Draw(t, "height")
		c := camera{at: elsewhere}
		p := game.Point{X: rapid.IntRange(0, width-1).Draw(t, "x"), Y: rapid.IntRange(0, height-1).Draw(t, "y")}
		for range rapid.IntRange(1, 5).Draw(t, "legs") {
			c.width, c.height = rapid.IntRange(20, 250).Draw(t, "columns"), rapid.IntRange(10, 198).Draw(t, "rows")
			c.follow(p, width, height)
			d := game.Dir(rapid.IntRange(0, 3).Draw(t, "direction"))
			for range rapid.IntRange(0, 300).Draw(t, "steps") {
				q := p.Step(d)
				if q.X < 0 || q.Y < 0 || q.X >= width || q.Y >= height {
					break
				}
				p = q
				before, inside := c.at, c.inDeadZone(p)
				c.follow(p, width, height)
				if inside && c.at != before && c.width < width && c.height < height {
					t.Fatalf("it moved from %v to %v for %v, which was in the dead zone", before, c.at, p)
				}
			}
			if !c.view().Contains(p) {
				t.Fatalf("%v is not in view %v", p, c.view())
			}
			checkSide(t, c.at.X, p.X, c.width, width)
			checkSide(t, c.at.Y, p.Y, c.height, height)
			if rapid.Bool().Draw(t, "elsewhere") {
				p = game.Point{X: rapid.IntRange(0, width-1).Draw(t, "x"), Y: rapid.IntRange(0, height-1).Draw(t, "y")}
			}
		}
	})
}

func checkSide(t *rapid.T, at, p, view, world int) {
	t.Helper()
	if view >= world+2 {
		if before, after := -at, at+view-world; before != after && before != after-1 {
			t.Fatalf("%d cells before the world, %d after it", before, after)
		}
		return
	}
	if at < -1 || at+view > world+1 {
		t.Fatalf("the view %d..%d is beyond the rim of a world of %d", at, at+view, world)
	}
	m := margin(view)
	if at > -1 && p < at+m || at+view < world+1 && p >= at+view-m {
		t.Fatalf("%d is within the margin %d of %d..%d", p, m, at, at+view)
	}
}
