package sshd

import (
	"context"
	"strings"

	"thicket/game"
)

const watchHelp = `Who looks on has no walker: nobody can do anything to them, nor they to anybody.
Who is watched sees that somebody does. Without NAME the view goes where things
happen.
`

// destination is where a session that plays begins.
type destination struct {
	world  string
	found  *game.Charter // as what it is founded if it is not there; nil: never
	chosen string        // a flag for founding that was given; "" none
	looks  bool          // only to look on
	whom   string        // of those who look on: the player they want to see; "" nobody
}

// asked is the destination that stands in the user name, else the meadow.
func (x *session) asked() (destination, error) {
	if x.who.world == "" {
		return destination{world: game.Meadow}, nil
	}
	if err := checkWorld(x.who.world); err != nil {
		return destination{}, failed("%v", err)
	}
	c := x.srv.founding(x.who.world)
	return destination{world: x.who.world, found: &c}, nil
}

// checkWorld tells why no world can be called so, fit for any terminal.
func checkWorld(name string) error { return game.CheckWorldName(name) }

// joins is where join goes.
func joins(x *session, c *call) (destination, error) {
	if err := x.needsTerminal(c); err != nil {
		return destination{}, err
	}
	if err := checkWorld(c.what); err != nil {
		return destination{}, misuse("%v", err)
	}
	charter, err := x.srv.charter(c)
	if err != nil {
		return destination{}, err
	}
	to := destination{world: c.what, found: &charter}
	for _, f := range foundingFlags {
		if _, given := c.flags[f.name]; given {
			to.chosen = f.name
			break
		}
	}
	return to, nil
}

// watches is where watch goes.
func watches(x *session, c *call) (destination, error) {
	if err := x.needsTerminal(c); err != nil {
		return destination{}, err
	}
	to := destination{world: game.Meadow, looks: true, whom: c.whom}
	if c.what != "" {
		to.world = c.what
	}
	if err := checkWorld(to.world); err != nil {
		return destination{}, misuse("%v", err)
	}
	if to.whom != "" && !isName(to.whom) {
		return destination{}, misuse("\"%s\" is no name; who --world %s lists who is there", printable(to.whom), to.world)
	}
	return to, nil
}

// needsTerminal fails for a client without one.
func (x *session) needsTerminal(c *call) error {
	if x.resizes != nil {
		return nil
	}
	return misuse("%s needs a terminal: ssh -t HOST %s", c.name, strings.TrimSpace(c.name+" "+printable(c.what)))
}

// playAt plays where a command says.
func (x *session) playAt(ctx context.Context, where func(*session, *call) (destination, error), c *call) int {
	to, err := where(x, c)
	if err != nil {
		return x.fail(err)
	}
	return play(ctx, x, to)
}

// reach checks that a destination can be reached, as far as that is known before
// somebody arrives, and tells whether its world has yet to be founded.
func (x *session) reach(to *destination) (missing bool, err error) {
	world, there := x.lookUp(to.world)
	switch {
	case there && to.chosen != "":
		return false, misuse("%s is there already, and %s is for founding: join it without", to.world, to.chosen)
	case there:
		return false, x.meets(to, world)
	case to.found == nil:
		return false, x.unknown(to.world)
	case x.who.guest:
		return false, failed("there is no world %s, and only who has a key can found one", to.world)
	}
	return true, nil
}

// meets finds the player whom somebody wants to watch, and fails if they are not
// there. What a world keeps to itself it is asked when they enter.
func (x *session) meets(to *destination, world game.Listing) error {
	if to.whom == "" || !x.sees(world) {
		return nil
	}
	if f := world.Frame; f != nil {
		for i := range f.Players {
			if strings.EqualFold(f.Players[i].Name, to.whom) {
				to.whom = f.Players[i].Name
				return nil
			}
		}
	}
	return failed("nobody called %s is in %s; ask: who --world %s", to.whom, to.world, to.world)
}
