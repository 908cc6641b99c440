package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// settled runs the tests and lets the clocks of their last sessions end, which
// end the messages on a screen and outlive it by four seconds at most.
type settled struct{ *testing.M }

func (s settled) Run() int {
	code := s.M.Run()
	for end := time.Now().Add(patience); goleak.Find() != nil && time.Now().Before(end); {
		continue // Find itself tries for a while
	}
	return code
}

func TestMain(m *testing.M) {
	if spec := os.Getenv(readerSpec); spec != "" { // a benchmark has started its clients
		fmt.Fprintln(os.Stderr, "the clients that read:", readAll(spec))
		os.Exit(1)
	}
	goleak.VerifyTestMain(settled{m})
}

// patience is how long a test waits for what has to happen.
const patience = 10 * time.Second

// played is a call of Play.
type played struct {
	ctx context.Context
	t   tui.Terminal
	s   tui.Settings
}

// running is a server under test.
type running struct {
	*Server
	played chan played
	log    *buffer
	stop   func() error // ends Run and returns what it returned
}

// buffer is a bytes.Buffer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// untilGone plays until the session's context ends.
func untilGone(ctx context.Context, t tui.Terminal, s tui.Settings) error {
	<-ctx.Done()
	_, _ = io.WriteString(t, "bye: "+context.Cause(ctx).Error())
	return nil
}

// config is what a server under test is made of.
func config(t testing.TB) Config {
	return Config{Address: "127.0.0.1:0", Play: untilGone, People: people(t), Worlds: meadow(t), limits: defaultLimits()}
}

// serve runs a server on loopback; change may be nil. Every call of Play is
// announced in played.
func serve(t *testing.T, change func(*Config)) *running {
	t.Helper()
	r := &running{played: make(chan played, 1000), log: &buffer{}}
	cfg := config(t)
	cfg.Log = debugLog(r.log)
	if change != nil {
		change(&cfg)
	}
	play := cfg.Play
	cfg.Play = func(ctx context.Context, term tui.Terminal, s tui.Settings) error {
		r.played <- played{ctx, term, s}
		return play(ctx, term, s)
	}
	srv, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r.Server = srv
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- srv.Run(ctx) }()
	r.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if t.Failed() {
			t.Logf("server log:\n%s", r.log)
		}
	})
	return r
}

func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// noPrompts answers keyboard-interactive, and fails when anything is asked.
func noPrompts(_, _ string, questions []string, _ []bool) ([]string, error) {
	if len(questions) > 0 {
		return nil, errors.New("the server asked something")
	}
	return nil, nil
}

// tryDial connects as user, with keys or as a guest.
func (r *running) tryDial(user string, keys ...gossh.Signer) (*gossh.Client, error) {
	return r.dialFrom(nil, user, keys...)
}

// dialFrom calls from an address of this machine; nil: any.
func (r *running) dialFrom(from net.Addr, user string, keys ...gossh.Signer) (*gossh.Client, error) {
	nc, err := (&net.Dialer{LocalAddr: from, Timeout: patience}).Dial("tcp", r.Addr().String())
	if err != nil {
		return nil, err
	}
	auth := []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}
	if len(keys) > 0 {
		auth = append([]gossh.AuthMethod{gossh.PublicKeys(keys...)}, auth...)
	}
	c, channels, requests, err := gossh.NewClientConn(nc, r.Addr().String(), &gossh.ClientConfig{
		User: user, Auth: auth, Timeout: patience,
		HostKeyCallback: gossh.FixedHostKey(r.key.PublicKey()),
	})
	if err != nil {
		_ = nc.Close()
		return nil, err
	}
	return gossh.NewClient(c, channels, requests), nil
}

func (r *running) dial(t *testing.T, user string, keys ...gossh.Signer) *gossh.Client {
	t.Helper()
	c, err := r.tryDial(user, keys...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func session1(t *testing.T, c *gossh.Client) *gossh.Session {
	t.Helper()
	x, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// shellOn asks for a terminal and a shell, and returns the session with its
// output.
func shellOn(t *testing.T, c *gossh.Client) (x *gossh.Session, stdout, stderr *buffer) {
	t.Helper()
	x = session1(t, c)
	stdout, stderr = &buffer{}, &buffer{}
	x.Stdout, x.Stderr = stdout, stderr
	if _, err := x.StdinPipe(); err != nil { // else the client sends EOF at once
		t.Fatal(err)
	}
	if err := x.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := x.Shell(); err != nil {
		t.Fatal(err)
	}
	return x, stdout, stderr
}

// receive takes from ch, or fails.
func receive[T any](t *testing.T, ch <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(patience):
		t.Fatalf("no %s within %v", what, patience)
		panic("unreachable")
	}
}

// ended waits for a connection to close.
func ended(t *testing.T, c gossh.Conn) {
	t.Helper()
	done := make(chan struct{})
	go func() { _ = c.Wait(); close(done) }()
	receive(t, done, "end of the connection")
}

// status waits for a session to end and returns its exit status.
func status(t *testing.T, x *gossh.Session) int {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.Wait() }()
	err := receive(t, done, "exit status")
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	t.Fatalf("no exit status: %v", err)
	return -1
}

// eventually waits for a condition that has no channel.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", patience, what)
		}
	}
}

func contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q lacks %q", text, w)
		}
	}
}

// rawDial opens a TCP connection that says nothing.
func (r *running) rawDial(t *testing.T) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", r.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// hungUp waits until the server closes a raw connection.
func hungUp(t *testing.T, c net.Conn) {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	if _, err := io.Copy(io.Discard, c); errors.Is(err, errDeadline) {
		t.Fatal("the server keeps the connection")
	}
}
