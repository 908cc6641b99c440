package main

import (
	"net"
	"sync/atomic"
	"testing"
	"time"

	"thicket/sshd/sshtest"
)

// counted counts what comes over the wire.
type counted struct {
	net.Conn
	bytes *atomic.Int64
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.bytes.Add(int64(n))
	return n, err
}

// Where nothing moves nothing is sent: neither to the screen nor, once the
// terminal has answered everything, over the wire.
func TestStillness(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30", "--generations", "0")
	var bytes atomic.Int64
	p := s.enter(t, sshtest.Options{User: "otter", WrapConn: func(c net.Conn) net.Conn { return counted{c, &bytes} }})
	idle := s.enter(t, sshtest.Options{User: "fern"})
	read(t, p, "2 players")
	_ = idle

	const settled, watched = time.Second, 2 * time.Second
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	began := time.Now()
	last, since := bytes.Load(), began
	for now := range poll.C {
		if n := bytes.Load(); n != last {
			if now.Sub(since) >= settled {
				t.Fatalf("%d bytes came after %v of stillness\n%s", n-last, now.Sub(since), p.Screen())
			}
			last, since = n, now
		}
		if now.Sub(since) >= settled+watched {
			return
		}
		if now.Sub(began) > patience {
			t.Fatalf("it does not settle, %d bytes so far\n%s", last, p.Screen())
		}
	}
}
