package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// The server's folder fills up while somebody plays. The game goes on, says
// what is wrong, and loses nothing once there is room.
func TestFullDisk(t *testing.T) {
	data := t.TempDir()
	small := []string{"unshare", "--mount", "--map-root-user", "sh", "-c", `mount -t tmpfs -o size=6m tmpfs "$0" && exec "$@"`, data}
	s := startUnderTool(t, small, binary(t), "--data", data, "--world", "64x64", "--trees", "0", "--bots", "0")
	key := sshtest.KeyFromSeed(5)
	p := s.enter(t, sshtest.Options{User: "otter", Signer: key})
	inside := filepath.Join("/proc", fmt.Sprint(s.cmd.Process.Pid), "root", data)
	fill := fillUp(t, inside)
	s.waitDegraded(t, true)
	step(t, p, sshtest.Right, game.Right)
	fern := s.enter(t, sshtest.Options{User: "fern", Signer: sshtest.KeyFromSeed(6)})
	step(t, fern, sshtest.Right, game.Right)
	contains(t, s.stderr.String(), "make room", " ERROR ")
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	s.waitDegraded(t, false)
	_, _ = p.Close(), fern.Close()
	s.quit(t)
	contains(t, s.stderr.String(), "again")
	if n := strings.Count(s.stderr.String(), " ERROR "); n > 2 {
		t.Errorf("%d errors are logged:\n%s", n, s.stderr.String())
	}
}

// fillUp writes a file until the disk is full.
func fillUp(t *testing.T, folder string) (file string) {
	t.Helper()
	file = filepath.Join(folder, "fill")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.Copy(f, zeros{}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	return file
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// waitDegraded waits until the server says that something is wrong, or that
// nothing is.
func (s *killable) waitDegraded(t *testing.T, wrong bool) {
	t.Helper()
	eventually(t, "whether something is wrong", func() bool {
		var stats struct{ Degraded []string }
		if err := askFor(t.Context(), s.addr, nil, "stats", &stats); err != nil {
			t.Fatal(err)
		}
		return (len(stats.Degraded) > 0) == wrong
	})
}

// A folder that the server's user cannot write.
func TestReadOnlyFolder(t *testing.T) {
	file := binary(t)
	data := t.TempDir()
	if err := os.Chmod(data, 0o555); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(file, "--ssh", "127.0.0.1:0", "--data", data, "--world", "64x64")
	if os.Getuid() == 0 { // whom no mode keeps out
		for _, dir := range []string{file, filepath.Dir(file), filepath.Dir(filepath.Dir(file))} {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	contains(t, stderr.String(), data, "cannot be used", "permission denied", "--data", "--ephemeral")
}
