package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"thicket/push"
)

// pushed is a lab of sessions, with its own server if target is empty.
func pushed(t *testing.T, target string, server ...string) push.Lab {
	t.Helper()
	lab, err := push.NewSessions(t.Context(), push.SessionsConfig{
		Target: target, Server: server, Width: 80, Height: 24, Keys: 4, Chaff: target != "",
	})
	if err != nil {
		t.Fatal(err)
	}
	return lab
}

func grow(t *testing.T, lab push.Lab, n int) {
	t.Helper()
	if err := lab.Grow(t.Context(), n, func(int) {}); err != nil {
		t.Fatal(err)
	}
	lab.Start()
}

// Twenty sessions step four times a second, chaff and all: each step is answered, and
// what the followers saw a terminal shows too.
func TestSessionsArePushed(t *testing.T) {
	s := launch(t, "--world", "64x64", "--bots", "60", "--log-level", "warn")
	lab := pushed(t, s.addr)
	ramp := push.Ramp{From: 20, To: 20, Factor: 2, Hold: time.Second, Limit: time.Minute}
	report, err := push.Push(t.Context(), ramp, lab, push.NewLines(io.Discard, lab.Kind()))
	if err := errors.Join(err, lab.Close()); err != nil {
		t.Fatal(err)
	}
	load := report.Loads[0]
	if load.Load != 20 || load.Lost != 0 || load.Due < 70 || load.Due > 90 || load.Done < load.Due-1 {
		t.Errorf("%d sessions, %d lost; of %d steps due %d done", load.Load, load.Lost, load.Due, load.Done)
	}
	if load.P50 <= 0 || load.P50 > load.P99 || load.P99 > load.Max || load.Blocked > load.Done {
		t.Errorf("echo p50 %v, p99 %v, max %v; %d blocked", load.P50, load.P99, load.Max, load.Blocked)
	}
	if load.Slowest < 2 || load.Slowest > load.FPS || load.FPS > load.Fastest || load.Bytes < 1000 {
		t.Errorf("paints a second: %v, %v to %v; %v bytes", load.FPS, load.Slowest, load.Fastest, load.Bytes)
	}
	if load.Generator <= 0 || load.Cores != 0 || load.RSS != 0 {
		t.Errorf("cores %v and %v, memory %d: the target is not the lab's", load.Generator, load.Cores, load.RSS)
	}
}

// Why a server lets nobody in any more is what it says.
func TestServerOfSessionsIsFull(t *testing.T) {
	s := launch(t, "--world", "64x64", "--max-players", "1", "--log-level", "error")
	lab := pushed(t, s.addr)
	err := lab.Grow(t.Context(), 2, func(int) {})
	if err == nil || !strings.Contains(err.Error(), "the server ended the session: thicket: the forest is full (places: 1)") {
		t.Error(err)
	}
	if err := lab.Close(); err != nil {
		t.Error(err)
	}
}

// A lab starts its own server, and sees to it that it ends. Sessions that break are
// counted, and belong to the load: their steps are due and not done.
func TestServerDiesWhilePushed(t *testing.T) {
	file := binary(t)
	flags := []string{file, "--ssh", "127.0.0.1:0", "--ephemeral", "--world", "64x64", "--log-level", "error"}
	note := filepath.Join(t.TempDir(), "pid")
	lab := pushed(t, "", append([]string{"sh", "-c", `echo $$ >"$0"; exec "$@"`, note}, flags...)...)
	grow(t, lab, 2)
	if load := lab.Take(); load.Load != 2 || load.RSS < 1<<20 {
		t.Errorf("%d sessions, %d bytes", load.Load, load.RSS)
	}
	if err := errors.Join(lab.Err(), lab.Close()); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(note)
	pid, wrong := strconv.Atoi(strings.TrimSpace(string(text)))
	if err := errors.Join(err, wrong); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the server is still there: %v", err)
	}

	cmd := exec.Command(file, flags[1:]...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	said := invitation.FindStringSubmatch(line)
	if said == nil {
		t.Fatalf("the server said %q", line)
	}
	lab = pushed(t, "127.0.0.1:"+said[1])
	grow(t, lab, 8)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	eventually(t, "eight sessions are lost", func() bool { return lab.Take().Lost == 8 })
	lab.Start()
	eventually(t, "their keys are due", func() bool { return lab.Take().Due >= 16 })
	if load := lab.Take(); load.Load != 8 || load.Done != 0 {
		t.Errorf("%d sessions; of %d steps due %d done", load.Load, load.Due, load.Done)
	}
	if err := lab.Grow(t.Context(), 9, func(int) {}); err == nil {
		t.Error("nobody is there to open sessions")
	}
	if err := lab.Close(); err != nil {
		t.Error(err)
	}
}
