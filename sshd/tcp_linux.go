package sshd

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// limitSilence has the kernel give up on a peer that acknowledges nothing of
// what was sent for so long. Failing to set it costs nothing but time.
func limitSilence(nc net.Conn, d time.Duration) {
	tcp, ok := nc.(*net.TCPConn)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(d.Milliseconds()))
	})
}
