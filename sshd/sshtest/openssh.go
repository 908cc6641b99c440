package sshtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"
)

// DialOpenSSH is Dial through the ssh program in a pseudo-terminal of its
// own. It returns when ssh has started: whether it gets through shows on the
// screen and in Wait. Without an ssh program the error is exec.ErrNotFound.
func DialOpenSSH(ctx context.Context, addr string, o Options) (*Player, error) {
	o = o.withDefaults()
	l, err := startOpenSSH(ctx, addr, o)
	if err != nil {
		return nil, fmt.Errorf("run ssh to %s: %w", addr, err)
	}
	return newPlayer(l, o), nil
}

// openSSH is a line that the ssh program holds.
type openSSH struct {
	cmd  *exec.Cmd
	pty  *os.File // the terminal's side of the pseudo-terminal
	dir  string   // holds the private key; may be empty
	once sync.Once
	done chan struct{} // closed when ssh has ended
	err  error         // of the process; valid then
}

func startOpenSSH(ctx context.Context, addr string, o Options) (*openSSH, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path, err := exec.LookPath("ssh")
	if err != nil {
		return nil, err
	}
	l := &openSSH{done: make(chan struct{})}
	args, err := l.arguments(addr, o)
	if err != nil {
		l.sweep()
		return nil, err
	}
	l.cmd = exec.Command(path, args...)
	l.cmd.Env = []string{"TERM=" + o.Term, "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	for _, name := range o.environ() {
		l.cmd.Env = append(l.cmd.Env, name+"="+o.Env[name])
	}
	l.pty, err = pty.StartWithSize(l.cmd, winsize(o.Width, o.Height))
	if err != nil {
		l.sweep()
		return nil, err
	}
	go func() {
		l.err = l.cmd.Wait()
		close(l.done)
	}()
	return l, nil
}

// arguments makes ssh forget everything it knows of this machine and user.
func (l *openSSH) arguments(addr string, o Options) ([]string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	args := []string{"-F", os.DevNull, "-e", "none", "-t", "-p", port, "-l", o.User}
	options := []string{
		"UserKnownHostsFile=" + os.DevNull, "GlobalKnownHostsFile=" + os.DevNull, "StrictHostKeyChecking=no",
		"LogLevel=ERROR", "IdentitiesOnly=yes", "IdentityAgent=none", "NumberOfPasswordPrompts=1",
	}
	if len(o.Env) > 0 {
		options = append(options, "SendEnv="+strings.Join(o.environ(), " "))
	}
	if o.Signer == nil {
		options = append(options, "PreferredAuthentications=keyboard-interactive")
	} else {
		file, err := l.keyFile(o)
		if err != nil {
			return nil, err
		}
		options = append(options, "PreferredAuthentications=publickey")
		args = append(args, "-i", file)
	}
	for _, option := range options {
		args = append(args, "-o", option)
	}
	args = append(args, "--", host)
	if o.Command != "" {
		args = append(args, o.Command)
	}
	return args, nil
}

func (l *openSSH) keyFile(o Options) (string, error) {
	key, ok := o.Signer.(*Key)
	if !ok {
		return "", fmt.Errorf("cannot give a %T to ssh: only a *Key has a file form", o.Signer)
	}
	text, err := key.PEM()
	if err != nil {
		return "", err
	}
	if l.dir, err = os.MkdirTemp("", "sshtest"); err != nil {
		return "", err
	}
	file := filepath.Join(l.dir, "key")
	return file, os.WriteFile(file, text, 0o600)
}

func winsize(w, h int) *pty.Winsize {
	return &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}
}

// Read ends as any other end does: a pseudo-terminal that nobody holds open
// on the other side fails with EIO.
func (l *openSSH) Read(b []byte) (int, error) {
	n, err := l.pty.Read(b)
	if errors.Is(err, syscall.EIO) {
		err = io.EOF
	}
	return n, err
}

func (l *openSSH) Write(b []byte) (int, error) { return l.pty.Write(b) }

// resize makes the kernel send SIGWINCH to ssh.
func (l *openSSH) resize(w, h int) error { return pty.Setsize(l.pty, winsize(w, h)) }

func (l *openSSH) request(string) (bool, error) { return false, errors.ErrUnsupported }

func (l *openSSH) wait() (int, error) {
	<-l.done
	if exit, ok := errors.AsType[*exec.ExitError](l.err); ok && exit.Exited() {
		return exit.ExitCode(), nil
	}
	if l.err != nil {
		return -1, l.err
	}
	return 0, nil
}

// close ends ssh as a closed window does. The pseudo-terminal is closed only
// after ssh has ended: its reads cannot be interrupted before.
func (l *openSSH) close() error {
	l.once.Do(func() {
		_ = l.cmd.Process.Signal(syscall.SIGHUP)
		select {
		case <-l.done:
		case <-time.After(2 * time.Second):
			_ = l.cmd.Process.Kill()
			<-l.done
		}
		l.sweep()
	})
	return nil
}

func (l *openSSH) sweep() {
	if l.pty != nil {
		_ = l.pty.Close()
	}
	if l.dir != "" {
		_ = os.RemoveAll(l.dir)
	}
}
