package sshd

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// openssh runs the real ssh against r with its own empty configuration.
func openssh(t *testing.T, r *running, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ssh, err := exec.LookPath("ssh")
	if err != nil {
		t.Fatal("there is no ssh here")
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	host, port, _ := net.SplitHostPort(r.Addr().String())
	dir := t.TempDir()
	args = append([]string{"-F", "none", "-p", port, "-o", "StrictHostKeyChecking=accept-new",
		"-o", "UserKnownHostsFile=" + filepath.Join(dir, "known_hosts"), "-o", "LogLevel=ERROR",
		"-o", "IdentityAgent=none", "-o", "IdentityFile=none", "-l", "otter", host}, args...)
	cmd := exec.CommandContext(ctx, ssh, args...)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
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
		code, stdout, stderr := openssh(t, r, c.args...)
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
		code, _, _ := openssh(t, r, "-tt")
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
