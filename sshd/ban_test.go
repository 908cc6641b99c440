package sshd

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

func TestBanOfAnAccount(t *testing.T) {
	r := forest(t, withChief)
	boss, key := caller{"boss", chief}, sshtest.KeyFromSeed(6)
	otter := plays(t, r, sshtest.Options{User: "otter", Signer: key})
	text := boss.tells(t, r, "ban", "Otter", "--for", "7d", "--why", "being", "\x1b[31mrude\u202e", "--json")
	var told struct {
		banLine
		Guest    bool
		Sessions int
	}
	if err := json.Unmarshal([]byte(text), &told); err != nil {
		t.Fatal(err)
	}
	if told.Target != key.Fingerprint() || told.Why != "being [31mrude" || told.By != "boss" || told.Guest || told.Sessions != 1 ||
		told.Until.Sub(told.Since) != 7*24*time.Hour {
		t.Errorf("%s", text)
	}
	says := "You are banned " + untilWords(told.Until.Add(time.Second/2)) // seconds are told, not their parts
	contains(t, leaves(t, otter, exitFailed), says, ": being [31mrude")

	again, err := sshtest.DialOpenSSH(t.Context(), r.Addr().String(), sshtest.Options{User: "other", Signer: key, Patience: patience})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	contains(t, leaves(t, again, exitFailed), says, ": being [31mrude")
	if again.AltScreen() {
		t.Error("the game's screen was shown")
	}
	for _, line := range []string{"me", "help", "who --json"} {
		contains(t, caller{"x", key}.refuses(t, r, exitFailed, line), says)
	}
	contains(t, boss.tells(t, r, "bans"), key.Fingerprint()+"  ", "\n  since ", " UTC by boss, until ", "\n  why: being [31mrude\n")
	contains(t, boss.tells(t, r, "bans", "--json"), `"target":"`+key.Fingerprint()+`"`, `"by":"boss"`)

	contains(t, boss.tells(t, r, "unban", "otter"), "No longer banned: "+key.Fingerprint())
	contains(t, caller{"x", key}.tells(t, r, "me"), "name          otter\n")
	if text := boss.tells(t, r, "ban", "OTTER"); !strings.Contains(text, "banned for good\n"+key.Fingerprint()+"\nSessions ended: 0\n") {
		t.Errorf("of who is not there: %s", text)
	}
	contains(t, caller{"x", key}.refuses(t, r, exitFailed, "me"), "You are banned for good\n")
	contains(t, boss.tells(t, r, "unban", key.Fingerprint(), "--json"), `"name":"OTTER"`)
	caller{"x", key}.tells(t, r, "me")
}

func TestBanOfAGuest(t *testing.T) {
	r := forest(t, withChief)
	boss := caller{"boss", chief}
	brook := plays(t, r, sshtest.Options{User: "brook", LocalAddr: from(2)})
	other := plays(t, r, sshtest.Options{User: "other", LocalAddr: from(2), Signer: sshtest.KeyFromSeed(7)})
	admin := plays(t, r, sshtest.Options{User: "boss", LocalAddr: from(2), Signer: chief})
	far := plays(t, r, sshtest.Options{User: "far", LocalAddr: from(3)})
	near := plays(t, r, sshtest.Options{User: "near"})
	text := boss.tells(t, r, "ban", "brook", "--why", "noise")
	contains(t, text, "brook is a guest: banned is the address block 127.0.0.2/32, for everybody who\ncomes from it, for good\nSessions ended: 2\n")
	for _, p := range []*sshtest.Player{brook, other} {
		contains(t, leaves(t, p, exitFailed), "Your address is banned for good: noise")
	}
	for name, p := range map[string]*sshtest.Player{"admin": admin, "far": far, "near": near} {
		select {
		case <-p.Over():
			t.Errorf("%s was sent away too", name)
		default:
		}
	}
	plays(t, r, sshtest.Options{User: "boss", LocalAddr: from(2), Signer: chief}) // from everywhere
	if strings.Contains(r.log.String(), "127.0.0.2") {
		t.Error("an address in the log")
	}
	boss.tells(t, r, "ban", "near", "--why", "noise") // from where the admin calls
	contains(t, leaves(t, near, exitFailed), "Your address is banned for good: noise")
	boss.tells(t, r, "unban", "127.0.0.2/32")
	plays(t, r, sshtest.Options{User: "brook", LocalAddr: from(2)})
}

// A ban of addresses ends those who play from them; a ban that comes while
// somebody arrives finds them too.
func TestBanOfAddresses(t *testing.T) {
	var arrives atomic.Bool
	r := forest(t, func(c *Config) {
		withChief(c)
		c.People = arriving{c.People, func() { arrives.Store(true) }}
	})
	boss := caller{"boss", chief}
	c, err := r.dialFrom(from(2), "brook")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	x, _, stderr := shellOn(t, c)
	eventually(t, "somebody arrives", arrives.Load)
	boss.tells(t, r, "ban", "127.0.0.2/31", "--why", "noise")
	if s := status(t, x); s != exitFailed || stderr.String() != "thicket: Your address is banned for good: noise\r\n" {
		t.Errorf("exit status %d, told %q", s, stderr)
	}
}

// arriving says when somebody arrives, who then waits until they are sent away.
type arriving struct {
	People
	begins func()
}

func (a arriving) Arrive(ctx context.Context, v game.Visitor) (game.Visit, error) {
	a.begins()
	<-ctx.Done()
	return game.Visit{}, context.Cause(ctx)
}

// banning keeps bans in its own way.
type banning struct {
	People
	ban func(context.Context, game.Ban) error
}

func (p banning) Ban(ctx context.Context, b game.Ban) error { return p.ban(ctx, b) }

// An admin's line that breaks breaks off no ban.
func TestBanOutlivesTheLine(t *testing.T) {
	begins, goes := make(chan struct{}), make(chan struct{})
	r := forest(t, func(c *Config) {
		withChief(c)
		kept := c.People
		c.People = banning{kept, func(ctx context.Context, b game.Ban) error {
			close(begins)
			<-goes
			return kept.Ban(ctx, b)
		}}
	})
	brook := plays(t, r, sshtest.Options{User: "brook", LocalAddr: from(2)})
	boss := r.dial(t, "boss", chief)
	if err := session1(t, boss).Start("ban brook --why noise"); err != nil {
		t.Fatal(err)
	}
	receive(t, begins, "ban")
	_ = boss.Close()
	eventually(t, "the line is closed", func() bool { return r.Stats().Connections == 1 })
	close(goes)
	contains(t, leaves(t, brook, exitFailed), "Your address is banned for good: noise")
	contains(t, r.log.String(), `"msg":"an admin banned somebody","user":"boss"`)
}

// A ban that is in force is carried out though the disk does not answer.
func TestBanOnADiskThatHangs(t *testing.T) {
	r := forest(t, func(c *Config) {
		withChief(c)
		c.limits = defaultLimits()
		c.limits.keep = 50 * time.Millisecond
		kept := c.People
		c.People = banning{kept, func(ctx context.Context, b game.Ban) error {
			if err := kept.Ban(context.WithoutCancel(ctx), b); err != nil {
				return err
			}
			<-ctx.Done()
			return ctx.Err()
		}}
	})
	brook := plays(t, r, sshtest.Options{User: "brook", LocalAddr: from(2)})
	text := caller{"boss", chief}.refuses(t, r, exitFailed, "ban", "brook", "--why", "noise")
	if text != "thicket: the ban cannot be kept: the server's disk does not answer; kick works, and bans lists what is kept\n" {
		t.Error(text)
	}
	contains(t, leaves(t, brook, exitFailed), "Your address is banned for good: noise")
	contains(t, r.log.String(), `"msg":"an admin banned somebody, which may not be kept"`, `"sessions":1,"error":"the server's disk does not answer"`)
}

// lifting fails to lift bans.
type lifting struct{ People }

var errFull = errors.New("nothing can be kept now: /srv/thicket.db is full")

func (lifting) Unban(context.Context, string) (game.Ban, error) { return game.Ban{}, errFull }

// Admins are told why a ban cannot be kept, and what they can do.
func TestBanOnAFullDisk(t *testing.T) {
	r := serve(t, func(c *Config) {
		withChief(c)
		c.People = banning{lifting{c.People}, func(context.Context, game.Ban) error { return errFull }}
	})
	boss := caller{"boss", chief}
	contains(t, boss.refuses(t, r, exitFailed, "ban", "192.0.2.0/24"), "the ban cannot be kept: nothing can be kept now: /srv/thicket.db is full; kick works")
	contains(t, boss.refuses(t, r, exitFailed, "unban", "192.0.2.0/24"), "the ban cannot be lifted: nothing can be kept now: /srv/thicket.db is full; stats says more")
	if strings.Contains(r.log.String(), "192.0.2.0") {
		t.Error("an address in the log")
	}
}
