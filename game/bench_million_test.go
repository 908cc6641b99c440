package game

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// The three benchmarks of a million walkers in 4000 x 4000: by the machine
// alone, through the mailbox in batches, and one by one; the first with fewer
// and more walkers too, who have as many cells each.
//
//	go test ./game -run '^$' -bench Million -benchtime 20s
//
// All rules run: the world has the default numbers and its bots entered by
// themselves; one in twenty plants when it can pay, as among the default bots.
// They step in random order, as they come out of a swarm's wheel after a while.

// throng is such a world with its bots in random order.
type throng struct {
	*World
	compass
	bots []BatchStep // as they were last answered
	next int         // who steps next
	went int         // steps and plantings asked for
	said [verdicts]int

	began, spent   time.Duration // on the clock and of the processors, when it was last started
	took, consumed time.Duration // so far
}

func newThrong(b *testing.B, side, n int, tune func(*Config)) *throng {
	b.Helper()
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = side, side
	tune(&cfg)
	c := &throng{World: mustWorld(b, cfg), compass: newCompass(1)}
	enter := Batch{Op: OpEnter, Steps: make([]BatchStep, n)}
	c.ApplyBatch(0, &enter)
	c.bots = enter.Steps
	if c.Bots() != n {
		b.Fatalf("only %d bots found room", c.Bots())
	}
	c.chance.Shuffle(n, func(i, j int) { c.bots[i], c.bots[j] = c.bots[j], c.bots[i] })
	return c
}

// compass draws directions, cheaply.
type compass struct {
	chance *rand.Rand
	bits   uint64 // of which two are a direction; the topmost one that is set ends them
}

func newCompass(seed uint64) compass { return compass{chance: rand.New(rand.NewPCG(seed, 2))} }

func (c *compass) draw() Dir {
	if c.bits <= 1 {
		c.bits = c.chance.Uint64()>>2 | 1<<62
	}
	d := Dir(c.bits & 3)
	c.bits >>= 2
	return d
}

// sower tells whether a bot plants when it can pay.
func sower(bot int) bool { return bot%20 == 0 }

// ask fills a batch with what the next bots do, and tells who the first is.
func (c *throng) ask(to *Batch) (first int) {
	const sowFrom = 5
	to.Op, to.Steps = OpStep, to.Steps[:cap(to.Steps)]
	if left := len(c.bots) - c.next; left < len(to.Steps) {
		to.Steps = to.Steps[:left]
	}
	first = c.next
	for i := range to.Steps {
		s := BatchStep{Walker: c.bots[first+i].Walker, Dir: c.draw()}
		if sower(first+i) && c.bots[first+i].Spores >= sowFrom {
			s.Plant = Blinker
			if s.Dir == Up {
				s.Plant = Glider
			}
		}
		to.Steps[i] = s
	}
	c.next = (first + len(to.Steps)) % len(c.bots)
	c.went += len(to.Steps)
	return first
}

// heed notes what became of a batch, whose first bot is given.
func (c *throng) heed(first int, done *Batch) {
	for i := range done.Steps {
		s := &done.Steps[i]
		if sower(first + i) {
			c.bots[first+i].Spores = s.Spores
		}
		if s.Plant == NoPattern {
			c.said[s.Verdict]++
		}
	}
}

// start and stop measure what lies between them.
func (c *throng) start() { c.began, c.spent = time.Since(epoch), processor() }

func (c *throng) stop() {
	c.took += time.Since(epoch) - c.began
	c.consumed += processor() - c.spent
}

var epoch = time.Now()

// processor is the time that the process took of the processors.
func processor() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

func (c *throng) report(b *testing.B) {
	steps, blocked := 0, c.said[Tree]+c.said[Rim]+c.said[Walker]
	for _, n := range c.said {
		steps += n
	}
	if c.said[Done]+blocked != steps {
		b.Errorf("of %d steps %d were done, %d blocked; by verdict: %v", steps, c.said[Done], blocked, c.said)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(steps)/1e6/c.took.Seconds(), "Msteps/s")
	b.ReportMetric(float64(c.took.Nanoseconds())/float64(steps), "ns/step")
	b.ReportMetric(float64(c.consumed.Nanoseconds())/float64(steps), "cpu-ns/step")
	b.ReportMetric(100*float64(blocked)/float64(steps), "%blocked")
	b.ReportMetric(100*float64(c.grid.live)/float64(c.width*c.height), "%live")
}

// Every walker steps twelve times a second of the world, as often as the rules
// let it; generations come as often as they are due by that.
func BenchmarkMillionMachine(b *testing.B) {
	for _, size := range []struct{ walkers, side int }{{1000, 1000}, {100_000, 1265}, {1_000_000, 4000}, {4_200_000, 8192}} {
		b.Run(fmt.Sprintf("%d-in-%d", size.walkers, size.side), func(b *testing.B) {
			c := newThrong(b, size.side, size.walkers, func(*Config) {})
			const each = 84 // milliseconds between two steps of a walker
			batch, tick := Batch{Steps: make([]BatchStep, 1024)}, Stamp(0)
			for b.Loop() {
				first := c.ask(&batch)
				c.start()
				at := Stamp(c.went) * each / Stamp(len(c.bots))
				if at > tick {
					tick = at + 1000/testFPS
					c.Advance(at)
				}
				c.ApplyBatch(at, &batch)
				c.stop()
				c.heed(first, &batch)
			}
			c.report(b)
		})
	}
}

// often lets walkers step as often as a benchmark gets to it, since the room's
// time is the real one.
func often(cfg *Config) { cfg.Actions, cfg.Burst = 1000, 1000 }

// claimAll makes the bots those of a client, which may have so many batches on
// their way.
func (c *throng) claimAll(r *Room, batches int) *Client {
	client := seated(r, Join{Batches: batches})
	r.applyBatch(0, client.seat, &Batch{Op: OpEnter, Steps: slices.Clone(c.bots)})
	<-client.Back()
	return client
}

// One swarm submits batches, at most eight on their way, and sees what came of
// them.
func BenchmarkMillionBatches(b *testing.B) {
	const under = 8
	type order struct {
		Batch
		first int
	}
	c := newThrong(b, 4000, 1_000_000, often)
	r := newTestRoom(c.World, testFPS)
	client := c.claimAll(r, under)
	stop := startBench(b, r)
	orders, idle := map[*Batch]*order{}, []*order{}
	for range under {
		o := &order{Batch: Batch{Steps: make([]BatchStep, 1024)}}
		orders[&o.Batch] = o
		idle = append(idle, o)
	}
	back := func() {
		o := orders[<-client.Back()]
		c.heed(o.first, &o.Batch)
		idle = append(idle, o)
	}
	c.start()
	for b.Loop() {
		if len(idle) == 0 {
			back()
		}
		o := idle[len(idle)-1]
		idle = idle[:len(idle)-1]
		o.first = c.ask(&o.Batch)
		for !client.Submit(&o.Batch) {
			runtime.Gosched()
		}
	}
	for len(idle) < under {
		back()
	}
	c.stop()
	stop()
	c.report(b)
}

// Four producers send the steps of a thousand players each, one by one, in a
// world in which a million bots stand.
func BenchmarkMillionOneByOne(b *testing.B) {
	const producers, players, rounds = 4, 1000, 100
	c := newThrong(b, 4000, 1_000_000, often)
	r := newTestRoom(c.World, testFPS)
	c.claimAll(r, 1)
	var clients [producers][]*Client
	var compasses [producers]compass
	for i := range producers {
		compasses[i] = newCompass(uint64(i))
		for range players {
			client := seated(r, Join{Name: "ada"})
			c.walk(c.find(client.Walker()), c.anywhere())
			clients[i] = append(clients[i], client)
		}
	}
	var refused atomic.Int64
	stop := startBench(b, r)
	c.start()
	for b.Loop() {
		var all sync.WaitGroup
		for i := range producers {
			all.Go(func() {
				for range rounds {
					refused.Add(int64(sendAll(clients[i], &compasses[i])))
				}
			})
		}
		all.Wait()
	}
	c.stop()
	s := r.counters.stats()
	stop()
	if n := refused.Load(); n > 0 {
		b.Errorf("the mailbox was full %d times", n)
	}
	c.said[Done], c.said[Tree], c.said[Limited] = int(s.Moved), int(s.Blocked), int(s.Limited)
	c.report(b)
}

// anywhere is a free cell: who enters by the rules when there are thousands of
// players, and none is alone, enters in the middle.
func (c *throng) anywhere() Point {
	for {
		if p := (Point{c.chance.IntN(c.width), c.chance.IntN(c.height)}); c.isFree(p.X, p.Y) {
			return p
		}
	}
}

// sendAll sends one step of each client and waits until the last is answered:
// no player has more than a few steps on their way.
func sendAll(clients []*Client, to *compass) (refused int) {
	for _, c := range clients {
		if _, ok := c.Step(to.draw()); !ok {
			refused++
		}
	}
	last := clients[len(clients)-1]
	for last.Echo().Seq != last.sent {
		<-last.Wake()
	}
	return refused
}
