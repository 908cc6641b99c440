package sshtest

import (
	"cmp"
	"maps"
	"net"
	"slices"
	"time"

	"golang.org/x/crypto/ssh"
)

// Options says who plays and at what terminal. The zero value is a guest at
// an xterm-256color of 80 x 24.
type Options struct {
	User    string            // default "guest"
	Signer  ssh.Signer        // nil: a guest, by keyboard-interactive; DialOpenSSH takes a *Key only
	Command string            // what to run on the pseudo-terminal; empty: the shell
	Term    string            // TERM; default "xterm-256color"
	Width   int               // columns; default 80
	Height  int               // rows; default 24
	Env     map[string]string // sent to the server, which may ignore it

	// Patience bounds WaitFor, WaitText and Wait, whatever their context
	// says; default 10 s.
	Patience time.Duration
	// OnOutput sees each chunk of output when it was read, before the
	// emulator does. It must not keep b. A slow one slows the player down.
	OnOutput func(at time.Time, b []byte)
	// Blind leaves the emulator out: the screen stays empty and no query is
	// answered. An emulator takes nearly 5 MB, too much for thousands of
	// players.
	Blind bool
	// Unsynchronized makes the terminal one that does not know synchronized
	// output (mode 2026); otherwise it says that it does, as most do.
	Unsynchronized bool

	// LocalAddr is the address to call from; nil: any. Dial only.
	LocalAddr net.Addr
	// WrapConn may put something between player and network, say to slow it
	// down or to count. Dial only.
	WrapConn func(net.Conn) net.Conn
}

func (o Options) withDefaults() Options {
	o.User = cmp.Or(o.User, "guest")
	o.Term = cmp.Or(o.Term, "xterm-256color")
	o.Width = cmp.Or(o.Width, 80)
	o.Height = cmp.Or(o.Height, 24)
	o.Patience = cmp.Or(o.Patience, 10*time.Second)
	return o
}

// environ lists the names in Env in a fixed order.
func (o Options) environ() []string {
	return slices.Sorted(maps.Keys(o.Env))
}
