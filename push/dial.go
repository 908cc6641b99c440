package push

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/ssh"
)

const (
	// A server lets 16 connections in from one address, 8 of them at a time through
	// their handshake, unless its --max-per-source says otherwise.
	perSource = 8
	// So many sessions are opened at a time: eight sources' worth. A server takes 256
	// handshakes at a time.
	opening = 64
	// So long may it take until one is there.
	patience = 60 * time.Second
)

// source is the address that a session calls from: with a target on this machine they
// are spread over 127.0.0.0/8, so that each source has few. Systems that have only
// 127.0.0.1 need a server with --max-per-source 0.
func (l *sessions) source(slot int) net.Addr {
	if !l.spread {
		return nil
	}
	n := slot / perSource
	return &net.TCPAddr{IP: net.IPv4(127, 1, byte(n/250), byte(1+n%250))}
}

// connect opens a TCP connection for a slot.
func (l *sessions) connect(ctx context.Context, slot int) (net.Conn, error) {
	dialer := net.Dialer{LocalAddr: l.source(slot)}
	conn, err := dialer.DialContext(ctx, "tcp", l.target)
	if dialer.LocalAddr != nil && errors.Is(err, syscall.EADDRNOTAVAIL) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", l.target)
	}
	return conn, err
}

// open opens a session and waits until its screen shows where the walker is.
func (l *sessions) open(ctx context.Context, slot int) (*session, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	nc, err := l.connect(ctx, slot)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = nc.Close() }) // a handshake takes no context
	s, err := l.shake(nc, slot)
	if !stop() && err == nil {
		_ = s.conn.Close()
		s.sample.close()
		err = context.Cause(ctx)
	}
	if err != nil {
		_ = nc.Close()
		return nil, err
	}
	l.running.Go(s.run)
	select {
	case <-s.entered:
		l.follow(s)
		return s, nil
	case <-s.over:
		return nil, s.turnedAway(errors.New("the server ended the session"))
	case <-ctx.Done():
		_ = s.conn.Close()
		<-s.over
		return nil, fmt.Errorf("no position on the screen: %w", context.Cause(ctx))
	}
}

// turnedAway is why a session that the server has ended was ended: its first 200 bytes of
// standard error, as far as they are printable; otherwise if it said nothing.
func (s *session) turnedAway(otherwise error) error {
	_ = s.conn.Close() // what has come can be read all the same, and nothing more comes
	said, _ := io.ReadAll(io.LimitReader(s.channel.Stderr(), 200))
	printable := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r != utf8.RuneError {
			return r
		}
		return ' '
	}, string(said))
	if words := strings.Fields(printable); len(words) > 0 {
		return errors.New("the server ended the session: " + strings.Join(words, " "))
	}
	return otherwise
}

// clientConfig is how every session introduces itself: a guest, who costs the server
// no account, and whose walker leaves with the connection. The cipher is what client and
// server of crypto/ssh agree on by themselves, aes128-gcm@openssh.com, which processors
// help with; the key exchange is the cheapest, since it is over before anything is
// measured.
func clientConfig(slot int) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		Config:          ssh.Config{KeyExchanges: []string{ssh.KeyExchangeCurve25519}},
		User:            fmt.Sprintf("guest-%d", slot),
		Auth:            []ssh.AuthMethod{ssh.KeyboardInteractive(answerNothing)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // nothing secret is said
	}
}

func answerNothing(_, _ string, questions []string, _ []bool) ([]string, error) {
	return make([]string, len(questions)), nil
}

// shake makes a session of a connection, at a terminal that knows synchronized
// updates.
func (l *sessions) shake(nc net.Conn, slot int) (*session, error) {
	conn, channels, global, err := ssh.NewClientConn(nc, l.target, clientConfig(slot))
	if err != nil {
		return nil, err
	}
	s := &session{lab: l, slot: slot, conn: conn, entered: make(chan struct{}), over: make(chan struct{})}
	var own <-chan *ssh.Request
	if s.channel, own, err = conn.OpenChannel("session", nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	l.running.Go(func() { s.serve(global, own, channels) })
	if err := s.sit(l.cfg.Width, l.cfg.Height); err != nil {
		return nil, s.turnedAway(err)
	}
	if l.beat > 0 {
		s.phase = rand.N(l.beat)
	}
	if slot%sampled == 0 {
		s.sample = newSample(l.cfg.Width, l.cfg.Height, l.tell)
	}
	return s, nil
}

// sit asks for a terminal and a shell, and answers the one question that the terminal
// will be asked.
func (s *session) sit(width, height int) error {
	pty := struct {
		Term                          string
		Columns, Rows, Across, Upward uint32
		Modes                         string
	}{"xterm-256color", uint32(width), uint32(height), 0, 0, "\x00"}
	for _, r := range []struct {
		name    string
		payload []byte
	}{{"pty-req", ssh.Marshal(&pty)}, {"shell", nil}} {
		if ok, err := s.channel.SendRequest(r.name, true, r.payload); err != nil {
			return err
		} else if !ok {
			return errors.New("the server refused: " + r.name)
		}
	}
	_, err := s.channel.Write([]byte("\x1b[?2026;2$y"))
	return err
}
