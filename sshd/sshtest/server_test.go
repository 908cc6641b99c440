package sshtest

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// serve runs a small full-screen program behind SSH and gives its address.
// Each key makes it do one thing; see actor.key.
func serve(t *testing.T) string {
	t.Helper()
	host, err := gossh.NewSignerFromSigner(NewKey().private)
	if err != nil {
		t.Fatal(err)
	}
	server := &ssh.Server{
		Handler:          act,
		HostSigners:      []ssh.Signer{host},
		PublicKeyHandler: func(ssh.Context, ssh.PublicKey) bool { return true },
		KeyboardInteractiveHandler: func(_ ssh.Context, ask gossh.KeyboardInteractiveChallenge) bool {
			_, err := ask("", "", nil, nil)
			return err == nil
		},
		RequestHandlers: map[string]ssh.RequestHandler{
			"ping@test": func(ssh.Context, *ssh.Server, *gossh.Request) (bool, []byte) { return true, nil },
		},
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return l.Addr().String()
}

// actor is one session's program.
type actor struct {
	ssh.Session
	keys  chan rune
	reply string // of the terminal, from ESC to y
}

func act(s ssh.Session) {
	a := &actor{Session: s, keys: make(chan rune)}
	go a.read()
	window, resizes, _ := s.Pty()
	who := "a guest"
	if s.PublicKey() != nil {
		who = gossh.FingerprintSHA256(s.PublicKey())
	}
	a.say("\x1b[?1049h\x1b[?25l\x1b[H%s is %s at %s", s.User(), who, window.Term)
	a.say("\x1b[2;1Hglyphs=%s command=%q", env(s, "THICKET_GLYPHS"), s.RawCommand())
	for {
		select {
		case w, ok := <-resizes:
			if !ok {
				return
			}
			a.say("\x1b[3;1H\x1b[Ksize %dx%d.", w.Width, w.Height)
		case k, ok := <-a.keys:
			if !ok || !a.key(k) {
				return
			}
		}
	}
}

func (a *actor) key(k rune) bool {
	if k == '\x1b' || a.reply != "" {
		if a.reply += string(k); k == 'y' {
			a.say("\x1b[7;1Hanswer %q", a.reply)
			a.reply = ""
		}
		return true
	}
	switch k {
	case 'w':
		a.say("\x1b[4;1H\x1b[1;38;2;10;20;30m🌲🌲\x1b[31;48;5;200mab\x1b[0m")
	case 'u': // a synchronized update in two halves
		a.say("\x1b[?2026h\x1b[5;1Hfirst half")
	case 'U':
		a.say("\x1b[6;1Hsecond half\x1b[?2026l")
	case 'd': // does the terminal know synchronized output?
		a.say("\x1b[?2026$p")
	case 'q':
		a.say("\x1b[m\x1b[?1049l\x1b[?25hbye")
		_ = a.Exit(7)
		return false
	case 'x':
		a.say("\x1b[?2004h\x1b[31m")
		_ = a.Exit(0)
		return false
	default:
		a.say("\x1b[8;1H\x1b[K%q", k)
	}
	return true
}

func (a *actor) say(format string, args ...any) { _, _ = fmt.Fprintf(a, format, args...) }

func (a *actor) read() {
	defer close(a.keys)
	in := bufio.NewReader(a)
	for {
		k, _, err := in.ReadRune()
		if err != nil {
			return
		}
		select {
		case a.keys <- k:
		case <-a.Context().Done():
			return
		}
	}
}

func env(s ssh.Session, name string) string {
	for _, e := range s.Environ() {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			return v
		}
	}
	return ""
}

// silence takes connections and never says a word.
func silence(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}
