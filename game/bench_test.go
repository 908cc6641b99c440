package game

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
)

// populated is a world of the rules with n bots on a lattice that is as wide
// as the world allows, and their ids in random order.
func populated(b *testing.B, side, n int) (*World, []WalkerID) {
	b.Helper()
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = side, side
	w := mustWorld(b, cfg)
	var ids []WalkerID
	apart := int(math.Sqrt(0.9 * float64(side*side) / float64(n)))
	for y := 0; y < side && len(ids) < n; y += apart {
		for x := 0; x < side && len(ids) < n; x += apart {
			if w.isFree(x, y) {
				ids = append(ids, stand(w, Bot, "", Point{x, y}))
			}
		}
	}
	if len(ids) < n {
		b.Fatalf("only %d walkers found room", len(ids))
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	return w, ids
}

// directions are enough random ones not to repeat soon; a power of two.
func directions() []Dir {
	random := rand.New(rand.NewPCG(3, 4))
	dirs := make([]Dir, 1<<16)
	for i := range dirs {
		dirs[i] = Dir(random.IntN(4))
	}
	return dirs
}

func reportSteps(b *testing.B, steps int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(steps), "ns/step")
	b.ReportMetric(float64(steps)/1e6/b.Elapsed().Seconds(), "Msteps/s")
}

// Every walker steps once a second of the world.
func BenchmarkStep(b *testing.B) {
	for _, size := range []struct{ walkers, side int }{{1000, 1000}, {1_000_000, 4000}} {
		b.Run(fmt.Sprintf("%d-in-%d", size.walkers, size.side), func(b *testing.B) {
			w, ids := populated(b, size.side, size.walkers)
			dirs := directions()
			at, who, done, i := Stamp(0), 0, 0, 0
			b.ReportAllocs()
			for b.Loop() {
				if who == 0 {
					at += 1000
				}
				if w.Step(at, ids[who], dirs[i&(1<<16-1)]).Verdict == Done {
					done++
				}
				if who++; who == len(ids) {
					who = 0
				}
				i++
			}
			reportSteps(b, i)
			b.ReportMetric(100*float64(done)/float64(i), "%done")
		})
	}
}

// unlimited is a room, not started, in which walkers may do as many steps as
// the benchmark gets done.
func unlimited(side int) *Room {
	cfg := sized(side, side)
	cfg.Actions, cfg.Burst = 1_000_000, 1_000_000
	return newTestRoom(bareWorld(cfg), testFPS)
}

// BenchmarkMailbox measures steps from producer to echo, through a running
// room.
func BenchmarkMailbox(b *testing.B) {
	for _, c := range []struct {
		name      string
		producers int
	}{{"one-producer", 1}, {"four-producers", 4}} {
		b.Run(c.name, func(b *testing.B) { benchProducers(b, c.producers) })
	}
	b.Run("batches", benchBatches)
}

// benchProducers lets each producer send the steps of its own clients, 1000
// in all, in turn, and wait for the last echo.
func benchProducers(b *testing.B, producers int) {
	r := unlimited(1000)
	clients := make([][]*Client, producers)
	for i := range 1000 {
		c := seated(r, Join{Name: fmt.Sprint(i)})
		clients[i%producers] = append(clients[i%producers], c)
	}
	stop := startBench(b, r)
	defer stop()
	dirs := directions()
	b.ReportAllocs()
	b.ResetTimer()
	var all sync.WaitGroup
	for i := range producers {
		steps := b.N / producers
		if i < b.N%producers {
			steps++
		}
		all.Go(func() { produce(clients[i], dirs, steps) })
	}
	all.Wait()
	answered(b, r)
	b.StopTimer()
	reportSteps(b, b.N)
	s := r.counters.stats()
	if s.Moved+s.Blocked+s.Limited != uint64(b.N) || s.Limited > s.Moved {
		b.Errorf("%d steps: %+v", b.N, s)
	}
}

func produce(clients []*Client, dirs []Dir, steps int) {
	for j := range steps {
		c := clients[j%len(clients)]
		for {
			if _, ok := c.Step(dirs[j&(1<<16-1)]); ok {
				break
			}
			runtime.Gosched()
		}
	}
}

func benchBatches(b *testing.B) {
	const size, under = 1000, 4 // steps a batch, batches on their way
	r := unlimited(1000)
	c := seated(r, Join{Batches: under})
	var idle []*Batch
	for range under {
		batch := &Batch{Op: OpEnter, Steps: make([]BatchStep, size)}
		r.applyBatch(0, c.seat, batch)
		batch.Op = OpStep
		idle = append(idle, <-c.Back())
	}
	stop := startBench(b, r)
	defer stop()
	dirs := directions()
	b.ReportAllocs()
	b.ResetTimer()
	for sent := 0; sent < b.N; {
		if len(idle) == 0 {
			idle = append(idle, <-c.Back())
		}
		batch := idle[len(idle)-1]
		idle = idle[:len(idle)-1]
		batch.Steps = batch.Steps[:min(size, b.N-sent)]
		for i := range batch.Steps {
			batch.Steps[i].Dir = dirs[(sent+i)&(1<<16-1)]
		}
		for !c.Submit(batch) {
			runtime.Gosched()
		}
		sent += len(batch.Steps)
	}
	answered(b, r)
	b.StopTimer()
	reportSteps(b, b.N)
	s := r.counters.stats()
	if s.Moved+s.Blocked+s.Limited != uint64(b.N) || s.Limited > s.Moved {
		b.Errorf("%d steps: %+v", b.N, s)
	}
}

func startBench(b *testing.B, r *Room) (stop func()) {
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error)
	go func() {
		err := r.run(ctx)
		r.end(nil)
		ended <- err
	}()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	}
}

// answered waits until the room has done all that was sent before.
func answered(b *testing.B, r *Room) {
	if _, err := r.enter(b.Context(), Join{}); err != nil {
		b.Error(err)
	}
}

// BenchmarkPublish makes frames of a world in which everything changed since
// the frame before.
func BenchmarkPublish(b *testing.B) {
	w := mustWorld(b, DefaultConfig())
	for range 10_000 {
		w.Enter(0, Bot, "", Look{})
	}
	random := rand.New(rand.NewPCG(5, 6))
	var views []Rect
	for range 100 { // of 80 x 24, where the bots are
		x, y := 200+random.IntN(520), 200+random.IntN(576)
		views = append(views, Rect{Point{x, y}, Point{x + 80, y + 24}})
	}
	for _, c := range []struct {
		name  string
		views []Rect
	}{
		{"all-watched", []Rect{{Max: Point{1000, 1000}}}},
		{"100-viewers", views},
		{"nobody", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			framer := newFramer(w)
			b.ReportAllocs()
			for b.Loop() {
				for i := range w.chunks {
					w.versions[i]++
				}
				for i := range w.walkers { // all have turned
					w.walkers[i].facing ^= 1
				}
				for _, r := range c.views {
					framer.watch(r)
				}
				framer.sweep((len(w.chunks) + testFPS - 1) / testFPS)
				framer.shoot()
			}
		})
	}
}

// BenchmarkSnapshot measures what a frame has to do for the snapshot: its
// beginning, and a twelfth of what is copied of it.
func BenchmarkSnapshot(b *testing.B) {
	for _, size := range []struct{ walkers, side int }{{1000, 1000}, {1_000_000, 4000}} {
		w, _ := populated(b, size.side, size.walkers)
		chunks, pages := len(w.chunks)/testFPS+1, pagesOf(len(w.walkers))/testFPS+1
		name := fmt.Sprintf("%d-in-%d", size.walkers, size.side)
		b.Run("begin/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w.BeginSnapshot()
			}
		})
		b.Run("part/"+name, func(b *testing.B) {
			b.ReportAllocs()
			w.BeginSnapshot()
			for b.Loop() {
				if w.ContinueSnapshot(chunks, pages) != nil {
					b.StopTimer()
					w.BeginSnapshot()
					b.StartTimer()
				}
			}
		})
	}
}

// BenchmarkEnter fills a world with bots.
func BenchmarkEnter(b *testing.B) {
	var w *World
	for b.Loop() {
		if w == nil || w.Bots() == 100_000 {
			b.StopTimer()
			w = mustWorld(b, DefaultConfig())
			b.StartTimer()
		}
		w.Enter(0, Bot, "", Look{})
	}
}
