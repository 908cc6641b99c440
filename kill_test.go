package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"thicket/sshd/sshtest"
)

var (
	kills = flag.Int("kills", 2, "how often TestKilled kills the server")
	crowd = flag.Int("crowd", 24, "how many sessions there are meanwhile")
)

// upAgain is how long after its start a server that was killed shows the first
// frame at the latest.
const upAgain = 2 * time.Second

// worldAge is how old a world may be that was on disk when the server was
// killed, in generations: 5 s of them.
const worldAge = 5 * 4

// The server is killed at random while a crowd registers, scores and leaves.
// What it had shown is there again, and worlds are nearly as they were.
func TestKilled(t *testing.T) {
	data, file := t.TempDir(), binary(t)
	w := newWitness()
	var hostKey string
	var oldest int
	var slowest time.Duration
	for round := range *kills + 1 {
		began := time.Now()
		s := startServer(t, file, "--data", data, "--log", "text", "--max-per-source", "0", "--world", "200x200", "--bots", "200")
		p := s.enter(t, sshtest.Options{User: "first", Signer: sshtest.KeyFromSeed(1 << 32)})
		slowest = max(slowest, time.Since(began))
		if hostKey == "" {
			hostKey = s.fingerprint
		} else if hostKey != s.fingerprint {
			t.Errorf("host key %s, then %s", hostKey, s.fingerprint)
		}
		oldest = max(oldest, w.compare(t, s.addr))
		_ = p.Close()
		if t.Failed() || round == *kills {
			s.quit(t)
			break
		}
		killed(t, s, w)
		intact(t, filepath.Join(data, "thicket.db"))
	}
	if *kills >= 10 && slowest > upAgain { // said of a machine that does nothing else
		t.Errorf("the first frame came after %v", slowest)
	}
	t.Logf("%d kills with %d sessions: %d answers noted, worlds at most %d generations (%.1f s) old, first frame after at most %v",
		*kills, *crowd, w.answers(), oldest, float64(oldest)/4, slowest)
}

// What the card has shown is there after a kill: the colony is still theirs, and
// whoever ate from it has eaten.
func TestKilledAfterTheCard(t *testing.T) {
	data, file := t.TempDir(), binary(t)
	args := []string{"--data", data, "--seed", "7", "--world", "24x16", "--trees", "0", "--bots", "0", "--generations", "0"}
	s := startServer(t, file, args...)
	bite(t, s.server)
	eventually(t, "a meal that is kept", func() bool {
		var m me
		return askFor(t.Context(), s.addr, sshtest.KeyFromSeed(2), "me", &m) == nil && m.Meals == 1
	})
	otter := s.as(t, "otter", 1)
	read(t, otter, "Your colony: 4 cells then, 3 now.", "Eaten from it: fern 1.")
	shown := snapshotAfter(t, data)
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-s.ended
	t.Logf("killed with %s as the newest snapshot", filepath.Base(shown))

	s = startServer(t, file, args...)
	otter = s.as(t, "otter", 1)
	read(t, otter, "biomass 3")
	var m me
	if err := askFor(t.Context(), s.addr, sshtest.KeyFromSeed(2), "me", &m); err != nil || m.Meals != 1 {
		t.Errorf("fern: %v, %v", m, err)
	}
}

// snapshotAfter waits for the next snapshot of the meadow.
func snapshotAfter(t *testing.T, data string) (file string) {
	t.Helper()
	newest := func() string {
		files, _ := filepath.Glob(meadowShots(data))
		return slices.Max(append(files, "")) // none yet
	}
	before := newest()
	eventually(t, "a snapshot", func() bool { file = newest(); return file != before })
	return file
}

// killed kills the server while the crowd plays and the witness looks on.
func killed(t *testing.T, s *killable, w *witness) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	c := startCrowd(ctx, s.addr, *crowd)
	w.look(ctx, s.addr, *crowd)
	<-time.After(4*time.Second + rand.N(4*time.Second))
	w.freeze()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	stop()
	<-s.ended
	c.Wait()
	t.Logf("killed after %d visits", c.visits.Load())
}

// intact checks the database as the kill has left it.
func intact(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var said string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("integrity check: %q, %v", said, err)
	}
}

// killable is a server in a process of its own.
type killable struct {
	*server
	cmd *exec.Cmd
}

func startServer(t *testing.T, file string, args ...string) *killable {
	t.Helper()
	return startUnderTool(t, nil, file, args...)
}

// startUnderTool starts a server as the last arguments of another program.
func startUnderTool(t *testing.T, tool []string, file string, args ...string) *killable {
	t.Helper()
	s := &killable{server: &server{stdout: &buffer{}, stderr: &buffer{}, ended: make(chan struct{})}}
	words := append(append(tool, file, "--ssh", "127.0.0.1:0"), args...)
	s.cmd = exec.Command(words[0], words[1:]...)
	s.cmd.SysProcAttr = apart()
	s.cmd.Stdout, s.cmd.Stderr = s.stdout, s.stderr
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(s.ended)
		_ = s.cmd.Wait()
		s.code = s.cmd.ProcessState.ExitCode()
	}()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		<-s.ended
		if t.Failed() {
			t.Logf("stderr:\n%s", s.stderr)
		}
	})
	s.listen(t)
	return s
}

// quit ends the server well.
func (s *killable) quit(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
		if s.code != 0 {
			t.Errorf("exit code %d", s.code)
		}
	case <-time.After(patience):
		t.Error("the server does not end")
	}
}

func (m me) String() string {
	return fmt.Sprintf("%s: best %d, %d meals, %d stings", m.Name, m.Best, m.Meals, m.Stings)
}
