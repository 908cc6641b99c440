package sshd

import (
	"context"
	"errors"

	"thicket/game"
	"thicket/tui"
)

// worlds are the worlds as a player who visits knows them.
type worlds struct{ *visit }

// List are those that the player may see.
func (w worlds) List() []game.Listing { return w.srv.cfg.Worlds.List() }

// Enter brings the player into a world.
func (w worlds) Enter(ctx context.Context, world string, j game.Join) (tui.Place, error) {
	c, err := w.srv.cfg.Worlds.Enter(ctx, world, j)
	if err != nil {
		return nil, err // and no client in an interface
	}
	return c, nil
}

// Found makes a world of the player's.
func (w worlds) Found(ctx context.Context, c game.Charter) error {
	return errors.New("worlds cannot be founded yet")
}

// Bots is what a specification of bots means.
func (w worlds) Bots(spec string, cells int) (string, error) {
	return w.srv.cfg.Worlds.CheckBots(spec, cells)
}

// Account is the key of who bears a name.
func (w worlds) Account(ctx context.Context, name string) (string, error) {
	return w.srv.cfg.People.Account(ctx, name)
}
