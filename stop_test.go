package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thicket/sshd/sshtest"
)

func TestStopSaysGoodbye(t *testing.T) {
	const drain = 5 * time.Second
	s := launch(t, "--world", "64x64", "--drain", drain.String())
	otter := s.enter(t, sshtest.Options{User: "otter"})
	fern := s.enter(t, sshtest.Options{User: "fern"})
	read(t, otter, "2 players")
	press(t, fern, "?") // whatever is open
	read(t, fern, helpText)

	began := time.Now()
	code := s.stop(t)
	if took := time.Since(began); code != 0 || took > drain {
		t.Errorf("exit code %d after %v", code, took)
	}
	for _, p := range []*sshtest.Player{otter, fern} {
		leaves(t, p, "Thicket: the server is going down; come back in a moment")
	}
	contains(t, s.stderr.String(), "saying goodbye", "the server is down")
	if _, err := net.Dial("tcp", s.addr); err == nil {
		t.Error("the port is still open")
	}
}

func TestRestartKeepsHostKey(t *testing.T) {
	data := filepath.Join(t.TempDir(), "new", "folder")
	first := launch(t, "--world", "64x64", "--data", data)
	contains(t, first.stderr.String(), "made a new host key", first.fingerprint)
	first.stop(t)
	second := launch(t, "--world", "64x64", "--data", data)
	if second.fingerprint != first.fingerprint {
		t.Errorf("first %s, then %s", first.fingerprint, second.fingerprint)
	}
	if strings.Contains(second.stderr.String(), "made a new host key") {
		t.Error("the second start made a host key")
	}
	second.stop(t)
	other := launch(t, "--world", "64x64", "--ephemeral")
	if other.fingerprint == first.fingerprint {
		t.Error("an ephemeral server has the same key")
	}
}

// fails starts a server that cannot start: one clear line says why.
func fails(t *testing.T, args []string, words ...string) {
	t.Helper()
	args = append([]string{"--world", "64x64", "--bots", "0", "--log-level", "error"}, args...)
	code, stdout, stderr := call(t, args...)
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	if stdout != "" {
		t.Errorf("stdout: %q", stdout)
	}
	if strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "thicket: ") {
		t.Errorf("not one line of the program: %q", stderr)
	}
	contains(t, stderr, words...)
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	fails(t, []string{"--ephemeral", "--ssh", addr}, addr, "address already in use")
	fails(t, []string{"--ephemeral", "--ssh", "127.0.0.1:0", "--http", addr}, addr, "address already in use")
}

func TestDataFolderIsFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, []string{"--ssh", "127.0.0.1:0", "--data", file}, file, "not a directory")
	fails(t, []string{"--ssh", "127.0.0.1:0", "--data", filepath.Join(file, "below")}, file, "not a directory")
}

func TestHostKeyOthersCanRead(t *testing.T) {
	data := t.TempDir()
	launch(t, "--world", "64x64", "--data", data).stop(t)
	file := filepath.Join(data, "host_key")
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		fails(t, []string{"--ssh", "127.0.0.1:0", "--data", data}, file, fmt.Sprintf("%04o", mode), "0600")
	}
}

func TestHostKeyBroken(t *testing.T) {
	data := t.TempDir()
	file := filepath.Join(data, "host_key")
	if err := os.WriteFile(file, []byte("no key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, []string{"--ssh", "127.0.0.1:0", "--data", data}, file)
	if text, err := os.ReadFile(file); err != nil || string(text) != "no key\n" {
		t.Errorf("the file was touched: %q, %v", text, err)
	}
}
