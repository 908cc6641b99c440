package sshd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHostKeyIsMadeOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	file := filepath.Join(dir, "hostkey")
	first, made, err := hostKey(file)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	for name, want := range map[string]os.FileMode{file: 0o600, dir: 0o700 | os.ModeDir} {
		if info, err := os.Stat(name); err != nil || info.Mode() != want {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
	text, _ := os.ReadFile(file)
	if !strings.HasPrefix(string(text), "-----BEGIN OPENSSH PRIVATE KEY-----\n") {
		t.Errorf("it reads %.40q", text)
	}
	again, made, err := hostKey(file)
	if err != nil || made || string(again.PublicKey().Marshal()) != string(first.PublicKey().Marshal()) {
		t.Errorf("read again: made %v, %v", made, err)
	}
}

func TestHostKeyInMemory(t *testing.T) {
	a, _, err := hostKey("")
	if err != nil {
		t.Fatal(err)
	}
	b, _, _ := hostKey("")
	if string(a.PublicKey().Marshal()) == string(b.PublicKey().Marshal()) {
		t.Error("the same key twice")
	}
}

func TestBadHostKeys(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "hostkey")
	if _, _, err := hostKey(file); err != nil {
		t.Fatal(err)
	}
	fails := func(file string, words ...string) {
		t.Helper()
		_, _, err := hostKey(file)
		if err == nil {
			t.Fatal("no error")
		}
		contains(t, err.Error(), append(words, file)...)
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("more than a line: %v", err)
		}
	}
	for mode, text := range map[os.FileMode]string{0o644: "0644", 0o640: "0640", 0o700: "0700"} {
		_ = os.Chmod(file, mode)
		fails(file, text, "0600")
	}
	_ = os.Chmod(file, 0o400)
	if _, _, err := hostKey(file); err != nil {
		t.Errorf("mode 0400: %v", err)
	}
	_ = os.Chmod(file, 0o600)
	for _, text := range []string{"", "garbage", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"} {
		_ = os.WriteFile(file, []byte(text), 0o600)
		fails(file, "not a private key")
		if now, _ := os.ReadFile(file); string(now) != text {
			t.Error("a corrupt key was replaced")
		}
	}
	fails(dir, "not a regular file")
	blocked := filepath.Join(file, "below", "a", "file")
	if _, _, err := hostKey(blocked); err == nil {
		t.Error("a key below a file")
	}
}
