package tui

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// trap is a place of which one method panics once it is armed.
type trap struct {
	*game.Client
	in    string
	armed atomic.Bool
	done  chan struct{} // closed when it is
}

func (p *trap) spring(in string) {
	if p.in == in && p.armed.Load() {
		panic("trapped in " + in)
	}
}

func (p *trap) Step(d game.Dir) (uint32, bool) { p.spring("Step"); return p.Client.Step(d) }
func (p *trap) Frame() *game.Frame             { p.spring("Frame"); return p.Client.Frame() }
func (p *trap) Done() <-chan struct{}          { return p.done }

func (p *trap) Why() error {
	if p.in == "Why" && p.armed.CompareAndSwap(true, false) {
		panic("trapped in Why")
	}
	return p.Client.Why()
}

// restored tells whether the last that was sent puts the terminal back and
// says so much more.
func (p *player) restored(t *testing.T, farewell string) {
	t.Helper()
	if want := string(screen.Leave(nil)) + farewell; !strings.HasSuffix(p.written(), want) {
		t.Errorf("the last that was sent is %q, want %q", tail(p.written()), want)
	}
}

const broke = "Your session broke, sorry. The forest goes on: come back.\r\n"

// A panic anywhere in a session ends that session alone, with an error; the
// terminal is restored, and nobody is left in the world.
func TestPanics(t *testing.T) {
	for _, c := range []struct {
		in  string
		arm func(c *tty, p *trap, armed *atomic.Bool)
	}{
		{"reader", func(c *tty, _ *trap, armed *atomic.Bool) {
			c.onRead = func() { boom(armed) }
		}},
		{"painter", func(c *tty, _ *trap, armed *atomic.Bool) {
			c.onWrite = func([]byte) error {
				if armed.CompareAndSwap(true, false) {
					panic("trapped in Write")
				}
				return nil
			}
		}},
		{"pinger", func(c *tty, _ *trap, armed *atomic.Bool) {
			c.onPing = func() error { boom(armed); return nil }
		}},
		{"follower", func(_ *tty, p *trap, _ *atomic.Bool) { p.in = "Why" }},
		{"model", func(_ *tty, p *trap, _ *atomic.Bool) { p.in = "Step" }},
		{"model", func(_ *tty, p *trap, _ *atomic.Bool) { p.in = "Frame" }},
	} {
		t.Run(c.in, func(t *testing.T) { breaks(t, c.in, c.arm) })
	}
}

// breaks has something in a session panic: the session ends with the stack in the log,
// and nothing else does.
func breaks(t *testing.T, in string, arm func(c *tty, p *trap, armed *atomic.Bool)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		place := &trap{Client: f.joins(t, game.Join{Name: "otter", Frames: true}), done: make(chan struct{})}
		other := plays(t, settings(f.enter))
		var armed atomic.Bool
		tty := newTTY(Size{80, 24})
		arm(tty, place, &armed)
		s := settings(given(place, place.Client))
		var log bytes.Buffer
		s.Log = slog.New(slog.NewTextHandler(&log, nil))
		p := playsOn(t, tty, s)
		after(2 * time.Second)
		armed.Store(true)
		place.armed.Store(true)
		if place.in == "Why" {
			close(place.done)
		}
		p.press(right)
		after(2 * time.Second)
		p.press(right)
		err := p.waits()
		if !errors.Is(err, ErrBroke) || !strings.Contains(err.Error(), "panic in the "+in) {
			t.Errorf("the error is %v", err)
		}
		if !strings.Contains(log.String(), "trapped") || !strings.Contains(log.String(), "crash_test.go") {
			t.Errorf("the log has no stack: %.300q", log.String())
		}
		p.restored(t, broke)
		if s := f.stats(t); s.Players != 1 || s.Restarts != 0 {
			t.Errorf("the world is %+v", s)
		}
		other.press(right)
		if got := other.last(t); got != hintWild.long {
			t.Errorf("the other session shows %q", got)
		}
	})
}

func boom(armed *atomic.Bool) {
	if armed.Load() {
		panic("trapped")
	}
}

// A terminal on which every write panics cannot be restored; the session ends
// all the same.
func TestEveryWritePanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		c := newTTY(Size{80, 24})
		n := 0
		c.onWrite = func([]byte) error {
			if n++; n > 1 {
				panic("no way")
			}
			return nil
		}
		p := playsOn(t, c, settings(f.enter))
		if err := p.waits(); err == nil {
			t.Error("no error")
		}
		if s := f.stats(t); s.Players != 0 {
			t.Errorf("%d players are left", s.Players)
		}
	})
}

// The cause of a drain is told, on the restored screen.
func TestDrain(t *testing.T) {
	for _, c := range []struct {
		cause    error
		farewell string
	}{
		{errors.New("the server restarts, come back in a minute"), "Thicket: the server restarts, come back in a minute\r\n"},
		{nil, ""},
		{context.Canceled, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := newForest(t, wood())
			p := plays(t, settings(f.enter))
			p.press("\x1b[1;2C") // in full run
			after(time.Second)
			if err := p.leaves(c.cause); err != nil {
				t.Error(err)
			}
			p.restored(t, c.farewell)
			if s := f.stats(t); s.Players != 0 {
				t.Errorf("%d players are left", s.Players)
			}
		})
	}
}

// A client that goes away is no error, and leaves nobody behind.
func TestClientGoesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, wood())
		p := plays(t, settings(f.enter))
		p.close()
		if err := p.waits(); err != nil {
			t.Error(err)
		}
		p.restored(t, "")
		if s := f.stats(t); s.Players != 0 {
			t.Errorf("%d players are left", s.Players)
		}
	})
}

// A client that does not read holds its session up, and nothing else, until
// its connection is closed.
func TestClientDoesNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		c := newTTY(Size{80, 24})
		c.onWrite = func([]byte) error {
			if len(c.times()) < 2 {
				return nil
			}
			<-c.closed
			return errors.New("closed")
		}
		p := playsOn(t, c, settings(f.enter))
		other := plays(t, settings(f.enter))
		for range 20 {
			p.press(right)
			other.press(left)
			after(100 * time.Millisecond)
		}
		if got := other.last(t); got != hintWild.long {
			t.Errorf("the other session shows %q", got)
		}
		p.end(errors.New("too slow"))
		after(time.Second)
		select {
		case <-p.over:
			t.Error("it ended while its write was on the way")
		default:
		}
		c.close()
		if err := p.waits(); err != nil {
			t.Error(err)
		}
		if s := f.stats(t); s.Players != 1 {
			t.Errorf("%d players are left", s.Players)
		}
	})
}

// Keys typed while a session ends hold nothing up.
func TestKeysWhileLeaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := plays(t, settings(newForest(t, wood()).enter))
		p.keys <- []byte("\x03" + strings.Repeat("w", 500))
		for range 100 {
			p.keys <- []byte("wasd")
		}
		if err := p.waits(); err != nil {
			t.Error(err)
		}
	})
}
