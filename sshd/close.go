package sshd

import (
	"context"
	"errors"
	"fmt"

	"thicket/game"
)

const closeHelp = `Who is in it is told why, and is in the meadow then. Its results stay on the
disk; the name is free again.
`

// runClose ends a founded world.
func runClose(ctx context.Context, x *session, c *call) error {
	why, err := c.why()
	if err != nil {
		return err
	}
	if checkWorld(c.what) != nil {
		return x.unknown(c.what)
	}
	cause := "an admin closed the world " + c.what
	if why != "" {
		cause += ": " + why
	}
	var denied game.Denied
	switch err := x.srv.cfg.Worlds.CloseWorld(c.what, game.Denied(cause)); {
	case errors.Is(err, game.ErrNoWorld):
		return x.unknown(c.what)
	case errors.As(err, &denied):
		return failed("%v", denied)
	case err != nil:
		return fmt.Errorf("close a world: %w", err)
	}
	x.note("an admin closed a world", x.called(ctx), "world", c.what, "why", why)
	if c.json {
		return c.out.encode(struct {
			World string `json:"world"`
			Why   string `json:"why"`
		}{c.what, why})
	}
	c.out.say("Closed: %s\n", c.what)
	return nil
}
