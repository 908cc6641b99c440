package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"thicket/bots"
	"thicket/sshd"
)

// herd is the swarms in the meadow: those of --bots, until an admin asks for
// others. Its goroutine, run, owns them.
type herd struct {
	spec    bots.Spec // at first
	most    int       // bots in all
	seed    uint64
	enter   bots.Enter
	log     *slog.Logger
	changes chan change
	ended   chan struct{} // closed when run has returned
	swarms  map[string]*running
}

// change asks for other swarms.
type change struct {
	spec   bots.Spec
	answer chan error // holds one
}

// running is a swarm at work.
type running struct {
	bots int
	stop context.CancelFunc
	left chan struct{} // closed when all its bots have
}

// over tells whether the swarm has ended by itself.
func (s *running) over() bool {
	select {
	case <-s.left:
		return true
	default:
		return false
	}
}

func newHerd(spec bots.Spec, most int, seed uint64, enter bots.Enter, log *slog.Logger) *herd {
	return &herd{
		spec: spec, most: most, seed: seed, enter: enter, log: log,
		changes: make(chan change), ended: make(chan struct{}), swarms: map[string]*running{},
	}
}

// run keeps the swarms going until ctx is done and all bots have left.
func (h *herd) run(ctx context.Context) {
	defer close(h.ended)
	defer h.set(ctx, nil)
	if err := h.set(ctx, h.spec); err != nil {
		h.log.Error("the swarms did not begin", "error", err)
	}
	for {
		select {
		case c := <-h.changes:
			c.answer <- h.set(ctx, c.spec)
		case <-ctx.Done():
			return
		}
	}
}

// change has the swarms be as a specification says, and tells what there is
// then. It waits until the bots that are too many have left.
func (h *herd) change(text string) (string, error) {
	spec, err := bots.ParseSpec(text)
	if err == nil && spec.Total() > h.most {
		err = fmt.Errorf("%d bots are too many for the meadow, allowed are 0 to %d", spec.Total(), h.most)
	}
	if err != nil {
		return "", &sshd.UsageError{Err: err}
	}
	c := change{spec, make(chan error, 1)}
	select {
	case h.changes <- c:
	case <-h.ended:
		return "", errors.New("the server is going down")
	}
	select {
	case err = <-c.answer:
	case <-h.ended:
		err = errors.New("the server is going down")
	}
	return describe(spec), err
}

// set stops the swarms that are not in spec as they are, and starts what is
// missing.
func (h *herd) set(ctx context.Context, spec bots.Spec) error {
	wanted := map[string]int{}
	for _, share := range spec {
		wanted[share.Strategy] = share.Bots
	}
	for name, s := range h.swarms {
		if s.bots != wanted[name] || s.over() {
			s.stop()
			<-s.left
			delete(h.swarms, name)
		}
	}
	for i, share := range spec {
		if share.Bots == 0 || h.swarms[share.Strategy] != nil {
			continue
		}
		swarm, err := bots.New(share.Strategy, share.Bots, h.seed+uint64(i))
		if err != nil {
			return err
		}
		h.swarms[share.Strategy] = h.start(ctx, swarm, share.Bots)
	}
	return nil
}

// start starts a swarm. One that breaks is no reason to stop: people play
// without it.
func (h *herd) start(ctx context.Context, swarm *bots.Swarm, n int) *running {
	ctx, stop := context.WithCancel(ctx)
	s := &running{bots: n, stop: stop, left: make(chan struct{})}
	go func() {
		defer close(s.left)
		defer stop()
		defer func() {
			if p := recover(); p != nil {
				h.log.Error("a swarm broke", "panic", p, "stack", string(debug.Stack()))
			}
		}()
		if err := swarm.Run(ctx, h.enter); err != nil {
			h.log.Error("a swarm ended", "error", err)
		}
	}()
	return s
}

// describe is a specification as --bots takes it.
func describe(spec bots.Spec) string {
	var parts []string
	for _, share := range spec {
		if share.Bots > 0 {
			parts = append(parts, fmt.Sprintf("%s=%d", share.Strategy, share.Bots))
		}
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, ",")
}
