package tui

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// wire is a line whose other end takes its time: it paints as often as it
// may, and notes what happens.
type wire struct {
	*line
	mu      sync.Mutex
	log     []string // "paint" or "answer", in order
	at      []time.Time
	latency time.Duration
	rate    int           // bytes it brings in a second; 0: any number
	clear   time.Time     // when all that was written has arrived
	oldest  time.Duration // that anything written took so far
	size    int           // of a paint
	due     atomic.Bool   // there is something to paint
}

func (w *wire) Read([]byte) (int, error) { select {} }

func (w *wire) Write(p []byte) (int, error) {
	w.note("paint")
	w.mu.Lock()
	defer w.mu.Unlock()
	if now := time.Now(); w.clear.Before(now) {
		w.clear = now
	}
	if w.rate > 0 {
		w.clear = w.clear.Add(time.Duration(len(p)) * time.Second / time.Duration(w.rate))
	}
	w.oldest = max(w.oldest, time.Until(w.clear))
	return len(p), nil
}

func (w *wire) Ping() error {
	w.mu.Lock()
	latency := w.latency + max(0, time.Until(w.clear))
	w.mu.Unlock()
	time.Sleep(latency)
	w.note("answer")
	return nil
}

func (w *wire) note(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.log, w.at = append(w.log, what), append(w.at, time.Now())
}

func (w *wire) set(latency time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.latency = latency
}

// since counts what happened, and forgets it.
func (w *wire) since() (paints, answers int, log []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, what := range w.log {
		if what == "paint" {
			paints++
		} else {
			answers++
		}
	}
	log, w.log, w.at = w.log, nil, nil
	return paints, answers, log
}

// newWire runs a line whose answers take so long.
func newWire(t *testing.T, g *Gate, latency time.Duration) *wire {
	w := &wire{latency: latency, size: 5}
	w.line = newLine(w, g)
	ctx, cancel := context.WithCancelCause(context.Background())
	var all sync.WaitGroup
	all.Go(func() { w.paint(ctx, w, cancel) })
	all.Go(func() { w.ping(ctx, cancel) })
	t.Cleanup(func() {
		cancel(nil)
		all.Wait()
	})
	return w
}

// show paints whenever that does not have to wait.
func (w *wire) show(dst []byte, most int) []byte {
	if w.due.Load() && most > 0 {
		w.due.Store(false)
		dst = append(dst, make([]byte, min(w.size, most))...)
	}
	return dst
}

func (w *wire) tell(tea.Msg) {}

// frames come at the frame rate.
func (w *wire) frames(d time.Duration) {
	for range int(d / (time.Second / 12)) {
		w.due.Store(true)
		w.news()
		after(time.Second / 12)
	}
}

func TestPingFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTTY(Size{80, 24})
		c.onPing = func() error { return errors.New("no such channel") }
		p := playsOn(t, c, settings(newForest(t, wood()).enter))
		if err := p.waits(); err != nil {
			t.Error(err)
		}
	})
}

// While the writer has the buffer nothing is composed; when it comes back the
// newest state is, in one paint.
func TestNewestWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTTY(Size{80, 24})
		gate := make(chan struct{}, 1000)
		held := make(chan bool, 1)
		held <- false
		c.onWrite = func([]byte) error {
			hold := <-held
			held <- hold
			if hold {
				<-gate
			}
			return nil
		}
		f := newForest(t, clearing(100, 100))
		place := f.joins(t, game.Join{Name: "otter", Frames: true})
		p := playsOn(t, c, settings(given(place, place)))
		after(time.Second)
		<-held
		held <- true
		for range 10 {
			p.press(right)
			after(100 * time.Millisecond)
		}
		at := place.Echo().At
		before := len(p.times())
		gate <- struct{}{} // what was composed at the first step
		synctest.Wait()
		if n := len(p.times()) - before; n != 1 {
			t.Errorf("%d paints were waiting", n)
		}
		gate <- struct{}{}
		synctest.Wait()
		if n := len(p.times()) - before; n != 2 {
			t.Errorf("%d paints after the wait", n)
		}
		if got := p.first(t); !strings.Contains(got, "  "+at.String()+"  ") {
			t.Errorf("the first row is %q, the walker is at %v", got, at)
		}
		<-held
		held <- false
		close(gate)
	})
}

// Where nothing changes nothing is written and nothing asked.
func TestQuietWorldIsQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := wood()
		cfg.Generations = 0
		p := plays(t, settings(newForest(t, cfg).enter))
		after(2 * time.Second)
		written, asked := len(p.written()), p.pinged()
		after(30 * time.Second)
		if n, m := len(p.written())-written, p.pinged()-asked; n != 0 || m != 0 {
			t.Errorf("%d bytes and %d questions in a quiet world", n, m)
		}
	})
}

// The round trip stands in the first row as soon as it is known.
func TestRoundTripIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTTY(Size{80, 24})
		latency := 35 * time.Millisecond
		c.onPing = func() error { time.Sleep(latency); return nil }
		p := playsOn(t, c, settings(newForest(t, wood()).enter))
		after(30 * time.Millisecond)
		if got := p.first(t); strings.Contains(got, "ms") {
			t.Errorf("before the answer the first row is %q", got)
		}
		after(10 * time.Millisecond)
		if got := p.first(t); !strings.Contains(got, "  35 ms") {
			t.Errorf("the first row is %q", got)
		}
	})
}

func TestWriteFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for good := range 3 { // writes before
			c := newTTY(Size{80, 24})
			n := 0
			c.onWrite = func([]byte) error {
				if n++; n > good {
					return errors.New("connection reset")
				}
				return nil
			}
			f := newForest(t, wood())
			p := playsOn(t, c, settings(f.enter))
			p.press("g")
			p.press("g")
			if err := p.waits(); err != nil {
				t.Errorf("after %d writes: %v", good, err)
			}
			if s := f.stats(t); s.Players != 0 {
				t.Errorf("after %d writes: %d players are left", good, s.Players)
			}
		}
	})
}
