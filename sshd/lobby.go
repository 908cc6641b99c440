package sshd

import (
	"context"
	"errors"
	"slices"

	"thicket/game"
	"thicket/tui"
)

// worlds are the worlds as a player who visits knows them.
type worlds struct{ *visit }

// List are those that the player may see.
func (w worlds) List() []game.Listing { return w.seen() }

// Enter brings the player into a world, as who they are. Who plays there plays
// nowhere else: their older sessions end.
func (w worlds) Enter(ctx context.Context, world string, j game.Join) (tui.Place, error) {
	j.Name, j.Account, j.Admin = w.srv.roster.nameOf(w.seat), w.who.fingerprint, w.admin()
	if w.who.guest {
		j.Source, j.Visit = w.conn.source.String(), w.now.ID
	}
	c, err := w.srv.cfg.Worlds.Enter(ctx, world, j)
	if err != nil {
		return nil, err // and no client in an interface
	}
	if err := w.srv.roster.move(w.seat, c, world, j.Watch); err != nil {
		c.Leave()
		return nil, err
	}
	return c, nil
}

// errKeyless is why a guest founds nothing.
const errKeyless = game.Denied("only who has a key can found a world")

// Found makes a world of the player's.
func (w worlds) Found(ctx context.Context, c game.Charter) error {
	if w.who.guest {
		return errKeyless
	}
	c.Founder = w.who.fingerprint
	c.Crown = game.Subject{Account: c.Founder, Name: w.srv.roster.nameOf(w.seat)}
	if err := w.srv.cfg.Worlds.Found(ctx, c); err != nil {
		return err
	}
	w.log.Info("a world was founded", "world", c.Name, "key", c.Founder, "width", c.Width, "height", c.Height,
		"bots", printable(c.Bots), "match", c.Match, "private", c.Private)
	return nil
}

// Bots is what a specification of bots means.
func (w worlds) Bots(spec string, cells int) (string, error) {
	return w.srv.cfg.Worlds.CheckBots(spec, cells)
}

var errUnknown = errors.New("that cannot be looked up now; try again later")

// Account is the key of who bears a name.
func (w worlds) Account(ctx context.Context, name string) (string, error) {
	account, err := w.srv.cfg.People.Account(ctx, name)
	if err != nil && !errors.Is(err, game.ErrNobody) {
		w.log.Error("a name cannot be looked up", "error", err)
		return "", errUnknown
	}
	return account, err
}

// seen are the worlds that who asks may see.
func (x *session) seen() []game.Listing {
	return slices.DeleteFunc(x.srv.cfg.Worlds.List(), func(w game.Listing) bool { return !x.sees(w) })
}

// sees tells whether who asks may see a world: a private one is for those who are
// invited, who founded it, who wears its crown, and admins.
func (x *session) sees(w game.Listing) bool {
	c, key := w.Charter, x.who.fingerprint
	if c == nil || !c.Private || x.admin() {
		return true
	}
	if key == "" {
		return false
	}
	return key == c.Founder || key == c.Crown.Account ||
		slices.ContainsFunc(c.Invited, func(s game.Subject) bool { return s.Account == key })
}

// lookUp is the world of a name, whoever may see it.
func (x *session) lookUp(world string) (game.Listing, bool) {
	w, err := x.srv.cfg.Worlds.Listing(world)
	return w, err == nil
}
