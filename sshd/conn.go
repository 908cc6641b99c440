package sshd

import (
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
)

// conn is a client's connection with what is counted and limited for it. All
// that ends a session does so by closing it.
type conn struct {
	net.Conn
	srv    *Server
	source netip.Prefix

	session  atomic.Bool  // has had its one session channel
	refusals atomic.Int32 // requests refused so far
	chatter  bucket

	mu            sync.Mutex
	authenticated bool
	closed        bool
	start         *time.Timer // closes the connection unless a command begins
}

// connKey finds a conn in the library's context.
type connKey struct{}

// admit wraps a new connection, or returns nil, and then the library closes
// it. It is called before the handshake.
func (s *Server) admit(ctx ssh.Context, nc net.Conn) net.Conn {
	from := sourceOf(nc.RemoteAddr())
	if why := s.sources.admit(from); why != admitted {
		s.refused(why, from)
		return nil
	}
	c := &conn{Conn: nc, srv: s, source: from}
	c.chatter = bucket{rate: chatterPerSecond, burst: chatterBurst}
	if !s.register(c) {
		s.sources.release(from, true)
		s.refused(refusedClosing, from)
		return nil
	}
	limitSilence(nc, s.cfg.limits.silent)
	ctx.SetValue(connKey{}, c)
	return c
}

// Close closes the connection and stops counting it. Every goroutine that
// waits for this client is freed by it.
func (c *conn) Close() error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil
	}
	c.closed = true
	waiting := !c.authenticated
	if c.start != nil {
		c.start.Stop()
	}
	c.mu.Unlock()

	c.srv.sources.release(c.source, waiting)
	c.srv.forget(c)
	return c.Conn.Close()
}

// authed notes that the client is through its handshake: from now on it has
// limits.start to begin a command.
func (c *conn) authed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.authenticated {
		return
	}
	c.authenticated = true
	c.srv.sources.authenticated(c.source)
	c.start = time.AfterFunc(c.srv.cfg.limits.start, func() {
		c.srv.log.Debug("nothing asked for in time", "source", c.srv.mask(c.source))
		_ = c.Close()
	})
}

// started notes that a command begins: its terminal's watchdogs take over.
func (c *conn) started() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.start != nil {
		c.start.Stop()
	}
}

// refuse counts a request that was refused, and closes the connection when
// they become too many.
func (c *conn) refuse(kind string) {
	if (kind == keepalive || kind == winadj) && c.chatter.take(time.Now()) {
		return
	}
	n := c.refusals.Add(1)
	c.srv.counters.requests.Add(1)
	c.srv.log.Debug("refused a request", "source", c.srv.mask(c.source), "kind", printable(kind))
	if n == maxRefusals {
		c.srv.log.Info("closed a connection for its refused requests", "source", c.srv.mask(c.source), "requests", n)
		_ = c.Close()
	}
}

const (
	keepalive = "keepalive@openssh.com"              // OpenSSH's ServerAliveInterval, and our ping
	winadj    = "winadj@putty.projects.tartarus.org" // PuTTY, for each half of its window
)

// bucket lets rate events a second pass, and burst at once.
type bucket struct {
	rate, burst float64

	mu     sync.Mutex
	used   float64
	filled time.Time
}

// take reports whether one more event at now is within the rate.
func (b *bucket) take(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used = max(0, b.used-b.rate*now.Sub(b.filled).Seconds())
	b.filled = now
	if b.used+1 > b.burst {
		return false
	}
	b.used++
	return true
}
