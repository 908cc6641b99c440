package sshd

import (
	"context"
	"net/netip"

	"thicket/game"
)

// People knows who has been here, what they have done and who is kept out. Its
// methods may be called from any goroutine; those with a context wait for a
// disk, and for ctx at most.
type People interface {
	// Arrive begins a visit: it finds the visitor's name, which is nobody
	// else's as long as they are here, and longer if they have an account. When
	// nothing can be kept the visit begins all the same.
	Arrive(ctx context.Context, v game.Visitor) (game.Visit, error)
	// Depart ends a visit.
	Depart(v game.Visit)
	// Change keeps a profile for good, for a guest until they depart, and says
	// what is kept then. Its error is fit for the player's eyes.
	Change(ctx context.Context, v game.Visit, p game.Profile) (game.Profile, error)
	// Me is what is kept of a visitor without a visit: the name that they have,
	// or would get, and what they have done in all worlds together.
	Me(ctx context.Context, v game.Visitor) (game.Standing, error)

	// Top is the first lines of a ranking of a world.
	Top(ctx context.Context, world string, p game.Period, lines int) ([]game.Standing, error)
	// Placed is an account's line in it; its rank is 0 if there is none.
	Placed(ctx context.Context, world string, p game.Period, account string) (game.Standing, error)

	// Banned is the ban that keeps out who comes with a key (or none, "") from
	// an address. It asks no disk.
	Banned(account string, from netip.Addr) (game.Ban, bool)
	// Ban keeps a ban; a new one of the same target replaces the old one.
	Ban(ctx context.Context, b game.Ban) error
	// Unban lifts the ban of a target, or of the player who has a name. Error:
	// game.ErrNoBan.
	Unban(ctx context.Context, target string) (game.Ban, error)
	// Bans are those in force, the oldest first.
	Bans(ctx context.Context) ([]game.Ban, error)
	// Account is whose name it is. Error: game.ErrNobody.
	Account(ctx context.Context, name string) (account string, err error)
}

// Worlds are the worlds that the server carries.
type Worlds interface {
	// Worlds are their names, the meadow first.
	Worlds() []string
	// List is what they are.
	List() []game.Listing
	// Listing is what one is. Error: game.ErrNoWorld.
	Listing(world string) (game.Listing, error)
	// Enter brings somebody into one. Errors: game.ErrNoWorld, game.ErrFull, a
	// game.Denied.
	Enter(ctx context.Context, world string, j game.Join) (*game.Client, error)
	// Found makes one. Error: a game.Denied.
	Found(ctx context.Context, c game.Charter) error
	// CheckBots is what a specification of bots means in a world of so many cells;
	// its error is fit for a player's eyes.
	CheckBots(spec string, cells int) (string, error)
	// CloseWorld ends a founded one for good, and tells who is in it why.
	CloseWorld(world string, why error) error
	// Totals are the counters of all together.
	Totals() game.Stats
	// Say tells everybody something, and how many worlds were too busy for it.
	Say(text string) (missed int)
}
