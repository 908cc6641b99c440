package main

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/ssh"
	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestKeys(t *testing.T) {
	var k keys
	if err := k.UnmarshalText([]byte("right*2 1  space hi")); err != nil {
		t.Fatal(err)
	}
	if want := []string{sshtest.Right, sshtest.Right, "1", " ", "h", "i"}; !slices.Equal(k.sent, want) {
		t.Errorf("keys are %q, not %q", k.sent, want)
	}
	for _, bad := range []string{"up*", "up*x", "up*0", "up*5000"} {
		if err := k.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestSize(t *testing.T) {
	var s size
	if err := s.UnmarshalText([]byte("80x24")); err != nil || s != (size{80, 24}) {
		t.Errorf("%v, %v", s, err)
	}
	for _, bad := range []string{"", "80", "80x", "x24", "0x5", "80x24x3", "80x24 3", "-1x9", "5000x10"} {
		if err := s.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// serve runs a program that shows the keys pressed, and ends on q.
func serve(t *testing.T) string {
	t.Helper()
	host := sshtest.NewKey()
	server := &ssh.Server{
		HostSigners:                []ssh.Signer{host.Signer},
		KeyboardInteractiveHandler: func(ssh.Context, gossh.KeyboardInteractiveChallenge) bool { return true },
		Handler: func(s ssh.Session) {
			_, _ = io.WriteString(s, "keys: ")
			b := make([]byte, 1)
			for {
				if _, err := s.Read(b); err != nil {
					return
				}
				if b[0] == 'q' {
					_ = s.Exit(3)
					return
				}
				_, _ = s.Write(b)
			}
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

func settingsFor(addr string, pressed ...string) settings {
	return settings{
		Target: addr, User: "otter", Size: size{30, 4}, Term: "xterm", Until: "keys:",
		Keys: keys{pressed}, Wait: 100 * time.Millisecond,
	}
}

func TestText(t *testing.T) {
	s := settingsFor(serve(t), "a", "b")
	s.Text = true
	var out bytes.Buffer
	if err := run(t.Context(), s, &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != "keys: ab\n\n\n\n" {
		t.Errorf("the screen is %q", out.String())
	}
}

func TestPictureInAFile(t *testing.T) {
	s := settingsFor(serve(t), "a")
	s.Out = filepath.Join(t.TempDir(), "screen.svg")
	if err := run(t.Context(), s, io.Discard); err != nil {
		t.Fatal(err)
	}
	picture, err := os.ReadFile(s.Out)
	if err != nil {
		t.Fatal(err)
	}
	if at := glyphs(t, picture); at[place{6, 0, ""}] != "a" {
		t.Errorf("glyphs: %v", at)
	}
}

func TestSessionThatEnds(t *testing.T) {
	err := run(t.Context(), settingsFor(serve(t), "q"), io.Discard)
	if err == nil || !strings.Contains(err.Error(), "exit code 3") || !strings.Contains(err.Error(), "keys:") {
		t.Errorf("the error is %v", err)
	}
}
