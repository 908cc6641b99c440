package sshd

import (
	"io"
	"sync"
	"sync/atomic"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// terminal is a client's end of a session channel. Its methods may be called
// from any goroutine.
type terminal struct {
	ch      gossh.Channel
	written *atomic.Uint64 // bytes, of all terminals of the server
	own     atomic.Uint64  // bytes, of this one

	writing sync.Mutex // one writer at a time: crypto/ssh keeps one buffer
	write   watchdog
	pinging sync.Mutex // one ping at a time: answers carry no number
	ping    watchdog
}

var _ tui.Terminal = (*terminal)(nil)

// newTerminal makes the terminal of a channel. expired is called with the
// name of a watchdog that ran out, and has to close the connection.
func newTerminal(ch gossh.Channel, l limits, written *atomic.Uint64, expired func(what string)) *terminal {
	t := &terminal{ch: ch, written: written}
	t.write.watch(l.write, func() { expired("write") })
	t.ping.watch(l.ping, func() { expired("ping") })
	return t
}

// Read gives what the client typed.
func (t *terminal) Read(p []byte) (int, error) { return t.ch.Read(p) }

// Write sends p to the client's screen. When no piece of it gets away in
// limits.write the connection is closed, and Write fails.
func (t *terminal) Write(p []byte) (int, error) {
	return t.send(t.ch, p)
}

// Error sends p to the client's stderr, with the same guard.
func (t *terminal) Error(p []byte) (int, error) {
	return t.send(t.ch.Stderr(), p)
}

func (t *terminal) send(w io.Writer, p []byte) (n int, err error) {
	t.writing.Lock()
	defer t.writing.Unlock()
	for err == nil && n < len(p) {
		var m int
		t.write.arm()
		m, err = w.Write(p[n:min(len(p), n+maxPiece)])
		t.write.disarm()
		n += m
		t.own.Add(uint64(m))
		t.written.Add(uint64(m))
	}
	return n, err
}

// Ping waits for the client to answer; a refusal is an answer. When there is
// none in limits.ping the connection is closed, and Ping fails.
func (t *terminal) Ping() error {
	t.pinging.Lock()
	defer t.pinging.Unlock()
	t.ping.arm()
	defer t.ping.disarm()
	_, err := t.ch.SendRequest(keepalive, true, nil)
	return err
}

// exit tells the client how its command ended and closes the channel.
func (t *terminal) exit(status int) error {
	t.writing.Lock()
	defer t.writing.Unlock()
	t.write.arm()
	defer t.write.disarm()
	code := struct{ Status uint32 }{uint32(status)}
	if _, err := t.ch.SendRequest("exit-status", false, gossh.Marshal(&code)); err != nil {
		return err
	}
	return t.ch.Close()
}
