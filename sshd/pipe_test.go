package sshd

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// pipe runs ssh in a shell's pipe.
func (c caller) pipe(t *testing.T, r *running, line, into string) (code int, stdout string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var quoted []string
	cmd := c.command(ctx, t, r, line)
	for _, arg := range cmd.Args {
		quoted = append(quoted, "'"+strings.ReplaceAll(arg, "'", `'\''`)+"'")
	}
	sh := exec.CommandContext(ctx, "sh", "-c", strings.Join(quoted, " ")+" | "+into)
	sh.Env, sh.Stderr = cmd.Env, os.Stderr
	out, err := sh.Output()
	if err != nil && sh.ProcessState == nil {
		t.Fatal(err)
	}
	return sh.ProcessState.ExitCode(), string(out)
}

func TestPipes(t *testing.T) {
	r := forest(t, nil)
	plays(t, r, sshtest.Options{User: "fern"})
	for _, c := range []struct{ line, into, want string }{
		{"who --json", "jq -r '.[0].name'", "fern\n"},
		{"who --json", "jq -e '.[0].guest and (.[0].x >= 0)'", "true\n"},
		{"worlds --json", "jq -c '.[] | [.name, .width, .height]'", "[\"meadow\",256,192]\n"},
		{"stats --json", "jq .sessions", "1\n"},
		{"top --json", "jq length", "0\n"},
		{"me --json", "jq -c '[.guest, .fingerprint]'", "[true,\"\"]\n"},
		{"map --json --zoom 8", "jq '.rows | length'", "12\n"},
		{"help --json", "jq -r '.commands[3].name'", "stats\n"},
		{"who", "head -n 1", "name  world     x   y  biomass  hearts  guest\n"},
	} {
		code, stdout := caller{user: "otter"}.pipe(t, r, c.line, c.into)
		if code != 0 || !strings.HasPrefix(stdout, c.want[:min(len(c.want), 11)]) || c.into != "head -n 1" && stdout != c.want {
			t.Errorf("%s | %s: exit code %d: %s", c.line, c.into, code, stdout)
		}
	}
	eventually(t, "only the player's session", func() bool { return r.Stats().Sessions == 1 })
}

// Whoever asks and hangs up, at whatever moment, leaves nothing behind.
func TestClosedPipe(t *testing.T) {
	r := serve(t, nil)
	for i := range 20 {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		cmd := caller{user: "otter"}.command(ctx, t, r, "map", "--zoom", "8")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			_, _ = out.Read(make([]byte, 1))
		}
		_ = out.Close()
		if i%4 < 2 {
			_ = cmd.Process.Kill()
		}
		_ = cmd.Wait()
		cancel()
	}
	for range 20 {
		c := r.dial(t, "otter")
		ch, reqs := channel(t, c)
		go gossh.DiscardRequests(reqs)
		ask(t, ch, "exec", struct{ Command string }{"map --zoom 8 --json"})
		_ = ch.Close()
		ended(t, c)
	}
	eventually(t, "nobody", func() bool { return r.Stats().Sessions+r.Stats().Connections == 0 })
}

// brokenPipe takes so many writes.
type brokenPipe struct{ left int }

func (b *brokenPipe) Write(p []byte) (int, error) {
	if len(p) > maxPiece {
		panic("a piece is too large")
	}
	if b.left--; b.left < 0 {
		return 0, os.ErrClosed
	}
	return len(p), nil
}

// What nobody reads is not even made.
func TestNobodyReads(t *testing.T) {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Generations = 2048, 2048, 0
	w, err := game.NewWorld(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for left, want := range map[int]bool{0: false, 1000: true} {
		m := newChart(w.Frame(), 8)
		out := newAnswer(&brokenPipe{left}, false)
		_ = m.draw(context.Background(), game.Meadow, out, false)
		whole := m.sum.Trees > 2048*2048*5/100
		if broken := out.flush(); whole != want || (broken == nil) != want {
			t.Errorf("after %d pieces %d trees were drawn: %v", left, m.sum.Trees, broken)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := newChart(w.Frame(), 8)
	if err := m.draw(ctx, game.Meadow, newAnswer(&brokenPipe{1000}, false), false); err == nil || m.sum.Trees > 2048*2048/100 {
		t.Errorf("for a client that is gone %d trees were drawn: %v", m.sum.Trees, err)
	}
}
