package sshd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"thicket/game"
	"thicket/tui"
	"thicket/tui/screen"
)

// maxWhy is how many cells a reason has: a line with a head.
const maxWhy = 72

// sent is the cause of the end of a session whose player was sent away.
type sent struct{ text string }

func (s sent) Error() string { return s.text }

// Unwrap makes it a tui.ErrSent: the walker does not wait.
func (s sent) Unwrap() error { return tui.ErrSent }

// banned is the ban that keeps out who calls. Admins come from everywhere.
func (x *session) banned() (game.Ban, bool) {
	return x.srv.banned(x.who.fingerprint, address(x.conn.RemoteAddr()))
}

func (s *Server) banned(account string, from netip.Addr) (game.Ban, bool) {
	if s.isAdmin(account) {
		from = netip.Addr{}
	}
	return s.cfg.People.Banned(account, from)
}

// sentence is a ban as who it keeps out reads it.
func sentence(b game.Ban) string {
	who := "You are"
	if _, err := netip.ParsePrefix(b.Target); err == nil {
		who = "Your address is" // whoever it was meant for
	}
	text := who + " banned " + untilWords(b.Until)
	if why := screen.Clean(b.Why, maxWhy); why != "" {
		text += ": " + why
	}
	return text
}

// untilWords is a time that is not before the one that is meant.
func untilWords(t time.Time) string {
	if t.IsZero() {
		return "for good"
	}
	return "until " + t.Add(time.Minute-1).UTC().Format("2006-01-02 15:04 UTC")
}

// banLine is a ban as bans --json has it.
type banLine struct {
	Target string     `json:"target"`
	Name   string     `json:"name"`
	Why    string     `json:"why"`
	By     string     `json:"by"`
	Since  time.Time  `json:"since"`
	Until  *time.Time `json:"until"` // null: for good
}

func lineOf(b game.Ban) banLine {
	line := banLine{Target: b.Target, Name: b.Name, Why: screen.Clean(b.Why, maxWhy), By: b.By, Since: b.Since.UTC().Truncate(time.Second)}
	if !b.Until.IsZero() {
		until := b.Until.UTC().Truncate(time.Second)
		line.Until = &until
	}
	return line
}

// runBan keeps somebody out, and sends away who plays and is kept out now.
func runBan(ctx context.Context, x *session, c *call) error {
	t, err := targetOf(c.what)
	if err != nil {
		return err
	}
	why, err := c.why()
	if err != nil {
		return err
	}
	b := game.Ban{Name: t.name, Why: why, By: x.called(ctx), Since: time.Now()}
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
	err = x.lasting(func(ctx context.Context) error { return x.srv.cfg.People.Ban(ctx, b) })
	ended := x.srv.sweep() // in any case: a ban may be kept although the disk has not answered
	about := []any{"of", x.srv.logged(b.Target), "name", b.Name, "until", untilWords(b.Until), "why", b.Why, "sessions", ended}
	if err != nil {
		x.note("an admin banned somebody, which may not be kept", b.By, append(about, "error", err)...)
		return failed("the ban cannot be kept: %v; kick works, and bans lists what is kept", err)
	}
	x.note("an admin banned somebody", b.By, about...)
	return c.tellBan(b, t, ended)
}

// lasting does what is done although the line of who asked for it ends
// meanwhile. It waits for limits.keep and the end of the server at most.
func (x *session) lasting(do func(context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(x.srv.base, x.srv.cfg.limits.keep, errSlow)
	defer cancel()
	if err := do(ctx); err != nil {
		return cmp.Or(context.Cause(ctx), err)
	}
	return nil
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

// isOther refuses an admin's ban of themselves. A block may hold their own
// address: admins come from everywhere.
func (x *session) isOther(t target) error {
	if t.text == x.who.fingerprint {
		return failed("that is you: nobody can ban themselves")
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

// runBans lists the bans in force.
func runBans(ctx context.Context, x *session, c *call) error {
	bans, err := x.srv.cfg.People.Bans(ctx)
	if err != nil {
		return fmt.Errorf("list bans: %w", err)
	}
	list := []banLine{}
	for _, b := range bans {
		list = append(list, lineOf(b))
	}
	if c.json {
		return c.out.encode(list)
	}
	if len(list) == 0 {
		c.out.say("Nobody is banned.\n")
		return nil
	}
	for i, b := range list {
		c.out.say("%s\n", strings.TrimSpace(b.Target+"  "+b.Name))
		c.out.say("  since %s by %s, %s\n", b.Since.Format("2006-01-02 15:04 UTC"), b.By, untilWords(bans[i].Until))
		if b.Why != "" {
			c.out.say("  why: %s\n", b.Why)
		}
	}
	return nil
}

// runUnban lifts a ban.
func runUnban(ctx context.Context, x *session, c *call) error {
	t, err := targetOf(c.what)
	if err != nil {
		return err
	}
	of := t.text
	if t.name != "" {
		of = t.name
	}
	var lifted game.Ban
	err = x.lasting(func(ctx context.Context) (err error) {
		lifted, err = x.srv.cfg.People.Unban(ctx, of)
		return err
	})
	if errors.Is(err, game.ErrNoBan) {
		return failed("there is no ban of %s; bans lists them", of)
	}
	if err != nil {
		x.note("an admin lifted a ban, which may not be kept", x.called(ctx), "of", x.srv.logged(of), "error", err)
		return failed("the ban cannot be lifted: %v; stats says more, and bans lists what is kept", err)
	}
	x.note("an admin lifted a ban", x.called(ctx), "of", x.srv.logged(lifted.Target), "name", lifted.Name)
	if c.json {
		return c.out.encode(lineOf(lifted))
	}
	c.out.say("No longer banned: %s\n", strings.TrimSpace(lifted.Target+"  "+lifted.Name))
	return nil
}
