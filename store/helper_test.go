package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"sync"
	"testing"
	"time"

	"thicket/game"
)

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// log is what a Store has said.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// running is a Store that runs until the test ends, or until stop.
type running struct {
	*Store
	clock *clock
	log   *log
	stop  func()
}

func openFor(tb testing.TB, folder string) (*Store, *log, error) {
	tb.Helper()
	l := &log{}
	s, err := Open(folder, slog.New(slog.NewTextHandler(l, nil)))
	return s, l, err
}

// begin opens a folder ("": memory) and runs the Store, with a clock that
// stands still.
func begin(tb testing.TB, folder string) *running {
	tb.Helper()
	s, l, err := openFor(tb, folder)
	if err != nil {
		tb.Fatal(err)
	}
	c := &clock{at: time.Now()}
	s.now = c.now
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Run(ctx)
	}()
	stop := sync.OnceFunc(func() {
		cancel()
		<-ended
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	tb.Cleanup(stop)
	return &running{s, c, l, stop}
}

// key is the fingerprint of a made-up key.
func key(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

func (r *running) arrive(tb testing.TB, account, name string) game.Visit {
	tb.Helper()
	v, err := r.Arrive(tb.Context(), game.Visitor{Account: account, Name: name, Look: game.Look{Glyph: 1, Colour: 2}})
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func (r *running) change(tb testing.TB, v game.Visit, change func(*game.Profile)) (game.Profile, error) {
	tb.Helper()
	p := v.Profile
	change(&p)
	return r.Change(tb.Context(), v, p)
}

func (r *running) record(tb testing.TB, world string, results ...game.Result) {
	tb.Helper()
	if err := r.Record(world, results); err != nil {
		tb.Fatal(err)
	}
}

// settle waits until the writer has done what was left to it.
func (r *running) settle(tb testing.TB) {
	tb.Helper()
	if err := r.write(&change{ctx: tb.Context(), do: func(querier) error { return nil }}); err != nil {
		tb.Fatal(err)
	}
}
