package sshd

import (
	"context"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
	"thicket/tui"
)

var errDeadline = os.ErrDeadlineExceeded

func debugLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func TestValidate(t *testing.T) {
	if _, err := New(Config{}); err == nil || !strings.Contains(err.Error(), "Play") {
		t.Errorf("without Play: %v", err)
	}
	if _, err := New(Config{Play: untilGone}); err == nil || !strings.Contains(err.Error(), "People") {
		t.Errorf("without People: %v", err)
	}
	c := Config{Play: untilGone, People: people(t), Worlds: meadow(t)}
	wrong := c
	wrong.MaxPlayers = -1
	if _, err := New(wrong); err == nil || !strings.Contains(err.Error(), "MaxPlayers") {
		t.Errorf("negative MaxPlayers: %v", err)
	}
	for _, key := range []string{"", "otter", "SHA256:", "SHA256:" + strings.Repeat("A", 42), "SHA256:" + strings.Repeat("A", 44), "SHA256:" + strings.Repeat("*", 43), "MD5:" + strings.Repeat("A", 43)} {
		wrong := c
		wrong.Admins = []string{key}
		if _, err := New(wrong); err == nil || !strings.Contains(err.Error(), "SHA256:") {
			t.Errorf("an admin %q: %v", key, err)
		}
	}
	if err := c.validate(); err != nil {
		t.Fatal(err)
	}
	if c.Address != ":2222" || c.MaxPlayers != 5000 || c.Drain != 10*time.Second || c.Log == nil || c.limits != defaultLimits() {
		t.Errorf("zero values became %+v", c)
	}
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	cfg := config(t)
	cfg.Address = taken.Addr().String()
	_, err = New(cfg)
	if err == nil || strings.Contains(err.Error(), "\n") {
		t.Fatalf("error: %v", err)
	}
	contains(t, err.Error(), taken.Addr().String(), "in use")
}

func TestCloseWithoutRun(t *testing.T) {
	s, err := New(config(t))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(s.Fingerprint(), "SHA256:") {
		t.Error(s.Fingerprint())
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestHostKeyStaysTheSame(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a", "b", "hostkey")
	first := serve(t, func(c *Config) { c.HostKeyFile = file })
	first.dial(t, "otter")
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	second := serve(t, func(c *Config) { c.HostKeyFile = file })
	if first.Fingerprint() != second.Fingerprint() {
		t.Error("another key after a restart")
	}
}

// Going down: everybody is told why, terminals are put back, the port is free.
func TestDrain(t *testing.T) {
	r := serve(t, nil)
	x, out, _ := shellOn(t, r.dial(t, "otter"))
	idle := r.dial(t, "idle")
	half := r.rawDial(t)
	receive(t, r.played, "session")
	eventually(t, "three connections", func() bool { return r.Stats().Connections == 3 })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if s := status(t, x); s != 0 {
		t.Errorf("exit status %d", s)
	}
	contains(t, out.String(), "bye: the server is going down; come back in a moment")
	ended(t, idle)
	hungUp(t, half)
	if _, err := net.Dial("tcp", r.Addr().String()); err == nil {
		t.Error("still listening")
	}
	if s := r.Stats(); s.Connections+s.Sessions+s.Players != 0 {
		t.Errorf("left over: %+v", s)
	}
}

// A session that does not leave is cut off, and Run says so only if it
// ignores even that.
func TestDrainTimeout(t *testing.T) {
	freed := make(chan struct{})
	r := serve(t, func(c *Config) {
		c.Drain = 50 * time.Millisecond
		c.Play = func(_ context.Context, term tui.Terminal, _ tui.Settings) error {
			defer close(freed)
			_, err := term.Read(make([]byte, 1)) // deaf to its context
			return err
		}
	})
	c := r.dial(t, "otter")
	shellOn(t, c)
	receive(t, r.played, "session")
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	receive(t, freed, "return of Play")
	ended(t, c)
	contains(t, r.log.String(), "did not leave in time")
}

func TestRunSaysWhatStays(t *testing.T) {
	never := make(chan struct{})
	r := serve(t, func(c *Config) {
		c.Drain, c.limits.abandon = time.Millisecond, time.Millisecond
		c.Play = func(context.Context, tui.Terminal, tui.Settings) error { <-never; return nil }
	})
	shellOn(t, r.dial(t, "otter"))
	receive(t, r.played, "session")
	stop := r.stop
	r.stop = func() error { return nil } // for the cleanup
	err := stop()
	close(never)
	if err == nil || !strings.Contains(err.Error(), "1 sessions") {
		t.Errorf("Run: %v", err)
	}
	eventually(t, "no session", func() bool { return r.Stats().Sessions == 0 })
}

func TestMaxPlayers(t *testing.T) {
	r := serve(t, func(c *Config) { c.MaxPlayers = 1 })
	first := r.dial(t, "first")
	shellOn(t, first)
	receive(t, r.played, "session")

	x, _, stderr := shellOn(t, r.dial(t, "second"))
	if s := status(t, x); s != 1 {
		t.Errorf("exit status %d", s)
	}
	contains(t, stderr.String(), "the forest is full (places: 1)", "\r\n")
	if s := r.Stats(); s.RefusedPlayers != 1 || s.Players != 1 {
		t.Errorf("%+v", s)
	}
	_ = first.Close()
	eventually(t, "a free place", func() bool { return r.Stats().Players == 0 })
	shellOn(t, r.dial(t, "third"))
	receive(t, r.played, "session")
}

// A full server has a place for the second terminal of who plays, who takes
// their walker over, and for nobody else.
func TestTakeoverOfAFullServer(t *testing.T) {
	r := forest(t, func(c *Config) { c.MaxPlayers = 1 })
	key := sshtest.KeyFromSeed(5)
	first := plays(t, r, sshtest.Options{User: "otter", Signer: key})
	second := plays(t, r, sshtest.Options{User: "otter", Signer: key})
	if code, err := first.Wait(t.Context()); err != nil {
		t.Errorf("the first terminal: exit code %d, %v", code, err)
	}
	for _, keys := range [][]gossh.Signer{nil, {sshtest.KeyFromSeed(6)}} {
		x, _, stderr := shellOn(t, r.dial(t, "otter", keys...))
		if s := status(t, x); s != exitFailed || !strings.Contains(stderr.String(), "the forest is full (places: 1)") {
			t.Errorf("exit status %d, told %q", s, stderr)
		}
	}
	if s := r.Stats(); s.RefusedPlayers != 2 || s.Players != 1 {
		t.Errorf("%+v", s)
	}
	select {
	case <-second.Over():
		t.Error("the second terminal's session has ended")
	default:
	}
}

// Many come and go; TestMain sees whether a goroutine stays.
func TestComeAndGo(t *testing.T) {
	r := serve(t, func(c *Config) {
		c.Play = func(_ context.Context, term tui.Terminal, _ tui.Settings) error {
			_, err := io.WriteString(term, "hello")
			return err
		}
	})
	todo := make(chan int)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range todo {
				comeAndGo(t, r, i)
			}
		})
	}
	for i := range 500 {
		todo <- i
	}
	close(todo)
	all.Wait()
	eventually(t, "nobody left", func() bool {
		s := r.Stats()
		return s.Connections+s.Sessions+s.Players == 0
	})
	r.sources.mu.Lock()
	defer r.sources.mu.Unlock()
	if len(r.sources.by) != 0 || r.sources.all != (tally{}) {
		t.Errorf("still counted: %v %v", r.sources.all, r.sources.by)
	}
}

// comeAndGo plays once and leaves in one of three ways.
func comeAndGo(t *testing.T, r *running, i int) {
	c, err := r.tryDial("otter")
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	if i%3 == 0 {
		return
	}
	x, err := c.NewSession()
	if err != nil {
		t.Error(err)
		return
	}
	if err := x.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Error(err)
	}
	if err := x.Shell(); err != nil {
		t.Error(err)
	}
	if i%3 == 1 {
		_ = x.Wait()
	}
}

func TestStats(t *testing.T) {
	wrote := make(chan struct{})
	r := serve(t, func(c *Config) {
		c.Play = func(ctx context.Context, term tui.Terminal, _ tui.Settings) error {
			_, _ = term.Write(make([]byte, 40_000))
			close(wrote)
			<-ctx.Done()
			return nil
		}
	})
	shellOn(t, r.dial(t, "otter"))
	receive(t, wrote, "write")
	if s := r.Stats(); s.Connections != 1 || s.Sessions != 1 || s.Players != 1 || s.BytesWritten != 40_000 {
		t.Errorf("%+v", s)
	}
}
