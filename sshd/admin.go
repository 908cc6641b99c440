package sshd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thicket/game"
	"thicket/tui"
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
		{name: "bots", takes: "SPEC", admin: true, about: "change the bots: wander=400,graze=60, or a number", run: runBots},
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

// Unwrap makes it a tui.ErrSent: the walker does not wait.
func (s sent) Unwrap() error { return tui.ErrSent }

// runKick ends the sessions of a player.
func runKick(ctx context.Context, x *session, c *call) error {
	if !isName(c.what) {
		return misuse("\"%s\" is no name; who lists who plays", printable(c.what))
	}
	found := x.srv.roster.called(c.what)
	if len(found) == 0 {
		return failed("nobody called %s plays now; who lists who does", c.what)
	}
	cause, why := "an admin sent you away", c.why()
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

func (c *call) why() string { return screen.Clean(c.flags["--why"], maxWhy) }

// runBan keeps somebody out, and sends away who plays and is kept out now.
func runBan(ctx context.Context, x *session, c *call) error {
	t, err := targetOf(c.what)
	if err != nil {
		return err
	}
	b := game.Ban{Name: t.name, Why: c.why(), By: x.called(ctx), Since: time.Now()}
	if text, given := c.flags["--for"]; given {
		d, err := duration(text)
		if err != nil {
			return err
		}
		b.Until = b.Since.Add(d)
	}
	if err := x.find(ctx, &t); err != nil {
		return err
	}
	if err := x.isOther(t); err != nil {
		return err
	}
	b.Target = t.text
	if err := x.srv.cfg.People.Ban(ctx, b); err != nil {
		return fmt.Errorf("keep a ban: %w", err)
	}
	ended := x.srv.sweep()
	x.note("an admin banned somebody", b.By, "of", x.srv.logged(b.Target), "name", b.Name, "until", b.Until, "why", b.Why, "sessions", ended)
	return c.tellBan(b, t, ended)
}

func (c *call) tellBan(b game.Ban, t target, ended int) error {
	if c.json {
		return c.out.encode(struct {
			banLine
			Guest bool `json:"guest"`
			Ended int  `json:"sessions"`
		}{lineOf(b), t.guest, ended})
	}
	switch {
	case t.guest:
		c.out.say("%s is a guest: banned is the address block %s, for everybody who\ncomes from it, %s\n", t.name, t.text, untilWords(b.Until))
	case t.name != "":
		c.out.say("%s is banned %s\n%s\n", t.name, untilWords(b.Until), t.text)
	default:
		c.out.say("%s is banned\n%s\n", t.text, untilWords(b.Until))
	}
	c.out.say("Sessions ended: %d\n", ended)
	return nil
}

// find turns a name into the key or the addresses of who has it.
func (x *session) find(ctx context.Context, t *target) error {
	if t.name == "" {
		return nil
	}
	for _, p := range x.srv.roster.called(t.name) {
		if p.account != "" {
			t.text = p.account
			return nil
		}
		t.guest, t.block, t.text = true, p.block, p.block.String()
	}
	if t.guest && !t.block.IsValid() {
		return failed("%s is a guest without an address; kick them", t.name)
	}
	if t.guest {
		return nil
	}
	account, err := x.srv.cfg.People.Account(ctx, t.name)
	if errors.Is(err, game.ErrNobody) {
		return failed("there is nobody called %s, neither here nor with an account", t.name)
	}
	if err != nil {
		return fmt.Errorf("look up a name: %w", err)
	}
	t.text = account
	return nil
}

// isOther refuses an admin's ban of themselves.
func (x *session) isOther(t target) error {
	switch {
	case t.text == x.who.fingerprint:
		return failed("that is you: nobody can ban themselves")
	case t.block.IsValid() && t.block.Contains(address(x.conn.RemoteAddr())):
		return failed("%s holds your own address: nobody can ban themselves", t.text)
	}
	return nil
}

// sweep ends the sessions of those who are banned, and tells how many.
func (s *Server) sweep() (ended int) {
	for _, p := range s.roster.all() {
		if ban, banned := s.banned(p.account, p.from); banned {
			p.end(sent{sentence(ban)})
			ended++
		}
	}
	return ended
}

// runSay tells everybody something.
func runSay(ctx context.Context, x *session, c *call) error {
	text := screen.Clean(c.what, maxSaid)
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
	playing := int(x.srv.counters.players.Load())
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
