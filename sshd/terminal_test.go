package sshd

import (
	"context"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// channel opens a session channel that nobody reads from.
func channel(t *testing.T, c *gossh.Client) (gossh.Channel, <-chan *gossh.Request) {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	return ch, reqs
}

// ask sends a request that must be granted.
func ask(t *testing.T, ch gossh.Channel, kind string, payload any) {
	t.Helper()
	var text []byte
	if payload != nil {
		text = gossh.Marshal(payload)
	}
	if ok, err := ch.SendRequest(kind, true, text); !ok || err != nil {
		t.Fatalf("%s: %v %v", kind, ok, err)
	}
}

// rawShell starts a game on a channel that nobody reads from.
func rawShell(t *testing.T, c *gossh.Client) (gossh.Channel, <-chan *gossh.Request) {
	t.Helper()
	ch, reqs := channel(t, c)
	ask(t, ch, "pty-req", ptyMsg{Term: "xterm", Columns: 80, Rows: 24})
	ask(t, ch, "shell", nil)
	return ch, reqs
}

// A client that does not read is cut off, and with it the writer is free.
func TestWriteWatchdog(t *testing.T) {
	freed := make(chan error, 1)
	r := serve(t, func(c *Config) {
		c.limits.write = 100 * time.Millisecond
		c.Play = func(_ context.Context, term tui.Terminal, _ tui.Settings) error {
			frame := make([]byte, 64<<10)
			for {
				if _, err := term.Write(frame); err != nil {
					freed <- err
					return err
				}
			}
		}
	})
	c := r.dial(t, "deaf")
	_, reqs := rawShell(t, c)
	go gossh.DiscardRequests(reqs)
	if err := receive(t, freed, "end of Write"); err == nil {
		t.Error("no error")
	}
	ended(t, c)
	contains(t, r.log.String(), `"in":"write"`)
	if n := r.Stats().BytesWritten; n < 1<<20 {
		t.Errorf("%d bytes written, less than the client's window", n)
	}
}

// The watchdog is for one piece, not for all of a write: slow is fine.
func TestSlowReaderStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ch := &slowChannel{pause: 4 * time.Second}
		var expired atomic.Bool
		var r Server
		term := newTerminal(ch, defaultLimits(), &r.counters.written, func(string) { expired.Store(true) })
		n, err := term.Write(make([]byte, 5*maxPiece+1))
		if n != 5*maxPiece+1 || err != nil || expired.Load() {
			t.Errorf("%d bytes, %v, expired %v", n, err, expired.Load())
		}
		if ch.pieces != 6 || r.counters.written.Load() != uint64(n) || term.own.Load() != uint64(n) {
			t.Errorf("%d pieces, %d counted", ch.pieces, r.counters.written.Load())
		}
		ch.pause = 6 * time.Second
		_, _ = term.Write([]byte("x"))
		if !expired.Load() {
			t.Error("6 s without progress")
		}
	})
}

// slowChannel takes a while for each piece.
type slowChannel struct {
	gossh.Channel
	pause  time.Duration
	pieces int
}

func (c *slowChannel) Write(p []byte) (int, error) {
	c.pieces++
	time.Sleep(c.pause)
	return len(p), nil
}

func TestPing(t *testing.T) {
	pinged := make(chan error, 2)
	r := serve(t, func(c *Config) {
		c.limits.ping = 300 * time.Millisecond
		c.Play = func(_ context.Context, term tui.Terminal, _ tui.Settings) error {
			pinged <- term.Ping()
			pinged <- term.Ping()
			return nil
		}
	})
	c := r.dial(t, "otter")
	_, reqs := rawShell(t, c)
	req := receive(t, reqs, "request")
	if req.Type != keepalive || !req.WantReply {
		t.Errorf("a ping is %q", req.Type)
	}
	_ = req.Reply(false, nil)
	if err := receive(t, pinged, "answer"); err != nil {
		t.Errorf("a refused ping: %v", err)
	}
	receive(t, reqs, "second request") // and no reply to that one
	if err := receive(t, pinged, "end of Ping"); err == nil {
		t.Error("an unanswered ping succeeds")
	}
	ended(t, c)
	contains(t, r.log.String(), `"in":"ping"`)
}

func TestTypingIsRead(t *testing.T) {
	typed := make(chan string, 1)
	r := serve(t, func(c *Config) {
		c.Play = func(_ context.Context, term tui.Terminal, _ tui.Settings) error {
			p := make([]byte, 3)
			_, err := io.ReadFull(term, p)
			typed <- string(p)
			return err
		}
	})
	ch, reqs := rawShell(t, r.dial(t, "otter"))
	go gossh.DiscardRequests(reqs)
	_, _ = io.WriteString(ch, "hjk")
	if got := receive(t, typed, "input"); got != "hjk" {
		t.Errorf("read %q", got)
	}
}

// In time: at most one size in every, the newest always arrives, nothing waits.
func TestResizer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newResizer(tui.Size{Width: 80, Height: 24}, 100*time.Millisecond)
		defer r.stop()
		got, last := 0, tui.Size{}
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case last = <-r.out:
					got++
				case <-time.After(time.Second):
					return
				}
			}
		}()
		for i := 1; i <= 1000; i++ { // a storm of a second
			r.set(tui.Size{Width: i%500 + 1, Height: 24})
			time.Sleep(time.Millisecond)
		}
		r.set(tui.Size{Width: 99, Height: 33})
		<-done
		if got < 10 || got > 12 || last != (tui.Size{Width: 99, Height: 33}) {
			t.Errorf("%d sizes, the last %v", got, last)
		}
		r.set(last)
		if len(r.out) != 0 {
			t.Error("the same size again")
		}
		for i := range 10 { // nobody takes them: the newest replaces the others
			r.set(tui.Size{Width: 10 + i, Height: 10})
			time.Sleep(time.Second)
		}
		if size := <-r.out; size.Width != 19 {
			t.Errorf("an old size: %v", size)
		}
	})
}

func TestWindowChangeReachesPlay(t *testing.T) {
	r := serve(t, nil)
	x, _, _ := shellOn(t, r.dial(t, "otter"))
	p := receive(t, r.played, "session")
	for i := range 200 {
		if err := x.WindowChange(1000, i+1); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.WindowChange(0, 0); err != nil { // says nothing
		t.Fatal(err)
	}
	want := tui.Size{Width: 200, Height: 200}
	for receive(t, p.s.Resizes, "size") != want {
	}
	if s := r.Stats(); s.RefusedRequests != 0 {
		t.Errorf("%+v", s)
	}
}
