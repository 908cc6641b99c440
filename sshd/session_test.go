package sshd

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// After a session the connection closes, so that the client ends at once.
func TestConnectionEndsWithItsSession(t *testing.T) {
	r := serve(t, nil)
	c := r.dial(t, "otter")
	if err := session1(t, c).Run("help"); err != nil {
		t.Fatal(err)
	}
	ended(t, c)
}

func TestPlayIsToldOfTheClient(t *testing.T) {
	r := serve(t, nil)
	x := session1(t, r.dial(t, "otter"))
	for name, want := range map[string]bool{"LANG": true, "PATH": false} {
		if err := x.Setenv(name, "C.UTF-8"); (err == nil) != want {
			t.Errorf("Setenv %s: %v", name, err)
		}
	}
	if err := x.Setenv("LANG", "POSIX"); err != nil {
		t.Error(err)
	}
	for i := range 10 {
		if err := x.Setenv("THICKET_"+string(rune('A'+i)), "1"); (err == nil) != (i < maxEnv-1) {
			t.Errorf("variable %d: %v", i+2, err)
		}
	}
	if err := x.RequestPty("xterm\x07-256color", 200, 999, nil); err != nil {
		t.Fatal(err)
	}
	if err := x.RequestPty("again", 24, 80, nil); err == nil {
		t.Error("a second terminal")
	}
	if err := x.WindowChange(30, 100); err != nil {
		t.Fatal(err)
	}
	if err := x.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := x.Setenv("LC_ALL", "C"); err == nil {
		t.Error("environment set after the start")
	}
	s := receive(t, r.played, "session").s
	if s.Term != "xterm-256color" || s.Size != (tui.Size{Width: 100, Height: 30}) || s.Name != "otter" || !s.Guest {
		t.Errorf("%+v", s)
	}
	if len(s.Environ) != maxEnv || !slices.Contains(s.Environ, "LANG=POSIX") || !slices.Contains(s.Environ, "THICKET_A=1") {
		t.Errorf("environment %q", s.Environ)
	}
}

func TestUnknownWorld(t *testing.T) {
	r := serve(t, nil)
	x, _, stderr := shellOn(t, r.dial(t, "otter+mo\x1bon"))
	if s := status(t, x); s != 1 {
		t.Errorf("exit status %d", s)
	}
	contains(t, stderr.String(), `"mo\x1bon" is no name of a world; allowed are 2 to 24 of a-z, 0-9 and -`, "\r\n")
}

func TestPlayFails(t *testing.T) {
	r := serve(t, func(c *Config) {
		c.Play = func(context.Context, tui.Terminal, tui.Settings) error { return errors.New("secret detail") }
	})
	x, _, stderr := shellOn(t, r.dial(t, "otter"))
	if s := status(t, x); s != 1 {
		t.Errorf("exit status %d", s)
	}
	contains(t, stderr.String(), "ended with an error")
	contains(t, r.log.String(), "secret detail")
	if strings.Contains(stderr.String(), "secret") {
		t.Error("the client sees what is the operator's")
	}
}

func TestPanicEndsOneSession(t *testing.T) {
	r := serve(t, func(c *Config) {
		c.Play = func(ctx context.Context, term tui.Terminal, s tui.Settings) error {
			if s.Name == "bomb" {
				panic("boom")
			}
			return untilGone(ctx, term, s)
		}
	})
	shellOn(t, r.dial(t, "calm"))
	calm := receive(t, r.played, "session")
	x, out, _ := shellOn(t, r.dial(t, "bomb"))
	if s := status(t, x); s != 1 {
		t.Errorf("exit status %d", s)
	}
	contains(t, out.String(), "\r\nthicket: the session crashed")
	contains(t, r.log.String(), "boom", "visit.go")
	if calm.ctx.Err() != nil {
		t.Error("another session ended too")
	}
	if s := r.Stats(); s.Players != 1 {
		t.Errorf("%+v", s)
	}
}

// Whether the client closes its channel or the line breaks: Play is told.
func TestClientVanishes(t *testing.T) {
	r := serve(t, nil)
	for name, leave := range map[string]func(*gossh.Client, *gossh.Session){
		"channel closed": func(_ *gossh.Client, x *gossh.Session) { _ = x.Close() },
		"line broken":    func(c *gossh.Client, _ *gossh.Session) { _ = c.Close() },
	} {
		c := r.dial(t, "otter")
		x, _, _ := shellOn(t, c)
		p := receive(t, r.played, "session")
		leave(c, x)
		receive(t, p.ctx.Done(), name)
		if cause := context.Cause(p.ctx); cause != tui.ErrGone {
			t.Errorf("%s: %v", name, cause)
		}
		ended(t, c)
	}
}

func TestOneSessionForAConnection(t *testing.T) {
	r := serve(t, nil)
	c := r.dial(t, "otter")
	shellOn(t, c)
	receive(t, r.played, "session")
	if _, err := c.NewSession(); err == nil {
		t.Error("a second session")
	}
	if _, err := c.Dial("tcp", "127.0.0.1:1"); err == nil {
		t.Error("forwarding")
	}
	if s := r.Stats(); s.Sessions != 1 || s.RefusedRequests != 2 {
		t.Errorf("%+v", s)
	}
}

func TestForeignRequests(t *testing.T) {
	r := serve(t, nil)
	c := r.dial(t, "otter")
	x := session1(t, c)
	for _, kind := range []string{"subsystem", "auth-agent-req@openssh.com", "x11-req", "signal", "break", "xon-xoff", "\x1b[2J", "window-change"} {
		if ok, err := x.SendRequest(kind, true, gossh.Marshal(struct{ S string }{"sftp"})); ok || err != nil {
			t.Errorf("%q: %v %v", kind, ok, err)
		}
	}
	for _, kind := range []string{"tcpip-forward", "cancel-tcpip-forward", "streamlocal-forward@openssh.com", keepalive} {
		if ok, _, err := c.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("%q: %v %v", kind, ok, err)
		}
	}
	if _, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("remote forwarding")
	}
	if strings.Contains(r.log.String(), "\x1b") || strings.Contains(r.log.String(), `\u001b`) {
		t.Error("an escape in the log")
	}
	if err := x.Run("help"); err != nil {
		t.Errorf("after refused requests: %v", err)
	}
}

func TestTooManyRefusals(t *testing.T) {
	r := serve(t, nil)
	for name, ask := range map[string]func(*gossh.Client, *gossh.Session) error{
		"global":  func(c *gossh.Client, _ *gossh.Session) error { _, _, err := c.SendRequest("x", true, nil); return err },
		"session": func(_ *gossh.Client, x *gossh.Session) error { _, err := x.SendRequest("x", true, nil); return err },
		"env":     func(_ *gossh.Client, x *gossh.Session) error { _, err := x.SendRequest("env", true, nil); return err },
	} {
		c := r.dial(t, "otter")
		x := session1(t, c)
		n := 0
		for ask(c, x) == nil {
			if n++; n > 2*maxRefusals {
				t.Fatalf("%s: still there after %d", name, n)
			}
		}
		if n < maxRefusals-1 {
			t.Errorf("%s: closed after %d", name, n)
		}
		ended(t, c)
	}
}

// Signs of life are refused for ever, but not a storm of them.
func TestKeepaliveStorm(t *testing.T) {
	var b bucket
	b.rate, b.burst = chatterPerSecond, chatterBurst
	now := time.Now()
	for i := range 1000 {
		if !b.take(now.Add(time.Duration(i) * time.Second)) {
			t.Fatalf("keepalive %d, a second after the last, counts as a probe", i)
		}
	}
	r := serve(t, nil)
	c := r.dial(t, "otter")
	for n := 0; ; n++ {
		if _, _, err := c.SendRequest(keepalive, true, nil); err != nil {
			break
		}
		if n > 10_000 {
			t.Fatal("10,000 keepalives at once are fine with it")
		}
	}
}

func TestNothingAskedFor(t *testing.T) {
	r := serve(t, func(c *Config) { c.limits.start = time.Second })
	ended(t, r.dial(t, "no-session"))
	c := r.dial(t, "no-shell")
	x := session1(t, c)
	_ = x.RequestPty("xterm", 24, 80, nil)
	ended(t, c)
}

// Once a session runs, the start timer is off.
func TestStartTimerEnds(t *testing.T) {
	r := serve(t, func(c *Config) { c.limits.start = 500 * time.Millisecond })
	c := r.dial(t, "otter")
	shellOn(t, c)
	p := receive(t, r.played, "session")
	select {
	case <-p.ctx.Done():
		t.Error("ended by the start timer")
	case <-time.After(700 * time.Millisecond):
	}
}
