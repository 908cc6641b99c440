package sshd

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// smallWorld are flags of a world that costs a test little.
const smallWorld = " --size 32x16 --trees 0 --generations 0 --bots 0"

// terminalRefuses is the stderr of ssh -t and a command, which has to fail with a
// status and without a screen.
func (c caller) terminalRefuses(t *testing.T, r *running, status int, line string) string {
	t.Helper()
	code, stdout, stderr := c.run(t, r, "-tt", line)
	if code != status || stdout != "" {
		t.Errorf("%q: exit code %d, not %d; stdout %q", line, code, status, stdout)
	}
	text := strings.ReplaceAll(stderr, "\r\n", "\n")
	plainText(t, text)
	if (status == exitUsage) != strings.Contains(text, "Try: ssh HOST help") {
		t.Errorf("%q says %q", line, text)
	}
	return text
}

// worldList is what worlds --json tells somebody.
func (c caller) worldList(t *testing.T, r *running) map[string]worldLine {
	t.Helper()
	var list []worldLine
	if err := json.Unmarshal([]byte(c.tells(t, r, "worlds", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	worlds := map[string]worldLine{}
	for _, w := range list {
		worlds[w.Name] = w
	}
	return worlds
}

// whoList is what who --json tells somebody.
func (c caller) whoList(t *testing.T, r *running) (list []whoLine) {
	t.Helper()
	if err := json.Unmarshal([]byte(c.tells(t, r, "who", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// playsIn enters a world that the options ask for.
func playsIn(t *testing.T, r *running, world string, o sshtest.Options) *sshtest.Player {
	t.Helper()
	o.Patience = patience
	p, err := sshtest.DialOpenSSH(t.Context(), r.Addr().String(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	if err := p.WaitText(t.Context(), world); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestJoinFounds(t *testing.T) {
	r := forest(t, nil)
	key := sshtest.KeyFromSeed(1)
	playsIn(t, r, "lab", sshtest.Options{User: "otter", Signer: key, Command: "join lab --size 64x48 --trees 3 --generations 0 --bots 0 --match 5m"})
	lab := caller{user: "x"}.worldList(t, r)["lab"]
	if lab.Width != 64 || lab.Height != 48 || lab.Mode != "match" || lab.Match != 300 || lab.Round != 1 || lab.Crown != "otter" || lab.Bots != 0 || lab.Private || lab.Asleep {
		t.Errorf("the lab is %+v", lab)
	}
	contains(t, r.log.String(), `"msg":"a world was founded"`, `"player":"otter"`, `"world":"lab","key":"`+key.Fingerprint()+`","width":64,"height":48`)

	// Others come in by user name and by join, guests too.
	playsIn(t, r, "lab", sshtest.Options{User: "fern+lab"})
	playsIn(t, r, "lab", sshtest.Options{User: "wren", Signer: sshtest.KeyFromSeed(2), Command: "join lab"})
	eventually(t, "three play in the lab", func() bool {
		n, crowned := 0, false
		for _, w := range (caller{user: "x"}).whoList(t, r) {
			if w.World == "lab" {
				n++
			}
			crowned = crowned || w.Crown && w.Name == "otter"
		}
		return n == 3 && crowned
	})

	// And by user name a world is founded with what is usual.
	playsIn(t, r, "den", sshtest.Options{User: "hazel+den", Signer: sshtest.KeyFromSeed(3)})
	den := caller{user: "x"}.worldList(t, r)["den"]
	if den.Width != 256 || den.Height != 256 || den.Mode != "endless" || den.Match != 0 || den.Round != 0 || den.Crown != "hazel" {
		t.Errorf("the den is %+v", den)
	}
	text := caller{user: "x"}.tells(t, r, "worlds")
	fitsTerminal(t, text)
	contains(t, text, "\nlab     match 5m    64x48 ", " hazel\n")
}

func TestJoinUsage(t *testing.T) {
	r := forest(t, nil)
	otter := caller{"otter", sshtest.KeyFromSeed(1)}
	contains(t, otter.refuses(t, r, exitUsage, "join lab --size 16x16"), "join needs a terminal: ssh -t HOST join lab\n")
	contains(t, otter.refuses(t, r, exitUsage, "watch"), "watch needs a terminal: ssh -t HOST watch\n")
	contains(t, otter.refuses(t, r, exitUsage, "watch meadow fern"), "watch needs a terminal: ssh -t HOST watch meadow\n")
	for line, want := range map[string]string{
		"join":                             "join needs WORLD; its usage is: join WORLD [--size WxH]",
		"join a":                           `"a" is no name of a world; allowed are 2 to 24 of a-z, 0-9 and -`,
		"join Lab":                         `"Lab" is no name of a world; allowed are`,
		"join lab+x":                       `"lab+x" is no name of a world; allowed are`,
		"join \x1b[2J":                     `"\x1b[2J" is no name of a world; allowed are`,
		"join " + strings.Repeat("x", 25):  `is no name of a world; allowed are`,
		"join " + strings.Repeat("x", 900): `is no name of a world; allowed are`,
		"join lab --json":                  `join has no flag "--json"; there are: --size, --trees, --generations, --bots, --private, --match, --help`,
		"join lab den":                     `"den" is a word too many`,
		"join lab --size 513x512":          `--size is "513x512", allowed are 16x16 to 512x512`,
		"join lab --size 16x15":            `--size is "16x15", allowed are`,
		"join lab --size big":              `--size is "big", allowed are`,
		"join lab --trees 51":              `--trees is "51", allowed are 0 to 50`,
		"join lab --generations 31":        `--generations is "31", allowed are 0 to 30`,
		"join lab --match 59s":             `--match is "59s", allowed are 1m to 60m`,
		"join lab --match 61m":             `--match is "61m", allowed are 1m to 60m`,
		"join lab --match 90s":             `--match is "90s", allowed are 1m to 60m, in whole minutes`,
		"join lab --private=yes":           "--private takes no value",
		"join meadow --size 32x32":         "meadow is there already, and --size is for founding",
		"join meadow --private":            "meadow is there already, and --private is for founding",
		"watch a":                          `"a" is no name of a world; allowed are`,
		"watch meadow ?":                   `"?" is no name; who --world meadow lists who is there`,
		"watch meadow fern wren":           `"wren" is a word too many`,
		"watch --json":                     `watch has no flag "--json"; there are: --help`,
	} {
		contains(t, otter.terminalRefuses(t, r, exitUsage, line), want)
	}
	for line, want := range map[string]string{
		"watch moon":        `there is no world "moon"; there is: meadow`,
		"watch meadow fern": "nobody called fern is in meadow; ask: who --world meadow",
	} {
		contains(t, otter.terminalRefuses(t, r, exitFailed, line), want)
	}
	if n := len(otter.worldList(t, r)); n != 1 {
		t.Errorf("there are %d worlds", n)
	}
	if code, stdout, _ := otter.run(t, r, "join", "--help"); code != exitDone || !strings.HasPrefix(stdout, "Play in a world") {
		t.Errorf("exit code %d: %s", code, stdout)
	}
}

func TestGuestsFoundNothing(t *testing.T) {
	r := forest(t, nil)
	guest := caller{user: "fern"}
	for _, line := range []string{"join lab", "join lab" + smallWorld} {
		if got := guest.terminalRefuses(t, r, exitFailed, line); got != "thicket: there is no world lab, and only who has a key can found one\n" {
			t.Errorf("%s: %q", line, got)
		}
	}
	if got := (caller{user: "fern+lab"}).terminalRefuses(t, r, exitFailed, ""); got != "thicket: there is no world lab, and only who has a key can found one\n" {
		t.Errorf("by user name: %q", got)
	}
	// Nor by what the game's own screen asks.
	p := playsAs(t, r, r.dial(t, "fern"))
	err := p.s.Worlds.Found(p.ctx, game.NewCharter("lab"))
	if err == nil || err.Error() != "only who has a key can found a world" {
		t.Errorf("told %v", err)
	}
	if n := len(guest.worldList(t, r)); n != 1 {
		t.Errorf("there are %d worlds", n)
	}
}

// What cannot be founded is refused in words, and nothing is left of it.
func TestLimitsOfFounding(t *testing.T) {
	limits := func(change func(*game.LobbyConfig)) *running {
		return forest(t, func(c *Config) {
			lobby := meadowWith(t, change)
			runs(t, lobby.Run)
			c.Worlds = lobby
		})
	}
	founds := func(r *running, seed uint64, worlds ...string) {
		t.Helper()
		for _, world := range worlds {
			p := playsIn(t, r, world, sshtest.Options{User: "otter", Signer: sshtest.KeyFromSeed(seed), Command: "join " + world + smallWorld})
			_ = p.Close()
		}
	}
	otter := caller{"otter", sshtest.KeyFromSeed(1)}
	for name, c := range map[string]struct {
		change func(*game.LobbyConfig)
		before []string
		line   string
		want   string
	}{
		"the fourth":           {nil, []string{"aa", "bb", "cc"}, "join dd" + smallWorld, "you have three worlds already (aa, bb, cc)"},
		"one cell too many":    {func(c *game.LobbyConfig) { c.MaxCells = 2*32*16 - 1 }, []string{"aa"}, "join bb" + smallWorld, "32x16 is 1 cells more than is left on this server (511)"},
		"one world too many":   {func(c *game.LobbyConfig) { c.MaxWorlds = 2 }, []string{"aa", "bb"}, "join cc" + smallWorld, "the server has no room for more worlds (2)"},
		"by user name as well": {func(c *game.LobbyConfig) { c.MaxWorlds = 1 }, []string{"aa"}, "", "the server has no room for more worlds (1)"},
	} {
		t.Run(name, func(t *testing.T) {
			r := limits(c.change)
			founds(r, 1, c.before...)
			who := otter
			if c.line == "" {
				who.user += "+moon"
			}
			got := who.terminalRefuses(t, r, exitFailed, c.line)
			contains(t, got, c.want)
			if strings.Contains(got, "error") {
				t.Errorf("told %q", got)
			}
			if n := len(otter.worldList(t, r)); n != 1+len(c.before) {
				t.Errorf("there are %d worlds", n)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1m": time.Minute, "60m": time.Hour, "1h": time.Hour, "120s": 2 * time.Minute,
		"59s": 0, "90s": 0, "2m30s": 0, "1h1s": 0, "5": 0, "-5m": 0, "": 0, "1m0.5s": 0, "5m\n": 0, "1e9h": 0,
	} {
		got, err := match(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string][2]int{
		"16x16": {16, 16}, "512x512": {512, 512}, "200x100": {200, 100},
		"15x16": {}, "16x513": {}, "16": {}, "x": {}, "16x16x16": {}, "-16x-16": {}, "": {}, "99999999999999999999x16": {},
	} {
		w, h, err := size(text)
		if [2]int{w, h} != want || (err == nil) != (want[0] > 0) {
			t.Errorf("%q is %dx%d, %v", text, w, h, err)
		}
	}
}
