package game

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const testFPS = 12

// watchers is a running room of a world of 4 x 4 chunks with two bots and a
// player without frames, far from each other.
type watchers struct {
	room      *Room
	near, far WalkerID // bots
	bob       *Client  // far away too
	swarm     *Client
}

func newWatchers(t *testing.T) (*watchers, func()) {
	w := bareWorld(sized(256, 256))
	v := &watchers{near: stand(w, Bot, "", Point{10, 10}), far: stand(w, Bot, "", Point{200, 200})}
	v.room = newTestRoom(w, testFPS)
	v.room.unclaimed = nil // the two stay
	stop := start(t, v.room)
	v.bob = enters(t, v.room, Join{Name: "bob"})
	v.swarm = enters(t, v.room, Join{Batches: 1})
	return v, stop
}

// viewer enters and looks at the upper left chunk, and waits until it has
// seen all there is.
func (v *watchers) viewer(t *testing.T) *Client {
	c := enters(t, v.room, Join{Frames: true})
	c.Watch(Rect{Max: Point{60, 24}})
	time.Sleep(3 * time.Second)
	settle()
	woken(c)
	return c
}

func (v *watchers) move(t *testing.T, id WalkerID, d Dir) {
	t.Helper()
	b := &Batch{Op: OpStep, Steps: []BatchStep{{Walker: id, Dir: d}}}
	send(t, v.swarm, b)
	if b.Steps[0].Verdict != Done {
		t.Fatalf("a step failed: %+v", b.Steps[0])
	}
}

// count tells how often a client is woken in the time, in steps of 5 ms
// before each of which something happens.
func count(c *Client, d time.Duration, happens func(i int)) (wakes int) {
	for i := range int(d / (5 * time.Millisecond)) {
		happens(i)
		time.Sleep(5 * time.Millisecond)
		settle()
		if woken(c) {
			wakes++
		}
	}
	return wakes
}

func TestViewerIsWokenAtTheFrameRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		got := count(c, 10*time.Second, func(i int) {
			if i%20 == 0 { // ten steps a second
				v.move(t, v.near, Left+Dir(i/20%2))
			}
		})
		if got < 90 || got > 10*testFPS {
			t.Errorf("woken %d times in 10 s of 100 steps", got)
		}
		if _, ok := c.Frame().Walker(Point{10, 10}); !ok {
			t.Error("the newest frame does not show the walker")
		}
	})
}

// Ten bots that step at different times give no more frames than one.
func TestFramesAreCapped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := bareWorld(sized(64, 64))
		var bots []WalkerID
		for i := range 10 {
			bots = append(bots, stand(w, Bot, "", Point{10, 2 * i}))
		}
		room := newTestRoom(w, testFPS)
		room.unclaimed = nil // they stay
		defer start(t, room)()
		v := &watchers{room: room, swarm: enters(t, room, Join{Batches: 1})}
		c := v.viewer(t)
		got := count(c, 4*time.Second, func(i int) { // each ten times a second
			if i%2 == 0 {
				v.move(t, bots[i/2%10], Left+Dir(i/20%2))
			}
		})
		if got < 4*testFPS-1 || got > 4*testFPS+1 {
			t.Errorf("woken %d times in 4 s", got)
		}
	})
}

func TestViewerSleepsWhenNothingChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		if got := count(c, 10*time.Second, func(int) {}); got != 0 {
			t.Errorf("woken %d times while nothing happened", got)
		}
	})
}

func TestViewerSleepsWhenThingsChangeElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		got := count(c, 10*time.Second, func(i int) {
			if i%20 == 0 {
				v.move(t, v.far, Left+Dir(i/20%2))
			}
		})
		if got != 0 {
			t.Errorf("woken %d times", got)
		}
		c.Watch(Rect{Point{190, 190}, Point{210, 210}})
		v.move(t, v.far, Up)
		if got := count(c, time.Second, func(int) {}); got != 1 {
			t.Errorf("woken %d times after looking where things changed", got)
		}
	})
}

// Who is where concerns everybody, but not more than once a second.
func TestViewerIsToldOfPlayersOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		got := count(c, 10*time.Second, func(i int) {
			if i%20 == 0 {
				v.bob.Step(Left + Dir(i/20%2))
			}
		})
		if got < 8 || got > 11 {
			t.Errorf("woken %d times in 10 s", got)
		}
	})
}

// One change in a quiet world is told too, and once.
func TestViewerIsToldOfOneChangeOfPlayers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		v.bob.Step(Left)
		if got := count(c, 1200*time.Millisecond, func(int) {}); got != 1 {
			t.Errorf("woken %d times for one step of a player elsewhere", got)
		}
		v.bob.Leave()
		if got := count(c, 1200*time.Millisecond, func(int) {}); got != 1 {
			t.Errorf("woken %d times when a player left", got)
		}
	})
}

func TestManyViewersAreSpreadOverTheInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		var clients []*Client
		for range 80 {
			clients = append(clients, v.viewer(t))
		}
		var all sync.WaitGroup
		began := time.Now()
		after := make([]time.Duration, len(clients))
		for i, c := range clients {
			woken(c)
			all.Go(func() {
				<-c.Wake()
				after[i] = time.Since(began)
			})
		}
		v.move(t, v.near, Right)
		all.Wait()
		at := map[time.Duration]int{}
		first, last := after[0], after[0]
		for _, d := range after {
			at[d]++
			first, last = min(first, d), max(last, d)
		}
		for d, n := range at {
			if n > len(clients)/4 {
				t.Errorf("%d of %d were woken together after %v", n, len(clients), d)
			}
		}
		if len(at) < 8 || last-first >= time.Second/testFPS {
			t.Errorf("woken at %d instants, from %v to %v", len(at), first, last)
		}
	})
}

func TestWatchIsCutOffAtTheRim(t *testing.T) {
	r := newTestRoom(bareWorld(sized(100, 70)), testFPS)
	c := seated(r, Join{Frames: true})
	for _, w := range []struct{ asked, watched Rect }{
		{Rect{Point{10, 20}, Point{30, 40}}, Rect{Point{10, 20}, Point{30, 40}}},
		{Rect{Point{-5, -9}, Point{30, 40}}, Rect{Point{0, 0}, Point{30, 40}}},
		{Rect{Point{90, 60}, Point{500, 90_000}}, Rect{Point{90, 60}, Point{100, 70}}},
		{Rect{Point{-20, -20}, Point{-10, -10}}, Rect{}},
		{Rect{Point{200, 200}, Point{300, 300}}, Rect{Point{100, 70}, Point{100, 70}}},
		{Rect{Point{30, 30}, Point{10, 10}}, Rect{Point{30, 30}, Point{30, 30}}},
	} {
		c.Watch(w.asked)
		if got := c.watched(); got != w.watched {
			t.Errorf("asked for %v, watches %v", w.asked, got)
		}
		r.shoot() // and nothing lies outside
	}
}

// Viewers who come and go while others watch never hold up the frames.
func TestFramesGoOnWhileViewersComeAndGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		c := v.viewer(t)
		for range spreadFrom - 2 {
			enters(t, v.room, Join{Frames: true})
		}
		var visitor *Client
		got := count(c, 5*time.Second, func(i int) {
			if i%20 == 0 {
				v.move(t, v.near, Left+Dir(i/20%2))
			}
			if visitor == nil {
				visitor = enters(t, v.room, Join{Frames: true})
			} else {
				visitor.Leave()
				visitor = nil
			}
		})
		if got < 45 || got > 5*testFPS+1 {
			t.Errorf("woken %d times in 5 s of 50 steps", got)
		}
	})
}

// Who never reads their wake-ups holds nobody up and finds the newest state.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, stop := newWatchers(t)
		defer stop()
		slow, quick := v.viewer(t), v.viewer(t)
		got := count(quick, 10*time.Second, func(i int) {
			if i%20 == 0 {
				v.move(t, v.near, Left+Dir(i/20%2))
			}
		})
		if got < 90 {
			t.Errorf("the other viewer was woken %d times", got)
		}
		if slow.Frame() != quick.Frame() {
			t.Error("they see different frames")
		}
		if !woken(slow) || woken(slow) {
			t.Error("not exactly one wake-up waits")
		}
	})
}
