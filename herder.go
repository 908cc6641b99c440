package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"

	"thicket/bots"
	"thicket/game"
)

// mostHerded is how many bots the worlds that players found have together.
const mostHerded = 25_000

// herder keeps the bots of the worlds that players found.
type herder struct {
	seed uint64
	log  *slog.Logger
	kept atomic.Int64 // in all these worlds
}

// take counts bots of a world that had others before; false: they would be too many
// in all.
func (h *herder) take(n, before int) bool {
	if h.kept.Add(int64(n-before)) <= mostHerded || n <= before {
		return true
	}
	h.kept.Add(int64(before - n))
	return false
}

// Check is a specification as it is kept.
func (h *herder) Check(text string, cells int) (string, error) {
	spec, err := bots.ParseSpec(text)
	if most := game.MostBots(cells); err == nil && spec.Total() > most {
		err = fmt.Errorf("%d bots are too many here, allowed are 0 to %d", spec.Total(), most)
	}
	if left := mostHerded - h.kept.Load(); err == nil && int64(spec.Total()) > left {
		err = fmt.Errorf("%d bots are more than this server has room for now (%d)", spec.Total(), max(left, 0))
	}
	if err != nil {
		return "", err
	}
	return describe(spec), nil
}

// Herd keeps the bots of a world until ctx is done.
func (h *herder) Herd(ctx context.Context, world string, enter func(context.Context, game.Join) (*game.Client, error), specs <-chan string) {
	log := h.log.With("world", world)
	herd := newHerd(nil, 0, h.seed, enter, log)
	there := 0
	defer func() {
		_ = herd.set(ctx, nil) // nothing begins: nothing fails
		h.take(0, there)
	}()
	for {
		select {
		case text := <-specs:
			spec, err := bots.ParseSpec(text)
			switch {
			case err != nil:
			case !h.take(spec.Total(), there):
				err = fmt.Errorf("the worlds of players have %d bots already, allowed are %d in all", h.kept.Load(), mostHerded)
			default:
				there = spec.Total()
				err = herd.set(ctx, spec)
			}
			if err != nil {
				log.Warn("the swarms of a world did not begin", "spec", text, "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}
