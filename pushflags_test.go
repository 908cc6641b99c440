package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// slips are wrong values of push by lab and flag, with what the message has to name.
var slips = []struct {
	lab, flag, value string
	words            []string
}{
	{"bots", "from", "0", []string{"0", "1 to 50000000"}},
	{"bots", "from", "some", []string{`"some"`, "100k or 2M"}},
	{"bots", "to", "999", []string{"999", "1000 (from) to 50000000"}},
	{"bots", "to", "51M", []string{`"51M"`, "1 to 50000000"}},
	{"bots", "to", "2G", []string{`"2G"`, "100k or 2M"}},
	{"bots", "to", "-1", []string{`"-1"`, "1 to 50000000"}},
	{"bots", "to", "8M", []string{"8000000", "7520000", "4000x4000", "half of its open cells"}},
	{"bots", "factor", "1", []string{"1", "1.05 to 1000"}},
	{"bots", "factor", "NaN", []string{"NaN", "1.05 to 1000"}},
	{"bots", "factor", "double", []string{`"double"`, "1.05 to 1000"}},
	{"bots", "hold", "10ms", []string{"10ms", "100ms to 1h"}},
	{"bots", "hold", "long", []string{"long", "100ms to 1h"}},
	{"bots", "limit", "11m", []string{"11m", "1ms to 10m"}},
	{"bots", "limit", "10", []string{"10", "1ms to 10m"}},
	{"bots", "viewers", "-1", []string{"-1", "0 to 10000"}},
	{"bots", "viewers", "many", []string{`"many"`, "0 to 10000"}},
	{"bots", "world", "9x9", []string{`"9x9"`, "16x16 to 8192x8192"}},
	{"bots", "fps", "0", []string{"0", "1 to 30"}},
	{"bots", "seed", "moss", []string{`"moss"`, "uint"}},
	{"sessions", "from", "0", []string{"0", "1 to 100000"}},
	{"sessions", "from", "some", []string{`"some"`, "1 to 100000", "5k"}},
	{"sessions", "to", "100001", []string{"100001", "1 to 100000"}},
	{"sessions", "to", "99", []string{"99", "100 to 100000"}},
	{"sessions", "size", "39x24", []string{`"39x24"`, "40x12 to 500x200"}},
	{"sessions", "size", "80x201", []string{`"80x201"`, "40x12 to 500x200"}},
	{"sessions", "size", "large", []string{`"large"`, "40x12 to 500x200"}},
	{"sessions", "keys", "8.1", []string{"8.1", "0 to 8"}},
	{"sessions", "keys", "NaN", []string{"NaN", "0 to 8"}},
	{"sessions", "keys", "all", []string{`"all"`, "0 to 8"}},
	{"sessions", "target", "localhost", []string{`"localhost"`, "127.0.0.1:2222"}},
	{"sessions", "target", "192.0.2.1:22", []string{`"192.0.2.1:22"`, "loopback", "--i-run-this-server"}},
	{"sessions", "target", "[2001:db8::1]:22", []string{`"[2001:db8::1]:22"`, "loopback", "--i-run-this-server"}},
	{"sessions", "world", "9x9", []string{`"9x9"`, "16x16 to 8192x8192"}},
	{"sessions", "bots", "swim=3", []string{`"swim"`, "graze, hunt, sow, wander"}},
	{"sessions", "bots", "470001", []string{"470001", "470000", "half of its open cells"}},
	{"sessions", "fps", "31", []string{"31", "1 to 30"}},
}

func TestWrongPush(t *testing.T) {
	for _, s := range slips {
		words := append(s.words, "--"+s.flag)
		refuses(t, []string{"push", s.lab, "--" + s.flag + "=" + s.value}, words...)
		t.Run(s.flag+"="+s.value, func(t *testing.T) {
			t.Setenv("THICKET_"+strings.ToUpper(s.flag), s.value)
			refuses(t, []string{"push", s.lab}, words...)
		})
	}
	refuses(t, []string{"push"}, `"bots", "sessions"`)
	refuses(t, []string{"push", "trees"}, "trees")
	refuses(t, []string{"push", "bots", "--keys", "1"}, "--keys")
	refuses(t, []string{"push", "bots", "--json", "x", "--plot", "x"}, "--json", "--plot", `"x"`)
}

// A folder that cannot be written is found out before anything is pushed.
func TestPushLooksFirstWhereToWrite(t *testing.T) {
	folder := t.TempDir()
	for _, file := range []string{filepath.Join(folder, "missing", "figures"), folder} {
		for _, flag := range []string{"--json", "--plot"} {
			for _, lab := range []string{"bots", "sessions"} {
				code, stdout, stderr := call(t, "push", lab, flag, file)
				if code != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 {
					t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
				}
				contains(t, stderr, "write "+file+": ")
			}
		}
	}
	if left := files(t, folder); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestTargetOfPush(t *testing.T) {
	for _, c := range []struct {
		target string
		mine   bool
		want   string // "" if it is refused
	}{
		{"127.0.0.1:2222", false, "127.0.0.1:2222"},
		{"127.1.2.3:22", false, "127.1.2.3:22"},
		{"[::1]:22", false, "[::1]:22"},
		{"[::ffff:127.0.0.1]:22", false, "127.0.0.1:22"},
		{"localhost:22", false, "127.0.0.1:22"},
		{":2222", false, "127.0.0.1:2222"},
		{"0.0.0.0:2222", false, "127.0.0.1:2222"},
		{"192.0.2.1:22", false, ""},
		{"192.0.2.1:22", true, "192.0.2.1:22"},
		{"[::ffff:192.0.2.1]:22", false, ""},
		{"[2001:db8::1]:22", true, "[2001:db8::1]:22"},
	} {
		got, err := (&pushSessions{Target: c.target, Mine: c.mine}).address(t.Context())
		if got != c.want || errors.As(err, new(usageError)) != (c.want == "") {
			t.Errorf("%s: %q, %v", c.target, got, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := (&pushSessions{Target: "forest.invalid:22", Mine: true}).address(ctx); err == nil || got != "" || !strings.Contains(err.Error(), "forest.invalid:22") {
		t.Errorf("%q, %v", got, err)
	}
}

// The server of push sessions is told all that it needs, whatever the environment says.
func TestServerOfPush(t *testing.T) {
	p := pushSessions{World: worldSize{64, 128}, Bots: botSpec{}, FPS: 10}
	p.To = 5000
	words, err := p.server()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("THICKET_SSH", "not an address")
	t.Setenv("THICKET_MAX_PER_SOURCE", "3")
	t.Setenv("THICKET_HTTP", "127.0.0.1:1")
	t.Setenv("THICKET_LOG", "json")
	code, stdout, stderr := call(t, words[1:]...) // it ends at once
	if code != 0 || stderr != "" {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
	if !invitation.MatchString(stdout) {
		t.Errorf("stdout %q", stdout)
	}
	contains(t, strings.Join(words, " "), "--world=64x128", "--bots=0", "--fps=10", "--max-players=10100", "--max-per-source=0", "--ephemeral", "--seed=1")
}
