package sshd

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata")

// golden compares an answer with the file that holds it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%s\nnot\n%s", name, got, want)
	}
}

// fitsTerminal fails for lines that are wider than a usual terminal.
func fitsTerminal(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if len(strings.TrimSuffix(line, "\n")) > 80 {
			t.Errorf("wider than 80 columns: %q", line)
		}
	}
}

// keysOf are the keys of a JSON object, or of each in a list, which must be
// the same.
func keysOf(t *testing.T, text string) []string {
	t.Helper()
	var list []map[string]any
	if strings.HasPrefix(text, "{") {
		text = "[" + text + "]"
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	keys := slices.Sorted(maps.Keys(list[0]))
	for _, o := range list {
		if !slices.Equal(keys, slices.Sorted(maps.Keys(o))) {
			t.Errorf("%v has not the keys %q", o, keys)
		}
	}
	return keys
}

// These answers are the same each time.
func TestGoldenAnswers(t *testing.T) {
	admin := sshtest.KeyFromSeed(1)
	r := serve(t, func(c *Config) { c.Version, c.Admins = "v1.2.3 abcdef", []string{admin.Fingerprint()} })
	for name, c := range map[string]struct {
		caller
		line string
	}{
		"help":       {caller{user: "otter"}, "help"},
		"help_admin": {caller{"fern", admin}, "help"},
		"help_json":  {caller{user: "otter"}, "help --json"},
		"help_map":   {caller{user: "otter"}, "help map"},
		"help_join":  {caller{user: "otter"}, "help join"},
		"help_watch": {caller{user: "otter"}, "watch --help"},
		"help_close": {caller{"fern", admin}, "help close"},
		"help_ban":   {caller{"fern", admin}, "ban --help"},
		"worlds":     {caller{user: "otter"}, "worlds"},
		"who_nobody": {caller{user: "otter"}, "who"},
		"top_nobody": {caller{user: "otter"}, "top --period=day"},
		"map":        {caller{user: "otter"}, "map"},
		"map_far":    {caller{user: "otter"}, "map --zoom 32 --world meadow"},
		"map_json":   {caller{user: "otter"}, "map --json --zoom=32"},
		"me":         {caller{"wren", sshtest.KeyFromSeed(2)}, "me"},
		"me_guest":   {caller{user: "wren"}, "me"},
	} {
		t.Run(name, func(t *testing.T) {
			text := c.tells(t, r, strings.Fields(c.line)...)
			if !strings.HasSuffix(name, "_json") {
				fitsTerminal(t, text)
			}
			golden(t, name, text)
		})
	}
}

// The keys of INTERFACE.md are there, in each command's JSON.
func TestJSON(t *testing.T) {
	r := forest(t, func(c *Config) {
		c.Degraded = func() []string { return []string{"the disk is full"} }
		if err := c.People.(game.Keeper).Record(game.Meadow, []game.Result{{Account: fingerprintOf(3), Best: 7, Meals: 5, Stings: 3}}); err != nil {
			t.Fatal(err)
		}
	})
	plays(t, r, sshtest.Options{User: "fern"})
	for line, want := range map[string]string{
		"stats":              "version uptime_seconds players sessions bots worlds steps_per_second mailbox_depth echo_p50_ms echo_p99_ms frames_per_second bytes_per_second goroutines rss_bytes degraded",
		"worlds":             "name mode width height players bots generation live_cells crown private asleep match_seconds round motd",
		"who":                "name world x y biomass hearts guest best_biomass dozing away crown",
		"who --world meadow": "name world x y biomass hearts guest best_biomass dozing away crown",
		"top":                "rank name best_biomass meals stings",
		"me":                 "name fingerprint guest best_biomass meals stings admin",
		"map":                "world width height zoom zoom_down rows legend players bots trees wild_cells owned_cells",
		"version":            "version commit go",
		"help":               "version commands",
		"help who":           "name usage about admin flags",
	} {
		text := caller{user: "otter"}.tells(t, r, append(strings.Fields(line), "--json")...)
		if got, want := keysOf(t, text), slices.Sorted(slices.Values(strings.Fields(want))); !slices.Equal(got, want) {
			t.Errorf("%s has the keys %q, not %q", line, got, want)
		}
		if strings.Count(text, "\n") != 1 {
			t.Errorf("%s is not one line: %s", line, text)
		}
	}
}

func fingerprintOf(seed uint64) string { return sshtest.KeyFromSeed(seed).Fingerprint() }

func TestLists(t *testing.T) {
	r := forest(t, func(c *Config) {
		for seed := range uint64(12) {
			if err := c.People.(game.Keeper).Record(game.Meadow, []game.Result{{Account: fingerprintOf(seed), Best: int(seed) * 100, Meals: 5, Stings: 3}}); err != nil {
				t.Fatal(err)
			}
		}
	})
	otter := caller{user: "otter"}
	for _, period := range []string{"day", "week", "all"} {
		if text := otter.tells(t, r, "top", "--period", period); strings.Count(text, "\n") != 11 || !strings.Contains(text, " 1100 ") {
			t.Errorf("top of 10 in the %s: %s", period, text)
		}
	}
	text := otter.tells(t, r, "top", "--limit", "2")
	fitsTerminal(t, text)
	if lines := strings.Split(text, "\n"); len(lines) != 4 || !strings.HasPrefix(lines[1], "   1  ") || !strings.HasPrefix(lines[2], "   2  ") {
		t.Errorf("the best two:\n%s", text)
	}

	plays(t, r, sshtest.Options{User: "fern"})
	plays(t, r, sshtest.Options{User: "wren", Signer: sshtest.KeyFromSeed(50)})
	var who []whoLine
	eventually(t, "two players", func() bool {
		if err := json.Unmarshal([]byte(otter.tells(t, r, "who", "--json")), &who); err != nil {
			t.Fatal(err)
		}
		return len(who) == 2
	})
	if who[0].Name != "fern" || !who[0].Guest || who[1].Name != "wren" || who[1].Guest || who[0].World != "meadow" || who[0].Hearts != 3 {
		t.Errorf("who is %+v", who)
	}
	text = otter.tells(t, r, "who")
	fitsTerminal(t, text)
	contains(t, text, "name  world", "fern  meadow", "yes    no\n", "no     no\n")

	var now figures
	if err := json.Unmarshal([]byte(otter.tells(t, r, "stats", "--json")), &now); err != nil {
		t.Fatal(err)
	}
	if now.Players != 2 || now.Sessions != 2 || now.Worlds != 1 || now.Goroutine < 10 || now.RSS < 1<<20 || now.Bytes <= 0 || !slices.Equal(now.Degraded, []string{}) {
		t.Errorf("%+v", now)
	}
	text = otter.tells(t, r, "stats")
	fitsTerminal(t, text)
	contains(t, text, "players    2 (sessions: 2)", "degraded   nothing\n")

	if text = otter.tells(t, r, "map"); !strings.ContainsAny(text, "P2") {
		t.Errorf("nobody is on the map:\n%s", text)
	}
}

// What is wrong in the operator's folders is told to admins alone.
func TestTroubleInStats(t *testing.T) {
	r := serve(t, func(c *Config) {
		withChief(c)
		c.Degraded = func() []string { return []string{"/srv/thicket.db is full", "/srv/worlds is full"} }
	})
	for c, want := range map[caller][2]string{
		{user: "otter"}:                   {"not everything works or can be kept now", `["not everything works or can be kept now"]`},
		{"otter", sshtest.KeyFromSeed(3)}: {"not everything works or can be kept now", `["not everything works or can be kept now"]`},
		{"boss", chief}:                   {"/srv/thicket.db is full; /srv/worlds is full", `["/srv/thicket.db is full","/srv/worlds is full"]`},
	} {
		contains(t, c.tells(t, r, "stats"), "\ndegraded   "+want[0]+"\n")
		contains(t, c.tells(t, r, "stats", "--json"), `"degraded":`+want[1]+"}")
	}
}

func TestWrongUsage(t *testing.T) {
	r := serve(t, nil)
	for line, want := range map[string]string{
		"dance":                   `"dance" is no command; there are: help, join, watch, stats, top, worlds, who, map, me, version`,
		"top --period year":       `--period is "year", allowed are day, week and all`,
		"top --limit 0":           `--limit is "0", allowed are 1 to 100`,
		"top --limit=101":         `--limit is "101", allowed are 1 to 100`,
		"top --limit ten":         `--limit is "ten", allowed are 1 to 100`,
		"top --period":            "--period needs a value",
		"top --period --json":     "--period needs a value",
		"top --period= day":       "--period needs a value",
		"top otter":               `top takes no "otter"`,
		"top --best":              `top has no flag "--best"; there are: --world, --period, --limit, --json, --help`,
		"top --color":             `top has no flag "--color"`,
		"top --limit 1 --limit 2": "--limit is there twice",
		"who --json=yes":          "--json takes no value",
		"map --zoom 7":            `--zoom is "7", allowed are 8, 16, 32, 64, 128, 256, 512, 1024`,
		"map --color=red":         "--color takes no value",
		"map --color --json":      "--color is for a terminal",
		"help dance":              `"dance" is no command`,
		"help me you":             `"you" is a word too many`,
		"stats \x1b[31m":          `stats takes no "\x1b[31m"`,
	} {
		contains(t, caller{user: "otter"}.refuses(t, r, exitUsage, line), want)
	}
	for line, want := range map[string]string{
		"top --world moon":     `there is no world "moon"; there is: meadow`,
		"who --world \x1b[2Jx": `there is no world "\x1b[2Jx"`,
		"map --world=moon":     `there is no world "moon"`,
		"kick otter":           "kick is for admins",
		"help kick":            "kick is for admins",
	} {
		contains(t, caller{user: "otter"}.refuses(t, r, exitFailed, line), want)
	}
}

// The line is as the network sends it: no shell has looked at it.
func TestHostileLines(t *testing.T) {
	r := serve(t, nil)
	for _, line := range []string{
		" ", "\x1b[31m" + strings.Repeat("x", 200), "top\n--limit\t3\x00", "\xff\xfe --json", "--", "-- --", "=", "--=", "help --",
		strings.Repeat("top ", 300), "top --limit " + strings.Repeat("9", 900), "me \u202eevil",
	} {
		x := session1(t, r.dial(t, "otter"))
		stdout, stderr := &buffer{}, &buffer{}
		x.Stdout, x.Stderr = stdout, stderr
		if err := x.Start(line); err != nil {
			continue // too long, or has a NUL: refused
		}
		if got := status(t, x); got != exitUsage && line != "help --" {
			t.Errorf("%q: exit status %d: %s%s", line, got, stdout, stderr)
		}
		plainText(t, stdout.String())
		plainText(t, stderr.String())
	}
	plainText(t, strings.ReplaceAll(r.log.String(), "\n", ""))
}

// With a terminal, which is raw, lines end with both characters.
func TestTerminalLines(t *testing.T) {
	r := serve(t, nil)
	for line, want := range map[string]string{"worlds": "\r\nmeadow  endless", "help": "\r\n", "top --x": "--help\r\nTry: ssh HOST help top\r\n", "nothing": "version\r\nTry: ssh HOST help\r\n"} {
		x := session1(t, r.dial(t, "otter"))
		out := &buffer{}
		x.Stdout, x.Stderr = out, out
		if err := x.RequestPty("xterm", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if err := x.Start(line); err != nil {
			t.Fatal(err)
		}
		status(t, x)
		contains(t, out.String(), want)
		if got := out.String(); strings.Count(got, "\n") != strings.Count(got, "\r\n") {
			t.Errorf("a bare line break in %q", got)
		}
	}
}

func TestMapInColours(t *testing.T) {
	r := serve(t, nil)
	_, stdout, _ := caller{user: "otter"}.run(t, r, "map", "--color")
	contains(t, stdout, "\x1b[32m^", "\x1b[m\n")
	bare := stdout
	for _, code := range []string{plain, playerColor, "\x1b[33m", "\x1b[36m", "\x1b[37m", "\x1b[32m"} {
		bare = strings.ReplaceAll(bare, code, "")
	}
	if want := (caller{user: "otter"}).tells(t, r, "map"); bare != want {
		t.Errorf("without its colours the map is\n%s\nnot\n%s", bare, want)
	}
}
