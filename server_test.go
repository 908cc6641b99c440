package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"thicket/sshd/sshtest"
)

// patience is how long a test waits for what has to happen. It is long: the
// machine may be busy.
const patience = 30 * time.Second

// clocks end the messages on a session's last row. They outlive the session,
// for at most the four seconds that a message stands.
var clocks = []goleak.Option{
	goleak.IgnoreAnyFunction("charm.land/bubbletea/v2.Tick.func1"),
	goleak.IgnoreAnyFunction("charm.land/bubbletea/v2.(*Program).execBatchMsg"),
}

// settled runs the tests and lets the clocks of their last sessions end.
type settled struct{ *testing.M }

func (s settled) Run() int {
	code := s.M.Run()
	_ = gone()
	return code
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") { // a test has started the program
		main()
	}
	if spec := os.Getenv(floorSpec); spec != "" {
		serveFloor(spec)
	}
	for _, entry := range os.Environ() { // the tests say what the program is told
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "THICKET_") {
			_ = os.Unsetenv(name)
		}
	}
	goleak.VerifyTestMain(settled{m})
}

// gone waits until no goroutine is left but those that the options allow.
func gone(allowed ...goleak.Option) error {
	for end := time.Now().Add(patience); ; {
		err := goleak.Find(allowed...) // tries for a second or two
		if err == nil || time.Now().After(end) {
			return err
		}
	}
}

// buffer is a bytes.Buffer for several goroutines that can be waited for.
type buffer struct {
	mu   sync.Mutex
	b    bytes.Buffer
	news chan struct{} // closed by the next Write; may be nil
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.news != nil {
		close(b.news)
		b.news = nil
	}
	return b.b.Write(p)
}

func (b *buffer) String() string {
	s, _ := b.look()
	return s
}

func (b *buffer) look() (string, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.news == nil {
		b.news = make(chan struct{})
	}
	return b.b.String(), b.news
}

// server is the program at work.
type server struct {
	addr        string
	fingerprint string
	stdout      *buffer
	stderr      *buffer
	cancel      context.CancelFunc
	ended       chan struct{} // closed when run has returned
	code        int           // valid then
}

var invitation = regexp.MustCompile(`Play: ssh -p (\d+) localhost   \(host key (SHA256:\S+)\)\n`)

// launch runs the program on a port and in a data folder of its own, with
// no bots; args may say otherwise.
func launch(t *testing.T, args ...string) *server {
	t.Helper()
	before := goleak.IgnoreCurrent()
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{stdout: &buffer{}, stderr: &buffer{}, cancel: cancel, ended: make(chan struct{})}
	args = append([]string{"--ssh", "127.0.0.1:0", "--data", t.TempDir(), "--bots", "0", "--seed", "7"}, args...)
	go func() {
		defer close(s.ended)
		s.code = run(ctx, args, s.stdout, s.stderr)
	}()
	t.Cleanup(func() {
		if code := s.stop(t); code != 0 {
			t.Errorf("exit code %d", code)
		}
		if err := gone(append(clocks, before)...); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("stdout:\n%s\nstderr:\n%s", s.stdout, s.stderr)
		}
	})
	s.listen(t)
	return s
}

// listen waits for the line that says where to connect.
func (s *server) listen(t *testing.T) {
	t.Helper()
	deadline := time.After(patience)
	for {
		text, news := s.stdout.look()
		if m := invitation.FindStringSubmatch(text); m != nil {
			s.addr, s.fingerprint = net.JoinHostPort("127.0.0.1", m[1]), m[2]
			return
		}
		select {
		case <-news:
		case <-s.ended:
			t.Fatalf("the server ended with code %d: %s", s.code, s.stderr)
		case <-deadline:
			t.Fatalf("no word of where to connect, stdout %q, stderr %q", s.stdout, s.stderr)
		}
	}
}

// stop ends the program as SIGTERM does, and gives its exit code.
func (s *server) stop(t *testing.T) int {
	t.Helper()
	s.cancel()
	select {
	case <-s.ended:
		return s.code
	case <-time.After(patience):
		t.Fatal("the server does not stop")
		return -1
	}
}

// enter lets somebody in and waits until they see the forest.
func (s *server) enter(t *testing.T, o sshtest.Options) *sshtest.Player {
	t.Helper()
	o.Patience = patience
	p, err := sshtest.Dial(t.Context(), s.addr, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	if !o.Blind {
		see(t, p, "the first frame", func() bool { _, ok := at(p); return ok })
	}
	return p
}

// call runs the program to its end, for what does not serve. A server that
// starts nevertheless stops at once.
func call(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if len(args) == 0 || args[0] != "healthcheck" {
		cancel() // a server that starts by mistake ends at once
	}
	var out, errs bytes.Buffer
	code = run(ctx, args, &out, &errs)
	return code, out.String(), errs.String()
}

func contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in:\n%s", w, text)
		}
	}
}

// eventually waits for what no screen shows.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	over := time.After(patience)
	for !holds() {
		select {
		case <-again.C:
		case <-over:
			t.Fatalf("never: %s", what)
		}
	}
}
