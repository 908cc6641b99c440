package main

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// refuses runs the program with a mistake: it names it and starts nothing.
func refuses(t *testing.T, args []string, words ...string) {
	t.Helper()
	code, stdout, stderr := call(t, args...)
	if code != 2 {
		t.Errorf("%q: exit code %d", args, code)
	}
	if stdout != "" {
		t.Errorf("%q: stdout %q", args, stdout)
	}
	contains(t, stderr, append(words, "thicket: ", "Try: thicket --help")...)
	if strings.Contains(stderr, "the meadow is there") {
		t.Errorf("%q started a server", args)
	}
}

// account is the fingerprint of a key.
var account = "SHA256:" + strings.Repeat("A", 43)

// mistakes are wrong values by flag, with what the message has to name.
var mistakes = []struct {
	flag, value string
	words       []string
}{
	{"ssh", "2222", []string{`"2222"`, ":2222"}},
	{"ssh", "127.0.0.1:99999", []string{`"127.0.0.1:99999"`, ":2222"}},
	{"http", "8080", []string{`"8080"`, ":8080"}},
	{"ssh", "", []string{`""`, ":2222"}},
	{"world", "9x9", []string{`"9x9"`, "16x16 to 8192x8192"}},
	{"world", "9000x16", []string{`"9000x16"`, "16x16 to 8192x8192"}},
	{"world", "large", []string{`"large"`, "16x16 to 8192x8192"}},
	{"trees", "51", []string{"51", "0 to 50"}},
	{"generations", "-1", []string{"-1", "0 to 30"}},
	{"generations", "31", []string{"31", "0 to 30"}},
	{"generations", "some", []string{`"some"`, "int"}},
	{"fps", "0", []string{"0", "1 to 30"}},
	{"fps", "31", []string{"31", "1 to 30"}},
	{"fps", "fast", []string{`"fast"`, "int"}},
	{"fps", "12.5", []string{`"12.5"`, "int"}},
	{"max-players", "0", []string{"0", "1 to 100000"}},
	{"max-per-source", "1000001", []string{"1000001", "0 to 1000000"}},
	{"max-worlds", "-1", []string{"-1", "0 to 100000"}},
	{"max-worlds", "100001", []string{"100001", "0 to 100000"}},
	{"max-cells", "many", []string{`"many"`, "64M"}},
	{"max-cells", "-1", []string{`"-1"`, "64M"}},
	{"max-cells", "10001M", []string{`"10001M"`, "10000M"}},
	{"max-cells", "64G", []string{`"64G"`, "64M"}},
	{"drain", "10ms", []string{"10ms", "1s to 10m"}},
	{"drain", "11m", []string{"11m", "1s to 10m"}},
	{"drain", "soon", []string{"soon", "duration"}},
	{"bots", "swim=3", []string{`"swim"`, "graze, hunt, sow, wander"}},
	{"bots", "graze=400000,70001", []string{"470001", "470000", "half of its open cells"}},
	{"bots", "wander=1,wander=2", []string{`"wander"`, "twice"}},
	{"bots", "wander=many", []string{`"many"`, "0 to 50000000"}},
	{"bots", "50000001", []string{"50000001", "0 to 50000000"}},
	{"bots", "470001", []string{"470001", "470000", "half of its open cells"}},
	{"seed", "moss", []string{`"moss"`, "uint"}},
	{"admin", "otter", []string{`"otter"`, "SHA256: and 43 characters"}},
	{"admin", account[:49], []string{`"` + account[:49] + `"`, "SHA256: and 43 characters"}},
	{"admin", account[:49] + "B", []string{`"` + account[:49] + `B"`, "SHA256: and 43 characters"}}, // not as anybody writes it
	{"admin", account + "=", []string{`"` + account + `="`, "SHA256: and 43 characters"}},
	{"log", "xml", []string{`"xml"`, "text, json"}},
	{"log-level", "loud", []string{`"loud"`, "debug, info, warn, error"}},
}

func TestWrongFlags(t *testing.T) {
	for _, m := range mistakes {
		refuses(t, []string{"--" + m.flag + "=" + m.value}, append(m.words, "--"+m.flag)...)
		refuses(t, []string{"serve", "--" + m.flag, m.value}, append(m.words, "--"+m.flag)...)
	}
	refuses(t, []string{"--nope"}, "--nope")
	refuses(t, []string{"dance"}, "dance")
	refuses(t, []string{"version", "--fps", "3"}, "--fps")
	refuses(t, []string{"healthcheck", "--ssh", "2222"}, "--ssh", `"2222"`, ":2222")
}

func TestWrongEnvironment(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.flag+"="+m.value, func(t *testing.T) {
			t.Setenv("THICKET_"+strings.ToUpper(strings.ReplaceAll(m.flag, "-", "_")), m.value)
			refuses(t, nil, append(m.words, "--"+m.flag)...)
		})
	}
}

// config writes a configuration file.
func config(t *testing.T, lines ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "thicket.yaml")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWrongConfig(t *testing.T) {
	for _, m := range mistakes {
		if m.value == "" {
			continue
		}
		file := config(t, m.flag+": "+m.value)
		refuses(t, []string{"--config", file}, append(m.words, "--"+m.flag)...)
	}
	for _, c := range []struct {
		line  string
		words []string
	}{
		{"colour: green", []string{`"colour"`, "max-players"}},
		{"max_players: 3", []string{`"max_players"`, "max-players"}},
		{"config: other.yaml", []string{`"config"`, "max-players"}},
		{"admin: |\n  " + account, []string{"--admin", `A\n"`, "43 characters"}},
		{`admin: ["` + account + `", "` + account + `\n"]`, []string{"--admin", `A\n"`, "43 characters"}},
		{"fps: [1, 2]", []string{"--fps"}},
		{"fps: 3\nfps: 4", []string{"fps"}},
		{"just words", []string{"configuration"}},
	} {
		refuses(t, []string{"--config", config(t, c.line)}, c.words...)
	}
	missing := filepath.Join(t.TempDir(), "missing.yaml")
	refuses(t, []string{"--config", missing}, missing)
}

// started runs a server that stops at once, and gives what it said of its
// world.
func started(t *testing.T, args ...string) map[string]any {
	t.Helper()
	code, stdout, stderr := call(t, append([]string{"--ephemeral", "--ssh", "127.0.0.1:0", "--log", "json"}, args...)...)
	if code != 0 || stdout != "" {
		t.Fatalf("exit code %d, stdout %q, stderr %s", code, stdout, stderr)
	}
	for line := range strings.Lines(stderr) {
		said := map[string]any{}
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if said["msg"] == "the meadow is there" {
			return said
		}
	}
	t.Fatalf("no word of the meadow: %s", stderr)
	return nil
}

func TestPrecedence(t *testing.T) {
	file := config(t, "fps: 3", "seed: 3", "trees: 3", "world: 33x33", "bots: 1,graze=2")
	expect := func(args []string, fps, seed, trees, bots float64) {
		t.Helper()
		said := started(t, args...)
		if said["fps"] != fps || said["seed"] != seed || said["trees_percent"] != trees || said["bots"] != bots {
			t.Errorf("%q: %v", args, said)
		}
	}
	world := []string{"--world", "64x64"}
	expect(append(world, "--seed", "9"), 12, 9, 6, 500)
	expect([]string{"--config", file}, 3, 3, 3, 3)
	t.Setenv("THICKET_FPS", "2")
	t.Setenv("THICKET_SEED", "2")
	expect(append(world, "--seed=9"), 2, 9, 6, 500)
	expect([]string{"--config", file}, 2, 2, 3, 3)
	expect([]string{"--config", file, "--fps", "1"}, 1, 2, 3, 3)
	expect([]string{"serve", "--config", file, "--fps", "1", "--bots", "wander=1"}, 1, 2, 3, 1)

	t.Setenv("THICKET_CONFIG", file)
	expect(nil, 2, 2, 3, 3)
	expect([]string{"--config", config(t, "trees: 1"), "--world", "64x64"}, 2, 2, 1, 500)
	t.Setenv("THICKET_CONFIG", file+".missing")
	refuses(t, nil, file+".missing")
}

func TestGenerationsAndBots(t *testing.T) {
	world := []string{"--world", "64x64"}
	expect := func(generations, bots float64, args ...string) {
		t.Helper()
		if said := started(t, append(world, args...)...); said["generations"] != generations || said["bots"] != bots {
			t.Errorf("%q: %v", args, said)
		}
	}
	expect(4, 500)
	expect(0, 0, "--generations", "0", "--bots=0")
	expect(30, 200, "--generations=30", "--bots=200")
	expect(4, 60, "--bots", "wander=10,graze=20,sow=20,hunt=10")
	t.Setenv("THICKET_GENERATIONS", "7")
	expect(7, 500)
}

func TestRandomSeedIsSaid(t *testing.T) {
	one, two := started(t, "--world", "64x64")["seed"], started(t, "--world", "64x64")["seed"]
	if one == 0.0 || one == two {
		t.Errorf("seeds %v and %v", one, two)
	}
}

func TestVersion(t *testing.T) {
	code, stdout, stderr := call(t, "version")
	if code != 0 || stderr != "" || strings.Count(stdout, "\n") != 1 {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	contains(t, stdout, "thicket ", runtime.Version())

	code, stdout, stderr = call(t, "version", "--json")
	var said struct{ Version, Commit, Go string }
	if err := json.Unmarshal([]byte(stdout), &said); err != nil || code != 0 || stderr != "" {
		t.Errorf("exit code %d, stdout %q, stderr %q: %v", code, stdout, stderr, err)
	}
	if said.Version == "" || said.Commit == "" || said.Go != runtime.Version() {
		t.Errorf("%+v", said)
	}
}

func TestHelpMentionsAllFlags(t *testing.T) {
	flags := []string{
		"--ssh", "--http", "--data", "--ephemeral", "--world", "--trees", "--generations", "--seed", "--bots", "--fps", "--max-players",
		"--max-per-source", "--drain", "--log", "--log-level", "--config", "$THICKET_MAX_PLAYERS",
	}
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}} {
		code, stdout, stderr := call(t, args...)
		if code != 0 || stderr != "" {
			t.Errorf("%q: exit code %d, stderr %q", args, code, stderr)
		}
		contains(t, stdout, flags...)
	}
	ramp := []string{"--from", "--to", "--factor", "1.05 to 1000", "--hold", "100ms to 1h", "--limit", "1ms to 10m", "--json", "--plot", "--fps", "--world"}
	for lab, own := range map[string][]string{
		"bots":     {"--viewers", "--seed=N"},
		"sessions": {"--target", "--i-run-this-server", "--size", "40x12 to 500x200", "--keys", "0 to 8", "--chaff", "--bots"},
	} {
		code, stdout, stderr := call(t, "push", lab, "--help")
		if code != 0 || stderr != "" {
			t.Errorf("push %s --help: exit code %d, stderr %q", lab, code, stderr)
		}
		contains(t, stdout, append(ramp, own...)...)
	}
	_, stdout, _ := call(t, "--help")
	contains(t, stdout, "serve", "version", "healthcheck")
}

func TestHealthOverHTTP(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	s := launch(t, "--world", "64x64", "--http", address)
	if code, stdout, stderr := call(t, "healthcheck", "--http", address); code != 0 || stdout != "healthy\n" {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	s.stop(t)
	if code, _, stderr := call(t, "healthcheck", "--http", address); code != 1 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("without a server: exit code %d, stderr %q", code, stderr)
	}
}

func TestHealthcheck(t *testing.T) {
	s := launch(t, "--world", "64x64")
	code, stdout, stderr := call(t, "healthcheck", "--ssh", s.addr)
	if code != 0 || stdout != "healthy\n" || stderr != "" {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	t.Setenv("THICKET_SSH", s.addr)
	if code, _, stderr := call(t, "healthcheck"); code != 0 {
		t.Errorf("by the environment: exit code %d, %s", code, stderr)
	}
	s.stop(t)
	code, stdout, stderr = call(t, "healthcheck", "--ssh", s.addr)
	if code != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	contains(t, stderr, "unhealthy", s.addr)
}
