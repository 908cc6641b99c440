package sshd

import (
	"context"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// session is the one session of a connection. Its fields are settled by the
// goroutine that takes requests; the one that runs the command starts after.
type session struct {
	srv  *Server
	conn *conn
	who  identity
	log  *slog.Logger

	terminal *terminal
	client   string        // the client's version, printable
	gone     chan struct{} // closed when the client's channel is

	term    string   // empty: no terminal asked for
	environ []string // NAME=value
	resizes *resizer // nil: no terminal asked for
	run     command  // what runs, once asked for
	verb    string   // the command that is meant; "" if there is none of that name
}

// command is what a session does; it returns the exit status.
type command func(ctx context.Context, x *session) int

// serveSession is the library's handler of "session" channels, in a goroutine
// of its own.
func (s *Server) serveSession(_ *ssh.Server, sc *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	c, ok := ctx.Value(connKey{}).(*conn)
	if !ok || !c.session.CompareAndSwap(false, true) {
		s.rejectChannel(nil, sc, nc, ctx)
		return
	}
	ch, reqs, err := nc.Accept()
	if err != nil {
		_ = c.Close()
		return
	}
	// The library sets this key from the authenticated connection's own
	// permissions, after the handshake.
	key, _ := ctx.Value(ssh.ContextKeyPublicKey).(gossh.PublicKey)
	x := &session{
		srv:    s,
		conn:   c,
		who:    identify(sc.User(), key),
		client: printable(string(sc.ClientVersion())),
		gone:   make(chan struct{}),
	}
	x.log = s.log.With("user", printable(sc.User()), "source", s.mask(c.source))
	x.terminal = newTerminal(ch, s.cfg.limits, &s.counters.written, func(what string) {
		x.log.Info("closed a connection without progress", "in", what)
		_ = c.Close()
	})
	x.serve(reqs)
}

// rejectChannel refuses a channel: any but a session, and a second session.
func (s *Server) rejectChannel(_ *ssh.Server, _ *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	if c, ok := ctx.Value(connKey{}).(*conn); ok {
		c.refuse(nc.ChannelType()) // counted before the client knows, as requests are
	}
	_ = nc.Reject(gossh.Prohibited, "thicket: one session for each connection, and nothing else")
}

// refuseGlobal refuses a request that concerns the whole connection.
func (s *Server) refuseGlobal(ctx ssh.Context, _ *ssh.Server, req *gossh.Request) (bool, []byte) {
	if c, ok := ctx.Value(connKey{}).(*conn); ok {
		c.refuse(req.Type)
	}
	return false, nil
}

// serve takes the client's requests until its channel closes.
func (x *session) serve(reqs <-chan *gossh.Request) {
	ctx, cancel := context.WithCancelCause(x.srv.base)
	defer gossh.DiscardRequests(reqs) // after a panic; else there are none left
	defer x.conn.Close()
	defer cancel(tui.ErrGone)
	defer close(x.gone)
	defer func() {
		if x.resizes != nil {
			x.resizes.stop()
		}
		if r := recover(); r != nil {
			x.log.Error("panic in a session's requests", "panic", r, "stack", string(debug.Stack()))
		}
	}()
	for req := range reqs {
		before := x.run
		ok := x.take(req)
		_ = req.Reply(ok, nil)
		if !ok {
			x.conn.refuse(req.Type)
		}
		if before == nil && x.run != nil {
			go x.work(ctx) // after the reply, which has to come before output
		}
	}
}

// take notes one request; it reports false for one to be refused.
func (x *session) take(req *gossh.Request) bool {
	switch req.Type {
	case "window-change":
		return x.resize(req.Payload)
	case "pty-req":
		return x.run == nil && x.setPty(req.Payload)
	case "env":
		return x.run == nil && x.setEnv(req.Payload)
	case "shell":
		return x.run == nil && len(req.Payload) == 0 && x.begin(shell(x.resizes != nil))
	case "exec":
		line, ok := parseExec(req.Payload)
		return ok && x.run == nil && x.begin(execute(line))
	}
	return false // subsystem, agent, x11, signal, break: there is nothing of it here
}

func (x *session) setPty(payload []byte) bool {
	if x.resizes != nil {
		return false
	}
	term, size, ok := parsePty(payload)
	if !ok {
		return false
	}
	x.term = term
	x.resizes = newResizer(size, x.srv.cfg.limits.resize)
	return true
}

func (x *session) setEnv(payload []byte) bool {
	name, value, ok := parseEnv(payload)
	if !ok {
		return false
	}
	entry := name + "=" + value
	for i, e := range x.environ {
		if strings.HasPrefix(e, name+"=") {
			x.environ[i] = entry
			return true
		}
	}
	if len(x.environ) >= maxEnv {
		return false
	}
	x.environ = append(x.environ, entry)
	return true
}

func (x *session) resize(payload []byte) bool {
	if x.resizes == nil {
		return false
	}
	size, ok := parseResize(payload, x.resizes.size())
	if !ok {
		return false
	}
	x.resizes.set(size)
	return true
}

// begin has run be started, unless the server is going down.
func (x *session) begin(run command) bool {
	if !x.srv.sessions.enter() {
		return false
	}
	x.conn.started()
	x.run = run
	return true
}

// work runs the session's command and then parts with the client.
func (x *session) work(ctx context.Context) {
	defer x.srv.sessions.leave()
	defer x.conn.Close()
	if err := x.terminal.exit(x.contain(ctx)); err != nil {
		return
	}
	// Closing at once could make the client's kernel drop what it has not
	// read yet: wait until it closed the channel too.
	linger := time.NewTimer(x.srv.cfg.limits.linger)
	defer linger.Stop()
	select {
	case <-x.gone:
	case <-linger.C:
	}
}

// contain runs the session's command, unless a ban keeps its client out; a
// panic in it ends the session alone.
func (x *session) contain(ctx context.Context) (status int) {
	defer func() {
		if r := recover(); r != nil {
			x.log.Error("panic in a session", "panic", r, "stack", string(debug.Stack()))
			_, _ = x.terminal.Write([]byte("\r\nthicket: the session crashed, and has been noted; connect again to go on\r\n"))
			status = exitFailed
		}
	}()
	if ban, banned := x.banned(); banned {
		x.complain("%s", sentence(ban))
		return exitFailed
	}
	return x.run(ctx, x)
}
