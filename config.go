package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"

	"thicket/bots"
	"thicket/game"
	"thicket/push"
)

// file is a configuration file: flags by name, below what the environment
// says.
type file map[string]any

// loadFile reads the YAML of a configuration file.
func loadFile(r io.Reader) (kong.Resolver, error) {
	f := file{}
	if err := yaml.NewDecoder(r).Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	return f, nil
}

// Validate refuses keys that are no flags of serve.
func (f file) Validate(app *kong.Application) error {
	var known []string
	for _, command := range app.Children {
		if command.Name != "serve" {
			continue
		}
		for _, flag := range command.Flags {
			if flag.Name != "config" {
				known = append(known, flag.Name)
			}
		}
	}
	for key := range f {
		if !slices.Contains(known, key) {
			return fmt.Errorf("configuration: %q is no key, there are %s", key, strings.Join(known, ", "))
		}
	}
	return nil
}

// Resolve is the value of a flag that neither the command line nor the
// environment sets.
func (f file) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	if node := parent.Node(); node == nil || node.Name != "serve" {
		return nil, nil
	}
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	switch value := f[flag.Name].(type) {
	case nil, bool, string, []any, map[string]any:
		return value, nil
	default:
		return fmt.Sprint(value), nil // read as if it stood on the command line
	}
}

// BeforeResolve reads the configuration file that the environment names; one
// that the command line names is read by the flag itself.
func (s *serve) BeforeResolve(k *kong.Kong, ctx *kong.Context) error {
	named := slices.ContainsFunc(ctx.Path, func(p *kong.Path) bool {
		return p.Flag != nil && p.Flag.Name == "config"
	})
	if named || s.Config == "" {
		return nil
	}
	resolver, err := k.LoadConfig(string(s.Config))
	if err != nil {
		return err
	}
	ctx.AddResolver(resolver)
	return nil
}

// worldSize is "1000x1000".
type worldSize struct{ width, height int }

// UnmarshalText reads WIDTHxHEIGHT.
func (s *worldSize) UnmarshalText(text []byte) error {
	width, height, ok := readSize(text)
	if !ok || min(width, height) < game.MinSide || max(width, height) > game.MaxSide {
		return fmt.Errorf("%q is no size, allowed are %dx%d to %dx%d", text, game.MinSide, game.MinSide, game.MaxSide, game.MaxSide)
	}
	*s = worldSize{width, height}
	return nil
}

// terminalSize is "80x24".
type terminalSize struct{ width, height int }

// UnmarshalText reads COLUMNSxROWS.
func (s *terminalSize) UnmarshalText(text []byte) error {
	width, height, ok := readSize(text)
	if !ok || width < push.MinColumns || width > push.MaxColumns || height < push.MinRows || height > push.MaxRows {
		return fmt.Errorf("%q is no size of a terminal, allowed are %s", text, push.SizeAllowed)
	}
	*s = terminalSize{width, height}
	return nil
}

func readSize(text []byte) (width, height int, ok bool) {
	w, h, ok := strings.Cut(string(text), "x")
	width, errW := strconv.Atoi(w)
	height, errH := strconv.Atoi(h)
	return width, height, ok && errW == nil && errH == nil
}

// cellCount is "64M": a number of cells.
type cellCount int

// UnmarshalText reads a number that may end in k (thousands) or M (millions).
func (n *cellCount) UnmarshalText(text []byte) error {
	number, ok := readCount(text, 10_000_000_000)
	if !ok {
		return fmt.Errorf("%q is no number of cells, allowed are 0 to 10000M, such as 500k or 64M", text)
	}
	*n = cellCount(number)
	return nil
}

// botCount is "2M": a number of bots.
type botCount int

// UnmarshalText reads a number that may end in k (thousands) or M (millions).
func (n *botCount) UnmarshalText(text []byte) error {
	number, ok := readCount(text, push.MaxLoad)
	if !ok {
		return fmt.Errorf("%q is no number of bots, allowed are 1 to %d, such as 1000, 100k or 2M", text, push.MaxLoad)
	}
	*n = botCount(number)
	return nil
}

// sessionCount is "5k": a number of sessions.
type sessionCount int

// UnmarshalText reads a number that may end in k (thousands).
func (n *sessionCount) UnmarshalText(text []byte) error {
	number, ok := readCount(text, mostSessions)
	if !ok {
		return fmt.Errorf("%q is no number of sessions, allowed are 1 to %d, such as 500 or 5k", text, mostSessions)
	}
	*n = sessionCount(number)
	return nil
}

// readCount reads a number up to most that may end in k (thousands) or M (millions).
func readCount(text []byte, most int) (int, bool) {
	digits, unit := strings.TrimSpace(string(text)), 1
	for ending, times := range map[string]int{"k": 1000, "K": 1000, "m": 1_000_000, "M": 1_000_000} {
		if number, found := strings.CutSuffix(digits, ending); found {
			digits, unit = number, times
		}
	}
	number, err := strconv.Atoi(digits)
	return number * unit, err == nil && number >= 0 && number <= most/unit
}

// botSpec is "wander=400,graze=60".
type botSpec struct{ bots.Spec }

// UnmarshalText reads a list of strategies and numbers.
func (s *botSpec) UnmarshalText(text []byte) (err error) {
	s.Spec, err = bots.ParseSpec(string(text))
	return err
}

// validAddresses refuses what is no address of --ssh or, if there is one, of
// --http.
func validAddresses(ssh, http string) error {
	if err := validAddress("ssh", ssh, ":2222"); err != nil || http == "" {
		return err
	}
	return validAddress("http", http, ":8080")
}

func validAddress(flag, address, example string) error {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return fmt.Errorf("--%s is %q, allowed is an address like %s or 127.0.0.1%s", flag, address, example, example)
	}
	return nil
}

// dataFolder is the user's data folder for thicket, "" where there is none.
func dataFolder() string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "thicket")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(home, "AppData", "Local", "thicket")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "thicket")
	}
	return filepath.Join(home, ".local", "share", "thicket")
}

// validAdmins refuses what is no fingerprint of a key.
func validAdmins(fingerprints []string) error {
	for _, f := range fingerprints {
		if err := game.CheckAccount(f); err != nil {
			return fmt.Errorf("--admin: %w", err)
		}
	}
	return nil
}
