package main

import (
	"errors"
	"testing"

	"golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
)

// An admin of the whole program: bots come and go, everybody is told, and the
// server stops as a signal would stop it.
func TestAdminCommands(t *testing.T) {
	admin := sshtest.KeyFromSeed(1)
	s := launch(t, "--world", "64x64", "--trees", "0", "--admin", admin.Fingerprint())
	p := s.enter(t, sshtest.Options{User: "fern"})

	if out, err := ask(t.Context(), s.addr, admin, "bots wander=7,graze=3"); err != nil || out != "Bots: wander=7,graze=3\n" {
		t.Fatal(out, err)
	}
	see(t, p, "ten bots", func() bool {
		var worlds []struct{ Bots int }
		if err := askFor(t.Context(), s.addr, nil, "worlds", &worlds); err != nil {
			t.Error(err)
			return true
		}
		return worlds[0].Bots == 10
	})
	for spec, code := range map[string]int{"swim=3": 2, "99999": 2} {
		_, err := ask(t.Context(), s.addr, admin, "bots "+spec)
		var exit *ssh.ExitError
		if !errors.As(err, &exit) || exit.ExitStatus() != code {
			t.Errorf("bots %s: %v", spec, err)
		}
	}
	if out, err := ask(t.Context(), s.addr, admin, "drain"); err != nil {
		t.Fatal(out, err)
	}
	leaves(t, p, "the server is going down")
	<-s.ended
	if s.code != exitOK {
		t.Errorf("exit code %d", s.code)
	}
}
