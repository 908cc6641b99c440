package sshd

import (
	"context"
	"errors"
	"slices"
	"strings"

	"thicket/game"
	"thicket/tui/screen"
)

// maxSaid is how many cells of what an admin says are told, as of a line of
// chat.
const maxSaid = 140

const banHelp = `The ban of somebody with a key is of that key, whether they are here or not. A
guest has none: their ban is of the address block that they come from, and so of
everybody who does. Admins come in from banned addresses. Who plays and is
banned now is sent away at once.
`

const sayHelp = `All that follows is said as it is, but for a --json at the end.
`

// adminVerbs are the commands of admins.
func adminVerbs() []*verb {
	return []*verb{
		{name: "kick", takes: "NAME", flags: []option{whyFlag}, admin: true, about: "send somebody away; they may come back", run: runKick},
		{name: "ban", takes: "NAME|SHA256:...|CIDR", flags: []option{forFlag, whyFlag}, admin: true,
			about: "keep a player, a key or addresses out", more: banHelp, run: runBan},
		{name: "unban", takes: "NAME|SHA256:...|CIDR", admin: true, about: "lift a ban", run: runUnban},
		{name: "bans", admin: true, about: "the bans in force", run: runBans},
		{name: "say", takes: "TEXT", text: true, admin: true, about: "tell everybody something", more: sayHelp, run: runSay},
		{name: "bots", takes: "SPEC", admin: true, about: "change the meadow's bots: wander=400, or a number", run: runBots},
		{name: "close", takes: "WORLD", flags: []option{whyFlag}, admin: true, about: "end a world that somebody founded, for good", more: closeHelp, run: runClose},
		{name: "drain", admin: true, about: "say goodbye to everybody and stop the server", run: runDrain},
	}
}

func (s *Server) isAdmin(account string) bool { return account != "" && s.admins[account] }

func (x *session) admin() bool { return x.srv.isAdmin(x.who.fingerprint) }

// called is what who gives commands is called here.
func (x *session) called(ctx context.Context) string {
	me, err := x.srv.cfg.People.Me(ctx, x.visitor())
	if err != nil || me.Name == "" {
		return x.who.name
	}
	return me.Name
}

// note logs what an admin did.
func (x *session) note(what, by string, about ...any) {
	x.log.Info(what, append([]any{"by", by, "key", x.who.fingerprint}, about...)...)
}

// runKick ends the sessions of a player.
func runKick(ctx context.Context, x *session, c *call) error {
	if !isName(c.what) {
		return misuse("\"%s\" is no name; who lists who plays", printable(c.what))
	}
	why, err := c.why()
	if err != nil {
		return err
	}
	found := x.srv.roster.called(c.what)
	if len(found) == 0 && x.srv.away(c.what) {
		return failed("%s's line is broken; the walker leaves within a minute", c.what)
	}
	if len(found) == 0 {
		return failed("nobody called %s plays now; who lists who does", c.what)
	}
	cause := "an admin sent you away"
	if why != "" {
		cause += ": " + why
	}
	for _, p := range found {
		p.end(sent{cause})
	}
	x.note("an admin sent somebody away", x.called(ctx), "name", c.what, "why", why)
	if c.json {
		return c.out.encode(struct {
			Name     string `json:"name"`
			Sessions int    `json:"sessions"`
			Why      string `json:"why"`
		}{c.what, len(found), why})
	}
	c.out.say("Sent away: %s\n", c.what)
	return nil
}

// away tells whether a walker of that name, without case, waits in a world for
// a player whose line broke.
func (s *Server) away(name string) bool {
	for _, w := range s.cfg.Worlds.List() {
		if w.Frame != nil && slices.ContainsFunc(w.Frame.Players, func(p game.PlayerMark) bool {
			return p.Away && strings.EqualFold(p.Name, name)
		}) {
			return true
		}
	}
	return false
}

// why is the reason that was given, whole or not at all.
func (c *call) why() (string, error) { return whole("--why", c.flags["--why"], maxWhy) }

// whole is a text fit for any terminal, if it has at most so many cells.
func whole(what, text string, cells int) (string, error) {
	text = screen.Clean(text, len(text))
	if n := screen.TextWidth(text); n > cells {
		return "", misuse("%s has %d columns, allowed are %d", what, n, cells)
	}
	return text, nil
}

// runSay tells everybody something.
func runSay(ctx context.Context, x *session, c *call) error {
	text, err := whole("what was to be said", c.what, maxSaid)
	if err != nil {
		return err
	}
	if text == "" {
		return misuse("there is nothing to read in what was to be said")
	}
	missed := x.srv.cfg.Worlds.Say(text)
	x.note("an admin said something", x.called(ctx), "text", text, "missed", missed)
	if missed > 0 && missed == len(x.srv.cfg.Worlds.Worlds()) {
		return failed("all worlds were too busy to be told; try again in a moment")
	}
	if c.json {
		return c.out.encode(struct {
			Text   string `json:"text"`
			Missed int    `json:"missed"` // worlds that were too busy
		}{text, missed})
	}
	c.out.say("Said: %s\n", text)
	if missed > 0 {
		c.out.say("Worlds that were too busy to be told: %d\n", missed)
	}
	return nil
}

// runBots changes the swarms.
func runBots(ctx context.Context, x *session, c *call) error {
	if x.srv.cfg.Bots == nil {
		return failed("the bots of this server cannot be changed")
	}
	there, err := x.srv.cfg.Bots(c.what)
	if errors.As(err, new(*UsageError)) {
		return err
	}
	if err != nil {
		return failed("the bots were not changed: %v", err)
	}
	x.note("an admin changed the bots", x.called(ctx), "spec", printable(c.what), "bots", there)
	if c.json {
		return c.out.encode(struct {
			Bots string `json:"bots"`
		}{there})
	}
	c.out.say("Bots: %s\n", there)
	return nil
}

// runDrain stops the server. Its answer goes out first: nobody waits for a
// client that does not read.
func runDrain(ctx context.Context, x *session, c *call) error {
	stop := x.srv.cfg.Stop
	if stop == nil {
		return failed("this server cannot be stopped from here")
	}
	playing := x.srv.Stats().Players
	x.note("an admin stops the server", x.called(ctx))
	defer stop()
	if c.json {
		if err := c.out.encode(struct {
			Sessions int     `json:"sessions"`
			Seconds  float64 `json:"at_most_seconds"`
		}{playing, x.srv.cfg.Drain.Seconds()}); err != nil {
			return err
		}
		return c.out.flush()
	}
	c.out.say("The server says goodbye to everybody (sessions: %d), for %v at most, and stops.\n", playing, x.srv.cfg.Drain)
	return c.out.flush()
}
