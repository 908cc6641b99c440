package sshd

import (
	"io"
	"net"
	"testing"
	"time"
)

func TestHandshakeLimits(t *testing.T) {
	r := serve(t, func(c *Config) { c.limits.handshake = 100 * time.Millisecond })
	silent := r.rawDial(t)
	hungUp(t, silent)
	half := r.rawDial(t)
	_, _ = io.WriteString(half, "SSH-2.0-slow\r\n")
	hungUp(t, half)
	eventually(t, "nobody", func() bool { return r.Stats().Connections == 0 })
}

func TestPerSource(t *testing.T) {
	r := serve(t, func(c *Config) { c.MaxPerSource, c.limits.waitingPerSource = 3, 2 })
	a, b := r.rawDial(t), r.rawDial(t)
	eventually(t, "two waiting", func() bool { return r.Stats().Connections == 2 })
	hungUp(t, r.rawDial(t))
	if s := r.Stats(); s.RefusedWaiting != 1 {
		t.Errorf("%+v", s)
	}
	_ = a.Close()
	_ = b.Close()
	eventually(t, "none waiting", func() bool { return r.Stats().Connections == 0 })

	first := r.dial(t, "otter")
	r.dial(t, "fern")
	r.dial(t, "wren")
	if _, err := r.tryDial("hare"); err == nil {
		t.Error("a fourth connection")
	}
	if s := r.Stats(); s.RefusedSource != 1 {
		t.Errorf("%+v", s)
	}
	_ = first.Close()
	eventually(t, "two connections", func() bool { return r.Stats().Connections == 2 })
	r.dial(t, "hare")
}

// One in the handshake too many: all others wait, whatever their source.
func TestWaitingInAll(t *testing.T) {
	r := serve(t, func(c *Config) { c.limits.waiting = 2 })
	r.rawDial(t)
	r.rawDial(t)
	eventually(t, "two waiting", func() bool { return r.Stats().Connections == 2 })
	hungUp(t, r.rawDial(t))
}

func TestSourceOf(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.7:22":                "192.0.2.7/32",
		"[::ffff:192.0.2.7]:22":       "192.0.2.7/32",
		"[2001:db8:1:2:3:4:5:6]:22":   "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::6]:2222": "2001:db8:1:2::/64",
		"[fe80::1%lo]:22":             "fe80::/64",
	} {
		a, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := sourceOf(a).String(); got != want {
			t.Errorf("%s counts against %s", addr, got)
		}
	}
}
