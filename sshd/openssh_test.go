package sshd

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thicket/sshd/sshtest"
)

// caller is somebody with the ssh program and perhaps a key.
type caller struct {
	user string
	key  *sshtest.Key
}

// command is a run of ssh with a configuration of its own, whose arguments
// follow the host.
func (c caller) command(ctx context.Context, t *testing.T, r *running, args ...string) *exec.Cmd {
	t.Helper()
	host, port, _ := net.SplitHostPort(r.Addr().String())
	dir := t.TempDir()
	identity := "none"
	if c.key != nil {
		identity = filepath.Join(dir, "key")
		text, err := c.key.PEM()
		if err == nil {
			err = os.WriteFile(identity, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	args = append([]string{"-F", "none", "-p", port, "-o", "StrictHostKeyChecking=accept-new",
		"-o", "UserKnownHostsFile=" + filepath.Join(dir, "known_hosts"), "-o", "LogLevel=ERROR",
		"-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes", "-o", "IdentityFile=" + identity, "-l", c.user, host}, args...)
	cmd := exec.CommandContext(ctx, "ssh", args...)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	cmd.WaitDelay = time.Second
	return cmd
}

// run runs ssh to its end.
func (c caller) run(t *testing.T, r *running, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := c.command(ctx, t, r, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// tells is the stdout of a command that has to succeed without a complaint and
// without anything that is no text.
func (c caller) tells(t *testing.T, r *running, args ...string) string {
	t.Helper()
	code, stdout, stderr := c.run(t, r, args...)
	if code != 0 || stderr != "" {
		t.Fatalf("%q: exit code %d, stderr %q", args, code, stderr)
	}
	plainText(t, stdout)
	return stdout
}

// refuses is the stderr of a command that has to fail with a status.
func (c caller) refuses(t *testing.T, r *running, status int, args ...string) string {
	t.Helper()
	code, stdout, stderr := c.run(t, r, args...)
	if code != status || stdout != "" {
		t.Errorf("%q: exit code %d, not %d; stdout %q", args, code, status, stdout)
	}
	plainText(t, stderr)
	if (status == exitUsage) != strings.Contains(stderr, "Try: ssh HOST help") {
		t.Errorf("%q says %q", args, stderr)
	}
	return stderr
}

func plainText(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && (r < ' ' || r == 0x7f) {
			t.Errorf("%U in %q", r, text)
			return
		}
	}
}

func TestOpenSSH(t *testing.T) {
	r := serve(t, nil)
	for _, c := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{[]string{"help"}, 0, "thicket: a forest", ""},
		{nil, 2, "thicket: a forest", ""},
		{[]string{"-A", "dance"}, 2, "", `"dance" is no command`},
		{[]string{"-s", "sftp"}, 255, "", "subsystem request failed"},
	} {
		code, stdout, stderr := caller{user: "otter"}.run(t, r, c.args...)
		if code != c.code {
			t.Errorf("%q: exit status %d: %s", c.args, code, stderr)
		}
		contains(t, stdout, c.stdout)
		contains(t, stderr, c.stderr)
		if c.stderr == "" && stderr != "" {
			t.Errorf("%q complains: %s", c.args, stderr)
		}
	}
}

// With -tt and no terminal of its own ssh sends 0 x 0.
func TestOpenSSHWithoutSize(t *testing.T) {
	r := serve(t, nil)
	done := make(chan int, 1)
	go func() {
		code, _, _ := caller{user: "otter"}.run(t, r, "-tt")
		done <- code
	}()
	p := receive(t, r.played, "session")
	if p.s.Size.Width != defaultColumns || p.s.Size.Height != defaultRows {
		t.Errorf("size %v", p.s.Size)
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	if code := receive(t, done, "end of ssh"); code != 0 {
		t.Errorf("exit status %d", code)
	}
}
