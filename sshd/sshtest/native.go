package sshtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"golang.org/x/crypto/ssh"
)

// Dial connects to addr, opens a session on a pseudo-terminal and starts its
// shell, or the command of o. Any host key will do. ctx bounds the opening;
// what runs then ends with Close.
func Dial(ctx context.Context, addr string, o Options) (*Player, error) {
	o = o.withDefaults()
	l, err := dialNative(ctx, addr, o)
	if err != nil {
		return nil, fmt.Errorf("dial %s as %s: %w", addr, o.User, err)
	}
	return newPlayer(l, o), nil
}

// native is a line that speaks SSH in this process.
type native struct {
	io.Reader
	io.Writer
	client  *ssh.Client
	session *ssh.Session
}

func dialNative(ctx context.Context, addr string, o Options) (*native, error) {
	dialer := net.Dialer{LocalAddr: o.LocalAddr}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	if o.WrapConn != nil {
		conn = o.WrapConn(conn)
	}
	// The handshake takes no context: closing the connection ends it.
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	l, err := openNative(conn, addr, o)
	if !stop() && err == nil {
		_ = l.close()
		return nil, ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	return l, nil
}

func openNative(conn net.Conn, addr string, o Options) (*native, error) {
	config := &ssh.ClientConfig{User: o.User, HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	if o.Signer != nil {
		config.Auth = []ssh.AuthMethod{ssh.PublicKeys(o.Signer)}
	} else {
		config.Auth = []ssh.AuthMethod{ssh.KeyboardInteractive(answerNothing)}
	}
	c, channels, requests, err := ssh.NewClientConn(conn, addr, config)
	if err != nil {
		return nil, err
	}
	l := &native{client: ssh.NewClient(c, channels, requests)}
	if err := l.open(o); err != nil {
		_ = l.close()
		return nil, err
	}
	return l, nil
}

func answerNothing(_, _ string, questions []string, _ []bool) ([]string, error) {
	return make([]string, len(questions)), nil
}

func (l *native) open(o Options) (err error) {
	if l.session, err = l.client.NewSession(); err != nil {
		return err
	}
	if l.Reader, err = l.session.StdoutPipe(); err != nil {
		return err
	}
	if l.Writer, err = l.session.StdinPipe(); err != nil {
		return err
	}
	if err := l.session.RequestPty(o.Term, o.Height, o.Width, ssh.TerminalModes{}); err != nil {
		return err
	}
	for _, name := range o.environ() {
		// As OpenSSH does: whether the server takes it, nobody asks.
		payload := ssh.Marshal(struct{ Name, Value string }{name, o.Env[name]})
		if _, err := l.session.SendRequest("env", false, payload); err != nil {
			return err
		}
	}
	if o.Command != "" {
		return l.session.Start(o.Command)
	}
	return l.session.Shell()
}

func (l *native) resize(w, h int) error { return l.session.WindowChange(h, w) }

func (l *native) request(name string) (bool, error) {
	known, _, err := l.client.SendRequest(name, true, nil)
	return known, err
}

func (l *native) wait() (int, error) {
	err := l.session.Wait()
	if exit, ok := errors.AsType[*ssh.ExitError](err); ok {
		return exit.ExitStatus(), nil
	}
	if err != nil {
		return -1, err
	}
	return 0, nil
}

func (l *native) close() error {
	err := l.client.Close()
	_ = l.client.Wait()
	if errors.Is(err, net.ErrClosed) {
		return nil // the server hung up first
	}
	return err
}
