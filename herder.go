package main

import (
	"context"
	"fmt"
	"log/slog"

	"thicket/bots"
	"thicket/game"
)

// herder keeps the bots of the worlds that players found.
type herder struct {
	seed uint64
	log  *slog.Logger
}

// Check is a specification as it is kept.
func (h herder) Check(text string, cells int) (string, error) {
	spec, err := bots.ParseSpec(text)
	if most := game.MostBots(cells); err == nil && spec.Total() > most {
		err = fmt.Errorf("%d bots are too many here, allowed are 0 to %d", spec.Total(), most)
	}
	if err != nil {
		return "", err
	}
	return describe(spec), nil
}

// Herd keeps the bots of a world until ctx is done.
func (h herder) Herd(ctx context.Context, world string, enter func(context.Context, game.Join) (*game.Client, error), specs <-chan string) {
	log := h.log.With("world", world)
	herd := newHerd(nil, 0, h.seed, enter, log)
	defer func() { _ = herd.set(ctx, nil) }() // nothing begins: nothing fails
	for {
		select {
		case text := <-specs:
			spec, err := bots.ParseSpec(text)
			if err == nil {
				err = herd.set(ctx, spec)
			}
			if err != nil {
				log.Error("the swarms did not begin", "spec", text, "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}
