package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"thicket/push"
)

// pushing is the program that pushes, in a process group of its own, as a shell
// starts it.
type pushing struct {
	cmd            *exec.Cmd
	stdout, stderr buffer
	figures, image string
}

func startPush(t *testing.T, args ...string) *pushing {
	t.Helper()
	folder := t.TempDir()
	p := &pushing{figures: filepath.Join(folder, "figures.json"), image: filepath.Join(folder, "figures.svg")}
	program, err := os.Executable() // see TestMain
	if err != nil {
		t.Fatal(err)
	}
	p.cmd = exec.Command(program, append([]string{"push"}, append(args, "--json", p.figures, "--plot", p.image)...)...)
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) })
	return p
}

// report waits for the end, and gives what was written.
func (p *pushing) report(t *testing.T, code int) (r push.Report) {
	t.Helper()
	if _ = p.cmd.Wait(); p.cmd.ProcessState.ExitCode() != code {
		t.Errorf("exit code %d\n%s%s", p.cmd.ProcessState.ExitCode(), p.stdout.String(), p.stderr.String())
	}
	text, err := os.ReadFile(p.figures)
	if err := errors.Join(err, json.Unmarshal(text, &r)); err != nil {
		t.Fatal(err)
	}
	image, err := os.ReadFile(p.image)
	if err := errors.Join(err, xml.Unmarshal(image, &struct{}{})); err != nil {
		t.Error(err)
	}
	if len(r.Loads) != 1 {
		t.Fatalf("%s", text)
	}
	contains(t, p.stdout.String(), r.Setup, r.Machine.String(), r.Sentence())
	return r
}

func TestPushBots(t *testing.T) {
	t.Parallel() // it waits, most of the time
	p := startPush(t, "bots", "--from", "40", "--to", "40", "--hold", "1s", "--viewers", "3", "--world", "64x64", "--limit", "10s")
	r := p.report(t, 0)
	l := r.Loads[0]
	if r.Kind != "bots" || r.Knee != 40 || l.Due < 30 || l.Due > 50 || l.Done < l.Due-1 || l.FPS <= 0 || l.RSS < 1<<20 || l.Seconds < 0.9 {
		t.Errorf("%+v", r)
	}
}

// ctrl+c, which the server of the push gets as well, still gives what was measured.
func TestPushSessionsInterrupted(t *testing.T) {
	t.Parallel() // it waits, most of the time
	p := startPush(t, "sessions", "--from", "2", "--to", "4", "--hold", "1s", "--world", "64x64", "--bots", "10", "--keys", "4", "--limit", "10s")
	eventually(t, "two sessions are measured", func() bool { return strings.Contains(p.stderr.String(), "2 sessions: p99") })
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	r := p.report(t, 1)
	if took := time.Since(began); took > patience {
		t.Errorf("it took %v to end", took)
	}
	l := r.Loads[0]
	if r.Kind != "sessions" || r.Knee != 2 || l.Load != 2 || l.Due < 4 || l.Lost > 0 || l.FPS <= 0 || l.RSS < 1<<20 {
		t.Errorf("%+v", r)
	}
	contains(t, p.stderr.String(), "stopped before 4 sessions were measured")
	if err := syscall.Kill(-p.cmd.Process.Pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("something of the push is still there: %v", err)
	}
}
