package main

import (
	"net"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"thicket/sshd/sshtest"
)

// binary builds the program, with the race detector if the tests have it:
// then the packages are in the cache already.
func binary(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "thicket")
	args := []string{"build", "-buildvcs=false", "-o", file}
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return file
}

// The real program in a process of its own ends by a signal, and well.
func TestSignals(t *testing.T) {
	file := binary(t)
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			s := &server{stdout: &buffer{}, stderr: &buffer{}, ended: make(chan struct{})}
			cmd := exec.Command(file, "--ssh", "127.0.0.1:0", "--data", t.TempDir(), "--world", "64x64", "--bots", "20")
			cmd.SysProcAttr = apart()
			cmd.Stdout, cmd.Stderr = s.stdout, s.stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			go func() {
				defer close(s.ended)
				_ = cmd.Wait()
				s.code = cmd.ProcessState.ExitCode()
			}()
			t.Cleanup(func() {
				_ = cmd.Process.Kill()
				<-s.ended
			})
			s.listen(t)
			p := s.enter(t, sshtest.Options{User: "otter"})
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			leaves(t, p, "Thicket: the server is going down; come back in a moment")
			select {
			case <-s.ended:
				if s.code != 0 {
					t.Errorf("exit code %d: %s", s.code, s.stderr)
				}
			case <-time.After(patience):
				t.Fatal("the process does not end")
			}
			if _, err := net.Dial("tcp", s.addr); err == nil {
				t.Error("the port is still open")
			}
		})
	}
}
