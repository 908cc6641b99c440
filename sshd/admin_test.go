package sshd

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// chief is the key of the admin in these tests.
var chief = sshtest.KeyFromSeed(1000)

func withChief(c *Config) { c.Admins = []string{chief.Fingerprint()} }

// from is an address on this machine that is not the admin's.
func from(last byte) net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, last)} }

// leaves waits until a player's session is over and tells what stays on the
// screen.
func leaves(t *testing.T, p *sshtest.Player, status int) string {
	t.Helper()
	code, err := p.Wait(context.Background())
	if err != nil || code != status {
		t.Errorf("exit code %d, %v", code, err)
	}
	if err := p.Restored(); err != nil {
		t.Error(err)
	}
	// A sentence may go on in the next row.
	return strings.ReplaceAll(p.Screen(), "\n", "")
}

func TestAdminsOnly(t *testing.T) {
	r := serve(t, withChief)
	for _, line := range []string{"kick otter", "kick", "ban otter", "unban otter", "bans --json", "say hello", "bots 5", "close lab", "drain", "ban --help"} {
		verb, _, _ := strings.Cut(line, " ")
		for _, c := range []caller{{user: "wren"}, {"wren", sshtest.KeyFromSeed(4)}} {
			if got := c.refuses(t, r, exitFailed, line); got != "thicket: "+verb+" is for admins\n" {
				t.Errorf("%s: %q", line, got)
			}
		}
	}
}

func TestAdminUsage(t *testing.T) {
	r := serve(t, func(c *Config) {
		withChief(c)
		c.Bots = func(string) (string, error) { return "", &UsageError{errors.New(`"x" is no number of bots`)} }
	})
	boss := caller{"boss", chief}
	for line, want := range map[string]string{
		"kick":                 "kick needs NAME",
		"kick ?!":              `"?!" is no name`,
		"kick a b":             `"b" is a word too many`,
		"kick otter --for 2h":  `kick has no flag "--for"; there are: --why, --json, --help`,
		"ban otter --for ever": `--for is "ever", allowed are 1m to 3650d`,
		"ban otter --for 30s":  `--for is "30s", allowed are 1m to 3650d`,
		"ban 0.0.0.0/0":        `"0.0.0.0/0" is no block of addresses; allowed are`,
		"ban SHA256:short":     `"SHA256:short" is no key`,
		"ban":                  "ban needs NAME|SHA256:...|CIDR",
		"unban 1.2.3":          `"1.2.3" is no block of addresses`,
		"say":                  "say needs TEXT",
		"say \u200b":           "there is nothing to read",
		"bots x":               `"x" is no number of bots`,
		"bots":                 "bots needs SPEC",
		"close":                "close needs WORLD",
		"close lab den":        `"den" is a word too many`,
		"drain now":            `drain takes no "now"`,
	} {
		contains(t, boss.refuses(t, r, exitUsage, line), want)
	}
	for line, want := range map[string]string{
		"kick otter":                 "nobody called otter plays now",
		"ban otter":                  "there is nobody called otter",
		"unban otter":                "there is no ban of otter",
		"unban 192.0.2.0/24":         "there is no ban of 192.0.2.0/24",
		"ban " + chief.Fingerprint(): "nobody can ban themselves",
		"close moon":                 `there is no world "moon"; there is: meadow`,
		"close \x1b[2J":              `there is no world "\x1b[2J"`,
		"drain":                      "cannot be stopped from here",
	} {
		contains(t, boss.refuses(t, r, exitFailed, line), want)
	}
	if text := boss.tells(t, r, "bans"); text != "Nobody is banned.\n" {
		t.Error(text)
	}
	if text := boss.tells(t, r, "bans", "--json"); text != "[]\n" {
		t.Error(text)
	}
}

func TestKick(t *testing.T) {
	r := forest(t, withChief)
	boss := caller{"boss", chief}
	fern := plays(t, r, sshtest.Options{User: "fern"})
	wren := plays(t, r, sshtest.Options{User: "wren", Signer: sshtest.KeyFromSeed(5)})
	if text := boss.tells(t, r, "kick", "FERN", "--why", "being", "rude"); text != "Sent away: FERN\n" {
		t.Error(text)
	}
	contains(t, leaves(t, fern, exitFailed), "an admin sent you away: being rude")
	if text := boss.tells(t, r, "kick", "wren", "--json"); text != `{"name":"wren","sessions":1,"why":""}`+"\n" {
		t.Error(text)
	}
	if text := leaves(t, wren, exitFailed); !strings.Contains(text, "an admin sent you away") || strings.Contains(text, "away:") {
		t.Error(text)
	}
	eventually(t, "nobody is in the world", func() bool { return (boss.tells(t, r, "who", "--json")) == "[]\n" })
	contains(t, r.log.String(), `"msg":"an admin sent somebody away","user":"boss"`, `"by":"boss","key":"`+chief.Fingerprint()+`","name":"FERN","why":"being rude"`)
	plays(t, r, sshtest.Options{User: "fern"}) // they may come back
}

// Whose line broke has no session to end, only a walker that waits.
func TestKickOfAWalkerThatWaits(t *testing.T) {
	r := forest(t, withChief)
	boss := caller{"boss", chief}
	otter := plays(t, r, sshtest.Options{User: "otter", Signer: sshtest.KeyFromSeed(5)})
	if err := otter.Close(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the walker waits", func() bool { return strings.Contains(boss.tells(t, r, "who", "--json"), `"away":true`) })
	if text := boss.refuses(t, r, exitFailed, "kick", "Otter"); text != "thicket: Otter's line is broken; the walker leaves within a minute\n" {
		t.Error(text)
	}
}

// Who changed their name is found by the new one alone.
func TestKickByTheNewName(t *testing.T) {
	r := serve(t, withChief)
	boss := caller{"boss", chief}
	x, out, _ := shellOn(t, r.dial(t, "fern"))
	p := receive(t, r.played, "session")
	changed := p.s.Profile
	changed.Name = "hazel"
	if kept, err := p.s.Keep(p.ctx, changed); err != nil || kept.Name != "hazel" {
		t.Fatal(kept, err)
	}
	contains(t, boss.refuses(t, r, exitFailed, "kick", "fern"), "nobody called fern")
	boss.tells(t, r, "kick", "hazel")
	if s := status(t, x); s != exitFailed {
		t.Errorf("exit status %d", s)
	}
	contains(t, out.String(), "bye: an admin sent you away")
	if _, err := p.s.Keep(context.Background(), changed); err == nil {
		t.Error("a profile is kept after the visit")
	}
}

func TestSay(t *testing.T) {
	var lobby *game.Lobby
	r := forest(t, func(c *Config) { withChief(c); lobby = c.Worlds.(*game.Lobby) })
	ear, err := lobby.Enter(t.Context(), game.Meadow, game.Join{Name: "ear"})
	if err != nil {
		t.Fatal(err)
	}
	defer ear.Leave()
	boss := caller{"boss", chief}
	contains(t, boss.refuses(t, r, exitUsage, "say", strings.Repeat("x", maxSaid+1)), "has 141 columns, allowed are 140")
	contains(t, boss.refuses(t, r, exitUsage, "kick", "ear", "--why", strings.Repeat("x", maxWhy+1)), "--why has 73 columns, allowed are 72")
	if text := boss.tells(t, r, "say", "back  at", "\x1b[31mten\n\u202e", strings.Repeat("x", 100)); !strings.HasPrefix(text, "Said: back  at [31mten  xxx") || len(text) != 125 {
		t.Errorf("%q", text)
	}
	var heard string
	eventually(t, "it is heard", func() bool {
		n, ok := ear.Notice()
		heard = n.Text
		return ok && n.Kind == game.Said
	})
	if !strings.HasPrefix(heard, "back  at [31mten  xxx") || len(heard) != 118 {
		t.Errorf("heard %q", heard)
	}
	if text := boss.tells(t, r, "say", "--json", "hello", "all"); text != `{"text":"hello all","missed":0}`+"\n" {
		t.Error(text)
	}
}

func TestBotsAndDrain(t *testing.T) {
	stopped := make(chan struct{})
	r := serve(t, func(c *Config) {
		withChief(c)
		c.Bots = func(spec string) (string, error) {
			if spec == "none" {
				return "", errors.New("the swarms are stuck")
			}
			return "of " + spec, nil
		}
		c.Stop = func() { close(stopped) }
	})
	boss := caller{"boss", chief}
	if text := boss.tells(t, r, "bots", "wander=5"); text != "Bots: of wander=5\n" {
		t.Error(text)
	}
	if text := boss.tells(t, r, "bots", "7", "--json"); text != `{"bots":"of 7"}`+"\n" {
		t.Error(text)
	}
	contains(t, boss.refuses(t, r, exitFailed, "bots", "none"), "the swarms are stuck")
	select {
	case <-stopped:
		t.Fatal("stopped before it was asked for")
	default:
	}
	if text := boss.tells(t, r, "drain"); text != "The server says goodbye to everybody (sessions: 0), for 10s at most, and stops.\n" {
		t.Error(text)
	}
	receive(t, stopped, "stop")
}

// The answer reaches the client although the server stops.
func TestDrainStops(t *testing.T) {
	r := serve(t, func(c *Config) {
		withChief(c)
		c.Stop = func() {}
	})
	r.cfg.Stop = func() { go func() { _ = r.stop() }() }
	if text := (caller{"boss", chief}).tells(t, r, "drain", "--json"); text != `{"sessions":0,"at_most_seconds":10}`+"\n" {
		t.Error(text)
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
}
