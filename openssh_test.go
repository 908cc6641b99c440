package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

func needSSH(t *testing.T) string {
	t.Helper()
	ssh, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("there is no ssh here")
	}
	return ssh
}

// The ssh program in a terminal: enter, walk, look at the help, leave.
func TestOpenSSHPlays(t *testing.T) {
	needSSH(t)
	s := launch(t, "--world", "64x64", "--trees", "0")
	for _, c := range []struct {
		name  string
		o     sshtest.Options
		hello string
	}{
		{"guest", sshtest.Options{User: "fern"}, "You are fern, a guest."},
		{"key", sshtest.Options{User: "otter", Signer: sshtest.KeyFromSeed(1)}, "You are otter. "},
		{"command line", sshtest.Options{User: "moss+meadow", Env: map[string]string{"LANG": "C"}}, "You are moss, a guest."},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Patience = patience
			p, err := sshtest.DialOpenSSH(t.Context(), s.addr, c.o)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = p.Close() })
			read(t, p, "1 player", c.hello)
			for dir, key := range arrow {
				step(t, p, key, game.Dir(dir))
			}
			press(t, p, "?")
			read(t, p, helpText)
			press(t, p, sshtest.Esc)
			see(t, p, "no help", func() bool { return !has(p, helpText) })
			press(t, p, "z")
			if err := p.Resize(100, 30); err != nil {
				t.Fatal(err)
			}
			see(t, p, "the larger screen", func() bool { return strings.Contains(p.Row(29), keys) })
			press(t, p, "q")
			read(t, p, question)
			press(t, p, "y")
			name, _, _ := strings.Cut(c.o.User, "+")
			leaves(t, p, "Goodbye, "+name+".")
		})
	}
}

// The ssh program without a terminal, as scripts run it.
func TestOpenSSHWithoutTerminal(t *testing.T) {
	ssh := needSSH(t)
	s := launch(t, "--world", "64x64", "--trees", "0")
	for _, c := range []struct {
		command        []string
		code           int
		stdout, stderr string
	}{
		{nil, 2, "ssh HOST help", ""},
		{[]string{"help"}, 0, "ssh HOST help", ""},
		{[]string{"version"}, 0, "thicket dev", ""},
		{[]string{"dance"}, 2, "", `"dance"`},
	} {
		code, stdout, stderr := runSSH(t, ssh, s.addr, c.command)
		if code != c.code {
			t.Errorf("ssh host %q: exit code %d, %d is expected", c.command, code, c.code)
		}
		contains(t, stdout, c.stdout)
		contains(t, stderr, c.stderr)
		if c.stdout == "" && stdout != "" || c.stderr == "" && stderr != "" {
			t.Errorf("ssh host %q: stdout %q, stderr %q", c.command, stdout, stderr)
		}
		if strings.Contains(stdout, "\x1b") || strings.Contains(stdout, "\r") {
			t.Errorf("ssh host %q is for a terminal: %q", c.command, stdout)
		}
	}
}

// runSSH runs the ssh program with no terminal, no key and no input.
func runSSH(t *testing.T, ssh, addr string, command []string) (code int, stdout, stderr string) {
	t.Helper()
	host, port, _ := net.SplitHostPort(addr)
	args := append([]string{
		"-F", os.DevNull, "-p", port, "-l", "otter", "-o", "LogLevel=ERROR",
		"-o", "UserKnownHostsFile=" + os.DevNull, "-o", "GlobalKnownHostsFile=" + os.DevNull,
		"-o", "StrictHostKeyChecking=no", "-o", "IdentityAgent=none", "-o", "IdentityFile=none",
		"-o", "PreferredAuthentications=keyboard-interactive", "--", host,
	}, command...)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, ssh, args...)
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// Who cannot come in is told why, on the screen.
func TestOpenSSHRefused(t *testing.T) {
	needSSH(t)
	s := launch(t, "--world", "64x64", "--trees", "0", "--max-players", "1")
	for _, c := range []struct {
		user, says string
		inside     bool
	}{
		{"otter+swamp", "there is no world swamp, and only who has a key can found one", false},
		{"otter", "the forest is full (places: 1); come back in a little while", true},
	} {
		if c.inside {
			s.enter(t, sshtest.Options{User: "fern"})
		}
		p, err := sshtest.DialOpenSSH(t.Context(), s.addr, sshtest.Options{User: c.user, Patience: patience})
		if err != nil {
			t.Fatal(err)
		}
		code, err := p.Wait(t.Context())
		if code != 1 || err != nil {
			t.Errorf("%s: exit code %d, %v", c.user, code, err)
		}
		contains(t, p.Screen(), "thicket: ", c.says)
		if err := p.Restored(); err != nil {
			t.Error(err)
		}
		_ = p.Close()
	}
}
