package game

import "testing"

// strip is a world in which a walker has room to go to and fro.
func strip() (*World, WalkerID) {
	w := bareWorld(sized(64, 64))
	return w, stand(w, Player, "ada", Point{20, 20})
}

// noAllocs checks that doing something n times over allocates nothing.
func noAllocs(t *testing.T, what string, do func()) {
	t.Helper()
	if n := testing.AllocsPerRun(500, do); n != 0 {
		t.Errorf("%s: %v allocations", what, n)
	}
}

func TestWorldStepAllocatesNothing(t *testing.T) {
	w, id := strip()
	at, moved := Stamp(0), 0
	noAllocs(t, "a step", func() {
		at += 1000
		if w.Step(at, id, Left+Dir(at/1000&1)).Verdict == Done {
			moved++
		}
	})
	noAllocs(t, "a blocked step", func() { w.Step(at, id, Up); at += 1000 })
	noAllocs(t, "a limited step", func() { w.Step(at, id, Left) })
	noAllocs(t, "time that passes", func() { at += 100; w.Advance(at) })
	noAllocs(t, "a stir", func() { w.Stir(at, id) })
	if moved < 500 {
		t.Errorf("only %d steps were done", moved)
	}
	w = bareWorld(sized(128, 64))
	id = stand(w, Bot, "", Point{63, 20})
	noAllocs(t, "a step into another chunk", func() {
		at += 1000
		if w.Step(at, id, Left+Dir(at/1000&1)).Verdict == Done {
			moved++
		}
	})
	if moved < 1000 {
		t.Errorf("only %d steps were done", moved)
	}
}

func TestStepThroughTheMailboxAllocatesNothing(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, Join{Name: "ada", Frames: true})
	at, moved := Stamp(0), 0
	noAllocs(t, "a step", func() {
		at += 1000
		c.Step(Left + Dir(at/1000&1))
		r.apply(at, <-r.mailbox)
		if c.Echo().Verdict == Done {
			moved++
		}
	})
	if moved < 500 {
		t.Errorf("only %d steps were done", moved)
	}
}

func TestBatchAllocatesNothing(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, Join{Batches: 1})
	b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 100)}
	r.applyBatch(0, c.seat, b)
	<-c.Back()
	b.Op = OpStep
	at := Stamp(0)
	noAllocs(t, "a batch in the world", func() {
		at += 1000
		r.world.ApplyBatch(at, b)
	})
	noAllocs(t, "a batch through the mailbox", func() {
		at += 1000
		c.Submit(b)
		r.apply(at, <-r.mailbox)
		<-c.Back()
	})
}

func TestLookingAllocatesNothing(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, Join{Name: "ada", Frames: true})
	c.Step(Up)
	r.apply(0, <-r.mailbox)
	noAllocs(t, "echo, frame and watch", func() {
		f := c.Frame()
		c.Watch(Rect{Max: Point{20, 20}})
		if e := c.Echo(); e.Seq != 1 || f.Tree(e.At) {
			t.Error("a walker in a tree")
		}
		f.Player(c.Entered.Walker)
	})
	f := newFramer(r.world).newest
	noAllocs(t, "marks", func() {
		if m, ok := f.Walker(c.Echo().At); !ok || m.Kind != Player {
			t.Error("the frame does not show the player")
		}
	})
}

func TestQuietFrameAllocatesNothing(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Generations = 0
	w := mustWorld(t, cfg)
	for range 100 {
		w.Enter(0, Kind(0), "", Look{})
	}
	c := newFramer(w)
	first, at := c.newest, Stamp(0)
	noAllocs(t, "a frame without changes", func() {
		at += 83
		w.Advance(at)
		c.watch(Rect{Max: Point{200, 60}})
		c.sweep(21)
		c.shoot()
	})
	if c.newest != first {
		t.Error("a new frame was made")
	}
}

// A frame copies of a chunk what has changed, not all that it shows.
func TestFrameSharesWhatIsAsBefore(t *testing.T) {
	w, ada := strip()
	for x := range 50 {
		w.enliven(Point{x, 40}, uint16(x%2))
		w.setTree(x, 50)
	}
	c, at := newFramer(w), Stamp(0)
	const frames = 100
	bytes := allocated(func() {
		for range frames {
			at += 1000
			w.Step(at, ada, Left+Dir(at/1000&1))
			c.watch(Rect{Max: Point{64, 64}})
			c.shoot()
		}
	})
	if each := bytes / frames; c.newest.Number != frames+1 || each > 1600 {
		t.Errorf("%d frames of one step each took %d bytes each, allowed are 1600", c.newest.Number-1, each)
	}
}

// teeming is a world in which every few cells something is born, of two
// colonies and the wild, and a player stands among it.
func teeming() (*World, WalkerID) {
	w := dish(256, 256)
	ada := stand(w, Player, "ada", Point{100, 100})
	stand(w, Player, "bob", Point{140, 100})
	for y := 4; y < 250; y += 12 {
		for x := 4; x < 250; x += 12 {
			if p := (Point{x, y}); !w.anybodyWithin(Rect{p, p}, 3) {
				for _, q := range RPentomino.Place(nil, p, Up, Right) {
					w.enliven(q, uint16((x+y)/12%3))
				}
			}
		}
	}
	return w, ada
}

func TestGenerationAllocatesNothing(t *testing.T) {
	w, _ := teeming()
	for range 100 {
		w.generate() // the scratch grows
	}
	w.TakeNotices(func(WalkerID, Notice) {})
	births := w.grid.live
	noAllocs(t, "a generation", func() {
		w.generate()
		w.TakeNotices(func(WalkerID, Notice) {})
	})
	if births < 1000 || w.grid.live < 1000 {
		t.Errorf("%d cells lived, %d live", births, w.grid.live)
	}
}

// Whose cells are eaten is tallied while they are away, and what accounts do is
// added up, without allocating.
func TestTalliesAllocateNothing(t *testing.T) {
	w, number := settled(t)
	id := w.EnterAs(3000, Player, "bob", "another", Look{}).Walker
	at, cells := Stamp(10_000), 0
	meal := func() {
		at += 1000
		who := w.find(id)
		d := Left + Dir(at/1000&1)
		if p := who.at().Step(d); !w.isAlive(p.X, p.Y) {
			w.enliven(p, number)
		}
		w.Step(at, id, d)
		w.TakeNotices(func(WalkerID, Notice) {})
	}
	meal()
	w.TakeResults(func(Result) {})
	noAllocs(t, "a meal and its result", func() {
		meal()
		w.TakeResults(func(r Result) { cells += r.Meals })
	})
	noAllocs(t, "no results", func() { w.TakeResults(func(Result) {}) })
	if a := w.absenceAt(number); cells < 400 || a.eaten.Counts[0] < cells {
		t.Errorf("%d meals, %+v", cells, a)
	}
}

func TestEatingAndPlantingAllocateNothing(t *testing.T) {
	w, ada := strip()
	at, meals, planted := Stamp(10_000), 0, 0
	who := w.find(ada)
	noAllocs(t, "a meal and a plant", func() {
		at += 1000
		who.spores = 9
		if !w.isAlive(who.at().X+1, who.at().Y) {
			w.enliven(who.at().Step(Right), 0)
		}
		w.Step(at, ada, Right)
		w.Step(at, ada, Left)
		if w.Plant(at, ada, Block).Verdict == Done {
			planted++
			for _, p := range w.cells {
				w.kill(p)
			}
		}
		w.TakeNotices(func(WalkerID, Notice) { meals++ })
	})
	if planted < 400 || w.players[0].meals < 400 {
		t.Errorf("%d planted, %d meals", planted, w.players[0].meals)
	}
}
