package game

import (
	"reflect"
	"testing"
)

// album keeps frames with what they showed when they were published.
type album struct {
	frames   []*Frame
	pictures []string
}

type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// add keeps a frame and compares what it says is new with the one before.
func (a *album) add(t failer, f *Frame) {
	t.Helper()
	if len(a.frames) > 0 {
		before := a.frames[len(a.frames)-1]
		if f == before {
			return
		}
		if f.Number != before.Number+1 {
			t.Errorf("frame %d follows on %d", f.Number, before.Number)
		}
		if !reflect.DeepEqual(f.Players, before.Players) && f.PlayersSince != f.Number {
			t.Errorf("frame %d: the players changed, since %d it says", f.Number, f.PlayersSince)
		}
		for i, c := range f.chunks {
			old := before.chunks[i]
			if c.Since == f.Number != (c.Version != old.Version) || c.Since > f.Number {
				t.Errorf("frame %d: chunk %d is of version %d (was %d), since %d",
					f.Number, i, c.Version, old.Version, c.Since)
			}
			if c.Version == old.Version && c != old {
				t.Errorf("frame %d: chunk %d was copied though nothing changed", f.Number, i)
			}
		}
	}
	a.frames, a.pictures = append(a.frames, f), append(a.pictures, picture(f))
}

// check compares what the frames show with what they showed.
func (a *album) check(t failer) {
	t.Helper()
	for i, f := range a.frames {
		if now := picture(f); now != a.pictures[i] {
			t.Errorf("frame %d showed\n%s\nand shows\n%s", f.Number, a.pictures[i], now)
		}
	}
}

func TestFrameShowsTheWorld(t *testing.T) {
	s := drawWorld(t,
		"#..a..",
		"..##B.",
	)
	s.Step(5, s.ids['a'], Left)
	f := newFramer(s.World).newest
	if want := "#.@...\n..##@.\n" +
		"2,0 {Slot:0 Look:{Glyph:0 Colour:0} Facing:left Kind:1 Dozing:false}\n" +
		"4,1 {Slot:0 Look:{Glyph:0 Colour:0} Facing:up Kind:0 Dozing:false}\n" +
		"1 bots, players [{Walker:4294967296 At:2,0 Look:{Glyph:0 Colour:0} Dozing:false Away:false Guest:true Hearts:3 Colony:1 Middle:0,0 Since:0 Crown:false Eyes:0 Voice:0 Score:{Name:a Biomass:0 Best:0 Meals:0 Stings:0}}]\n"; picture(f) != want {
		t.Errorf("got\n%s\nwant\n%s", picture(f), want)
	}
	if f.At != 5 || f.Number != 1 || f.PlayersSince != 1 {
		t.Errorf("frame %d at %d, players since %d", f.Number, f.At, f.PlayersSince)
	}
	for _, beyond := range []Point{{-1, 0}, {0, -1}, {6, 0}, {0, 2}} {
		if _, ok := f.Walker(beyond); ok || !f.Tree(beyond) {
			t.Errorf("beyond the rim at %v is no tree", beyond)
		}
	}
}

func TestNothingNewIsNoNewFrame(t *testing.T) {
	s := drawWorld(t, "a.B")
	c := newFramer(s.World)
	first := c.newest
	s.Step(500, s.ids['B'], Right) // which way a bot faces nobody sees
	s.Advance(500)
	c.watch(all(first))
	c.sweep(10)
	if c.shoot() != first {
		t.Error("a frame was made though nothing that is seen changed")
	}
}

// What changes where nobody looks is seen with the sweep, not before; players
// and numbers of bots are seen at once.
func TestUnwatchedChunksWaitForTheSweep(t *testing.T) {
	w := bareWorld(sized(256, 64))
	far := stand(w, Bot, "", Point{200, 10})
	near := stand(w, Bot, "", Point{10, 10})
	ada := stand(w, Player, "ada", Point{210, 10})
	c := newFramer(w)
	for _, id := range []WalkerID{far, near, ada} {
		w.Step(0, id, Right)
	}
	stand(w, Bot, "", Point{220, 10})

	c.watch(Rect{Max: Point{60, 60}})
	f := c.shoot()
	if _, ok := f.Walker(Point{11, 10}); !ok {
		t.Error("what is watched is not of this frame")
	}
	if _, ok := f.Walker(Point{201, 10}); ok {
		t.Error("a chunk was copied though nobody watches it")
	}
	if mark, _ := f.Player(ada); mark.At != (Point{211, 10}) || f.Bots != 3 {
		t.Errorf("the player is at %v of %d bots", mark.At, f.Bots)
	}
	if f.PlayersSince != 2 || f.Chunk(0, 0).Since != 2 || f.Chunk(3, 0).Since != 1 {
		t.Errorf("since: players %d, chunks %d and %d", f.PlayersSince, f.Chunk(0, 0).Since, f.Chunk(3, 0).Since)
	}
	for range 4 {
		c.sweep(1)
		f = c.shoot()
	}
	if _, ok := f.Walker(Point{201, 10}); !ok || f.Chunk(3, 0).Since != 3 || f.PlayersSince != 2 {
		t.Errorf("after the sweep: chunk since %d, players since %d", f.Chunk(3, 0).Since, f.PlayersSince)
	}
}

// The number of bots is complete even where nobody looks.
func TestBotsAreCountedAtOnce(t *testing.T) {
	s := drawWorld(t, "A..", "...")
	c := newFramer(s.World)
	s.Enter(0, Bot, "", Look{})
	if f := c.shoot(); f.Bots != 2 || f.Number != 2 {
		t.Errorf("frame %d counts %d bots", f.Number, f.Bots)
	}
	s.Leave(0, s.ids['A'])
	if f := c.shoot(); f.Bots != 1 || f.Number != 3 {
		t.Errorf("frame %d counts %d bots", f.Number, f.Bots)
	}
}

// Every change that players' marks show is in the next frame.
func TestPlayersSince(t *testing.T) {
	s := drawWorld(t, "a...b...C", ".........")
	c := newFramer(s.World)
	for _, step := range []struct {
		name    string
		do      func()
		changes bool
	}{
		{"a step", func() { s.Step(0, s.ids['a'], Right) }, true},
		{"a bot's step", func() { s.Step(0, s.ids['C'], Left) }, false},
		{"a blocked step", func() { s.Step(0, s.ids['a'], Up) }, false},
		{"dozing", func() { s.Advance(60_000) }, true},
		{"waking", func() { s.Stir(60_000, s.ids['b']) }, true},
		{"being awake", func() { s.Stir(60_000, s.ids['b']) }, false},
		{"entering", func() { s.Enter(60_000, Player, "d", Look{}) }, true},
		{"leaving", func() { s.Leave(60_000, s.ids['a']) }, true},
		{"a bot's leaving", func() { s.Leave(60_000, s.ids['C']) }, false},
	} {
		before := c.newest
		step.do()
		c.sweep(1)
		f, want := c.shoot(), before.PlayersSince
		if step.changes {
			want = before.Number + 1
		}
		if f.PlayersSince != want {
			t.Errorf("%s: frame %d, players since %d, want %d", step.name, f.Number, f.PlayersSince, want)
		}
	}
}

// Whatever a frame shows of a walker is shown anew when it changes, even if
// the walker stays where it is.
func TestEveryChangeIsShown(t *testing.T) {
	s := drawWorld(t, "a#b.", "#C##")
	c := newFramer(s.World)
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"turning", func() { s.Step(0, s.ids['a'], Right) }},
		{"a birth", func() { s.enliven(Point{3, 0}, 0) }},
		{"another's cell in the same place", func() {
			s.kill(Point{3, 0})
			s.enliven(Point{3, 0}, s.players[0].colony)
		}},
		{"and one of a third", func() {
			s.kill(Point{3, 0})
			s.enliven(Point{3, 0}, s.players[1].colony)
		}},
		{"a death", func() { s.kill(Point{3, 0}) }},
		{"leaving", func() { s.Leave(0, s.ids['b']) }},
		{"dozing", func() { s.Advance(60_000) }},
		{"waking", func() { s.Stir(60_001, s.ids['a']) }},
		{"entering", func() { s.Enter(60_001, Player, "d", Look{Glyph: 1}) }},
		{"another in the same place", func() {
			s.Leave(60_001, s.ids['C'])
			s.stand('D', Point{1, 1})
		}},
		{"a tree", func() {
			s.Leave(60_001, s.ids['D'])
			s.setTree(1, 1)
		}},
	} {
		before := c.newest
		step.do()
		c.watch(all(before))
		f := c.shoot()
		if got, want := picture(f), picture(newFramer(s.World).newest); f == before || got != want {
			t.Errorf("%s: frame %d shows\n%s\nthe world is\n%s", step.name, f.Number, got, want)
		}
	}
}

// Beyond the rim a chunk's bits are trees, so that whoever reads them by row
// need not know the size of the world.
func TestBeyondTheRimAreTrees(t *testing.T) {
	f := newFramer(bareWorld(sized(70, 66))).newest
	for _, c := range []struct {
		x, y, row int
		trees     uint64
	}{
		{0, 0, 0, 0}, {0, 0, 63, 0}, {1, 0, 0, ^uint64(1<<6 - 1)}, {1, 0, 63, ^uint64(1<<6 - 1)},
		{0, 1, 1, 0}, {0, 1, 2, ^uint64(0)}, {1, 1, 1, ^uint64(1<<6 - 1)}, {1, 1, 2, ^uint64(0)},
	} {
		if got := f.Chunk(c.x, c.y).Trees(c.row); got != c.trees {
			t.Errorf("chunk %d,%d row %d: %x, want %x", c.x, c.y, c.row, got, c.trees)
		}
		if got := f.Chunk(c.x, c.y).Walkers(c.row); got != 0 {
			t.Errorf("chunk %d,%d row %d: walkers %x", c.x, c.y, c.row, got)
		}
	}
}
