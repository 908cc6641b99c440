package sshd

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	gossh "golang.org/x/crypto/ssh"

	"thicket/game"
	"thicket/sshd/sshtest"
	"thicket/tui/screen"
)

// hostile are texts that would do harm where they are written as they are.
var hostile = []string{
	"\x1b[2J\x1b[31mred\x1b]0;title\a", "two\nlines level=ERROR msg=forged", "evil\u202etxt\u2066", "ze\u200bro\ufeff",
	"\xff\xfe\xc3\x28", "a\u0301\u0301\u0301\u0301", "\x9b31m\x90q\x9c", "\"}\n{\"level\":\"ERROR\"", strings.Repeat("\u0645x", 400), "\x00\x7f\r\b",
}

// harmless fails unless a text can be written on any terminal: it is UTF-8,
// and has nothing but lines of what can be seen.
func harmless(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("no UTF-8: %q", text)
	}
	for _, r := range text {
		if r != '\n' && (!unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Errorf("%U in %q", r, text)
			return
		}
	}
}

// handlers are both forms of the log.
var handlers = map[string]func(io.Writer) slog.Handler{
	"text": func(w io.Writer) slog.Handler {
		return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
	},
	"json": func(w io.Writer) slog.Handler {
		return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
	},
}

// Whatever somebody calls themselves, their world and their terminal, and
// whatever an admin gives as a reason: it is harmless in the log, on another
// player's screen and on the admin's terminal.
func TestHostileStrings(t *testing.T) {
	for form, handler := range handlers {
		t.Run(form, func(t *testing.T) {
			log := &buffer{}
			r := forest(t, func(c *Config) {
				withChief(c)
				c.MaxPerSource = 0
				c.Log = slog.New(handler(log))
			})
			boss := caller{"boss", chief}
			witness := plays(t, r, sshtest.Options{User: "witness", Signer: sshtest.KeyFromSeed(1), Width: 100})
			for _, text := range hostile {
				x := session1(t, r.dial(t, text))
				if _, err := x.StdinPipe(); err != nil { // else the client sends EOF at once
					t.Fatal(err)
				}
				if err := x.RequestPty(text[:min(len(text), 200)], 24, 80, nil); err != nil {
					t.Fatal(err)
				}
				if err := x.Shell(); err != nil {
					t.Fatal(err)
				}
				elsewhere, _, stderr := shellOn(t, r.dial(t, "otter+"+text))
				if s := status(t, elsewhere); s != exitFailed {
					t.Errorf("in a world %q: exit status %d", text, s)
				}
				harmless(t, strings.ReplaceAll(stderr.String(), "\r\n", "\n"))
				_, _ = session1(t, r.dial(t, "otter")).Output(text)
				for _, line := range []string{"say " + text, "ban 192.0.2.0/24 --why " + text, "kick witnes --why " + text, "unban " + text, "bots " + text, "close " + text + " --why " + text} {
					harmless(t, answerTo(t, r, line, false))
				}
				for _, line := range []string{"join " + text, "join meadow --size " + text, "join meadow --bots=" + text, "watch " + text, "watch meadow " + text} {
					harmless(t, answerTo(t, r, line, false))
					harmless(t, answerTo(t, r, line, true))
				}
			}
			for _, line := range []string{"who", "bans", "worlds", "who --json", "bans --json", "worlds --json"} {
				harmless(t, boss.tells(t, r, line))
			}
			eventually(t, "all but one play", func() bool { return r.Stats().Players == 1+len(hostile) })
			harmless(t, witness.Screen())
			if witness.Title() != "" {
				t.Errorf("the witness's window is called %q", witness.Title())
			}
			harmless(t, log.String())
			for line := range strings.Lines(log.String()) {
				if !strings.HasPrefix(line, "time=") && !json.Valid([]byte(line)) {
					t.Errorf("a line of the log: %q", line)
				}
			}
		})
	}
}

// answerTo is all that an admin reads who sends a line as it is, from a terminal
// or not.
func answerTo(t *testing.T, r *running, line string, terminal bool) string {
	t.Helper()
	c := r.dial(t, "boss", chief)
	defer c.Close()
	x := session1(t, c)
	if terminal {
		if err := x.RequestPty("xterm", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
	}
	out := &buffer{}
	x.Stdout, x.Stderr = out, out
	if err := x.Start(line); err != nil {
		return "" // refused: it has a NUL, or is too long
	}
	status(t, x)
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

// goodWorld is what every world may be called, so that it can be logged as it is.
var goodWorld = regexp.MustCompile(`^[a-z0-9-]{2,24}$`)

func second[A any](_ A, err error) error        { return err }
func third[A, B any](_ A, _ B, err error) error { return err }

func FuzzHostile(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text)
	}
	s := &Server{}
	f.Fuzz(func(t *testing.T, user, text string) {
		who := identify(user, nil)
		if !goodName.MatchString(who.name) || cleanTerm(text) != cleanTerm(cleanTerm(text)) {
			t.Errorf("%q is called %q at %q", user, who.name, cleanTerm(text))
		}
		why := screen.Clean(text, maxWhy)
		told := sentence(game.Ban{Why: text})
		if !strings.HasSuffix(told, why) || screen.TextWidth(why) > maxWhy {
			t.Errorf("%q reads %q", text, told)
		}
		harmless(t, told+printable(user)+cleanTerm(text))
		for form, handler := range handlers {
			var line bytes.Buffer
			slog.New(handler(&line)).With("user", who.name, "source", s.mask(netip.Prefix{})).
				Info("a line", "term", cleanTerm(text), "kind", printable(text), "why", why, "world", printable(who.world), "cause", sent{told})
			harmless(t, line.String())
			if strings.Count(line.String(), "\n") != 1 || form == "json" && !json.Valid(line.Bytes()) {
				t.Errorf("%q", line.String())
			}
		}
		payload := gossh.Marshal(struct{ Command string }{text})
		if line, ok := parseExec(payload); ok {
			if _, err := parse(line, false); err != nil {
				harmless(t, err.Error())
			}
		}
		for _, err := range []error{checkWorld(text), second(match(text)), third(size(text))} {
			if err != nil {
				harmless(t, err.Error())
			}
		}
		if checkWorld(text) == nil && !goodWorld.MatchString(text) {
			t.Errorf("a world may be called %q", text)
		}
	})
}
