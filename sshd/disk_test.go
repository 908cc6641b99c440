package sshd

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"thicket/game"
	"thicket/tui"
)

// changing keeps profiles on a disk that does not answer.
type changing struct {
	People
	begins   chan struct{}
	ends     chan struct{} // a change, when its context has ended and it is read from
	departed chan struct{}
}

func (p changing) Change(ctx context.Context, v game.Visit, _ game.Profile) (game.Profile, error) {
	p.begins <- struct{}{}
	<-ctx.Done()
	p.ends <- struct{}{}
	return v.Profile, context.Cause(ctx)
}

func (p changing) Depart(v game.Visit) {
	close(p.departed)
	p.People.Depart(v)
}

// Keep gives up with its context, and a visit that ends waits for it.
func TestKeepAtTheEnd(t *testing.T) {
	disk := changing{begins: make(chan struct{}), ends: make(chan struct{}), departed: make(chan struct{})}
	r := serve(t, func(c *Config) {
		disk.People = c.People
		c.People = disk
	})
	c := r.dial(t, "otter")
	p := playsAs(t, r, c)
	ctx, cancel := context.WithCancel(t.Context())
	kept := make(chan error, 1)
	go func() {
		_, err := p.s.Keep(ctx, game.Profile{Name: "fern"})
		kept <- err
	}()
	receive(t, disk.begins, "change")
	_ = c.Close()
	eventually(t, "the session ends", func() bool { return strings.Contains(r.log.String(), `"msg":"session ended"`) })
	cancel()
	select {
	case <-disk.departed:
		t.Error("the visit is over although a change is on its way")
	case <-time.After(50 * time.Millisecond): // a visit that does not wait is over by then
	}
	receive(t, disk.ends, "end of the change")
	if err := receive(t, kept, "answer of Keep"); !errors.Is(err, context.Canceled) {
		t.Errorf("Keep ends with %v", err)
	}
	receive(t, disk.departed, "end of the visit")
	if _, err := p.s.Keep(t.Context(), game.Profile{Name: "fern"}); !errors.Is(err, tui.ErrGone) {
		t.Errorf("after the visit Keep ends with %v", err)
	}
}

// A disk that hangs keeps newcomers out, in words, not in the dark.
func TestArriveOnADiskThatHangs(t *testing.T) {
	r := forest(t, func(c *Config) {
		c.limits = defaultLimits()
		c.limits.arrive = 50 * time.Millisecond
		c.People = arriving{c.People, func() {}}
	})
	c, err := r.dialFrom(from(2), "brook")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	x, _, stderr := shellOn(t, c)
	if s := status(t, x); s != exitFailed || stderr.String() != "thicket: the server's disk does not answer; come back in a little while\r\n" {
		t.Errorf("exit status %d, told %q", s, stderr)
	}
}

// Who has no screen yet is told all the same why they cannot stay.
func TestArriveWhenTheServerStops(t *testing.T) {
	begins := make(chan struct{})
	r := serve(t, func(c *Config) { c.People = arriving{c.People, func() { close(begins) }} })
	x, _, stderr := shellOn(t, r.dial(t, "otter"))
	receive(t, begins, "arrival")
	stopped := make(chan error, 1)
	go func() { stopped <- r.stop() }()
	if s := status(t, x); s != exitFailed || stderr.String() != "thicket: the server is going down; come back in a moment\r\n" {
		t.Errorf("exit status %d, told %q", s, stderr)
	}
	if err := receive(t, stopped, "end of the server"); err != nil {
		t.Error(err)
	}
}

// nobodyArrives fails to find who comes.
type nobodyArrives struct{ People }

func (nobodyArrives) Arrive(context.Context, game.Visitor) (game.Visit, error) {
	return game.Visit{}, errors.New("/srv/thicket.db is broken")
}

func TestArriveFails(t *testing.T) {
	r := serve(t, func(c *Config) { c.People = nobodyArrives{c.People} })
	x, _, stderr := shellOn(t, r.dial(t, "otter"))
	if s := status(t, x); s != exitFailed || stderr.String() != "thicket: you cannot be looked up now; come back in a little while\r\n" {
		t.Errorf("exit status %d, told %q", s, stderr)
	}
	contains(t, r.log.String(), "/srv/thicket.db is broken")
}
