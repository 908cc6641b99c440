package sshd

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// A private world is for who is invited, founded it, wears its crown or looks after
// the server; to all others it is as one that is not there.
func TestPrivateWorlds(t *testing.T) {
	key := sshtest.KeyFromSeed
	r := forest(t, withChief)
	found(t, r, game.Charter{
		Name: "den", Motd: "psst", Founder: key(1).Fingerprint(),
		Crown:   game.Subject{Account: key(1).Fingerprint(), Name: "otter"},
		Invited: []game.Subject{{Account: key(3).Fingerprint(), Name: "wren"}, {Name: "fern", Source: "127.0.0.1/32"}},
	})
	found(t, r, game.Charter{Name: "lab", Founder: key(1).Fingerprint(), Crown: game.Subject{Account: key(1).Fingerprint(), Name: "otter"}})
	founder, queen := inside(t, r, "otter", key(1)), inside(t, r, "queen", key(2))
	founder.Decree(game.Decree{Kind: game.HandOver, Name: "queen"})
	founder.Leave()
	eventually(t, "the den is private", func() bool {
		queen.Decree(game.Decree{Kind: game.Close})
		den, _ := (&session{srv: r.Server, who: identity{fingerprint: chief.Fingerprint()}}).look("den")
		return den.Charter.Private && den.Charter.Crown.Name == "queen"
	})

	for name, c := range map[string]caller{"a guest": {user: "fern"}, "a stranger": {"wren", key(4)}} {
		for _, line := range []string{"worlds", "worlds --json", "who", "who --json", "stats", "stats --json", "help", "me"} {
			if text := c.tells(t, r, strings.Fields(line)...); strings.Contains(text, "den") && line != "help" || strings.Contains(text, "queen") {
				t.Errorf("%s sees it in %s: %s", name, line, text)
			}
		}
		for _, line := range []string{"who --world den", "map --world den", "map --world den --json", "top --world den"} {
			if got := c.refuses(t, r, exitFailed, line); got != "thicket: there is no world \"den\"; there is: meadow, lab\n" {
				t.Errorf("%s: %s: %q", name, line, got)
			}
		}
	}
	for name, c := range map[string]caller{"its founder": {"otter", key(1)}, "its crown": {"queen", key(2)}, "who is invited": {"wren", key(3)}, "an admin": {"boss", chief}} {
		if den := c.worldList(t, r)["den"]; !den.Private || den.Crown != "queen" || den.Players != 1 || den.Motd != "psst" {
			t.Errorf("%s sees %+v", name, den)
		}
		contains(t, c.tells(t, r, "worlds"), "\nden     endless, private ")
		contains(t, c.tells(t, r, "who", "--world", "den"), "queen  den ")
		contains(t, c.tells(t, r, "map", "--world", "den"), "den 48x32")
		contains(t, c.tells(t, r, "top", "--world", "den"), "ranking of den")
	}
	if now := r.figures(); now.Worlds != 3 || now.Players != 1 {
		t.Errorf("stats count %+v", now)
	}
}

// inside is somebody in the den.
func inside(t *testing.T, r *running, name string, key *sshtest.Key) *game.Client {
	t.Helper()
	c, err := r.cfg.Worlds.Enter(t.Context(), "den", game.Join{Name: name, Account: key.Fingerprint()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Leave)
	return c
}

// Each right to see a private world is enough by itself.
func TestWhoSeesAPrivateWorld(t *testing.T) {
	s := &Server{admins: map[string]bool{"admin": true}}
	den := game.Listing{Name: "den", Charter: &game.Charter{
		Private: true, Founder: "founder", Crown: game.Subject{Account: "crown"},
		Invited: []game.Subject{{Name: "fern"}, {Account: "invited"}}, Banned: []game.Subject{{Account: "banned"}},
	}}
	for key, want := range map[string]bool{"founder": true, "crown": true, "invited": true, "admin": true, "banned": false, "stranger": false, "": false} {
		x := &session{srv: s, who: identity{fingerprint: key, guest: key == ""}}
		if got := x.sees(den); got != want {
			t.Errorf("%q sees it: %v", key, got)
		}
	}
	den.Charter.Crown, den.Charter.Founder = game.Subject{}, ""
	if (&session{srv: s}).sees(den) {
		t.Error("a guest passes for a crown that nobody wears")
	}
}

// The list in the game is the same.
func TestPrivateWorldsInTheGame(t *testing.T) {
	r := forest(t, func(c *Config) { withChief(c); c.Play = untilGone })
	key := sshtest.KeyFromSeed
	found(t, r, game.Charter{
		Name: "den", Private: true, Founder: key(1).Fingerprint(), Crown: game.Subject{Account: key(1).Fingerprint(), Name: "otter"},
	})
	for _, c := range []struct {
		key  *sshtest.Key
		want int
	}{{nil, 1}, {key(2), 1}, {key(1), 2}, {chief, 2}} {
		if p := comes(t, r, "somebody", c.key); len(p.s.Worlds.List()) != c.want {
			t.Errorf("%+v is listed to %s", p.s.Worlds.List(), p.s.Name)
		}
	}
}

// Who joins or watches a private world is told that it is private.
func TestPrivateWorldsRefuse(t *testing.T) {
	r := forest(t, withChief)
	key := sshtest.KeyFromSeed
	found(t, r, game.Charter{
		Name: "den", Private: true, Founder: key(1).Fingerprint(), Crown: game.Subject{Account: key(1).Fingerprint(), Name: "otter"},
		Invited: []game.Subject{{Account: key(3).Fingerprint(), Name: "wren"}},
	})
	for _, c := range []caller{{user: "fern"}, {"wren", key(4)}} {
		for _, line := range []string{"join den", "watch den", "watch den otter"} {
			contains(t, c.terminalRefuses(t, r, exitFailed, line), "thicket: den is private: who wears its crown can invite you\n")
		}
		elsewhere := caller{c.user + "+den", c.key}
		contains(t, elsewhere.terminalRefuses(t, r, exitFailed, ""), "thicket: den is private: who wears its crown can invite you\n")
	}
	for _, o := range []sshtest.Options{{User: "otter", Signer: key(1)}, {User: "wren", Signer: key(3)}, {User: "boss", Signer: chief}} {
		o.User += "+den"
		playsIn(t, r, "den", o)
	}
}

// Who wears a crown can ban somebody from that world, and from no other.
func TestBannedFromAWorld(t *testing.T) {
	r := forest(t, withChief)
	key := sshtest.KeyFromSeed
	found(t, r, game.Charter{
		Name: "den", Founder: key(1).Fingerprint(), Crown: game.Subject{Account: key(1).Fingerprint(), Name: "otter"},
		Banned: []game.Subject{{Account: key(4).Fingerprint(), Name: "wren"}, {Name: "fern", Source: "127.0.0.1/32"}},
	})
	for _, c := range []caller{{user: "heron"}, {"wren", key(4)}} {
		for _, line := range []string{"join den", "watch den"} {
			contains(t, c.terminalRefuses(t, r, exitFailed, line), "thicket: you are banned from den for as long as that world lasts\n")
		}
		contains(t, c.tells(t, r, "worlds"), "\nden ")
	}
	plays(t, r, sshtest.Options{User: "wren", Signer: key(4)})
	playsIn(t, r, "den", sshtest.Options{User: "boss+den", Signer: chief})
	playsIn(t, r, "den", sshtest.Options{User: "hazel+den", Signer: key(5)}) // a key has no block
}
