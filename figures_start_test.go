package main

import (
	"bufio"
	"net"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
)

// BenchmarkFigureStart is how long the server of a 1000 x 1000 world takes from
// the start of its process until it has named itself to the first client, and
// until that client is through its handshake: with a new data folder, with one
// in which a world was played, and without.
//
//	go test -run '^$' -bench FigureStart -benchtime 1x .     # 20 s
func BenchmarkFigureStart(b *testing.B) {
	b.Run("new", func(b *testing.B) {
		benchStart(b, func() []string { return []string{"--data", b.TempDir()} })
	})
	b.Run("kept", func(b *testing.B) {
		folder := b.TempDir()
		p := startProcess(b, "--data", folder)
		time.Sleep(6 * time.Second) // its bots and what grows are there
		_ = p.Process.Signal(syscall.SIGTERM)
		_ = p.Wait()
		benchStart(b, func() []string { return []string{"--data", folder} })
	})
	b.Run("ephemeral", func(b *testing.B) {
		benchStart(b, func() []string { return []string{"--ephemeral"} })
	})
}

func benchStart(b *testing.B, flags func() []string) {
	var named, through []time.Duration
	for range 20 {
		n, t := startOnce(b, flags())
		named, through = append(named, n), append(through, t)
	}
	slices.Sort(named)
	slices.Sort(through)
	b.ReportMetric(quantile(named, .5), "named-p50-ms")
	b.ReportMetric(quantile(named, 1), "named-max-ms")
	b.ReportMetric(quantile(through, .5), "handshake-p50-ms")
	b.ReportMetric(quantile(through, 1), "handshake-max-ms")
}

// startOnce starts a server at a port that is free, calls it until it answers,
// and ends it.
func startOnce(b *testing.B, flags []string) (named, through time.Duration) {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	cmd := exec.Command(binary(b), append([]string{"--ssh", address, "--http", ""}, flags...)...)
	cmd.SysProcAttr = apart()
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	conn := reach(b, address)
	defer conn.Close()
	in := bufio.NewReader(conn)
	if name, err := in.Peek(len("SSH-2.0-")); err != nil || !strings.HasPrefix(string(name), "SSH-2.0-") {
		b.Fatalf("the server says %q: %v", name, err)
	}
	named = time.Since(began)
	c, _, _, err := ssh.NewClientConn(peeked{conn, in}, address, &ssh.ClientConfig{
		User: "first", HostKeyCallback: ssh.InsecureIgnoreHostKey(), Auth: []ssh.AuthMethod{ssh.PublicKeys(sshtest.KeyFromSeed(1))},
	})
	if err != nil {
		b.Fatal(err)
	}
	through = time.Since(began)
	_ = c.Close()
	return named, through
}

// reach dials until somebody answers.
func reach(b *testing.B, address string) net.Conn {
	b.Helper()
	for range 10_000 {
		if conn, err := net.Dial("tcp", address); err == nil {
			return conn
		}
		time.Sleep(time.Millisecond)
	}
	b.Fatal("nobody answers at ", address)
	return nil
}

// peeked is a connection of which something was read beforehand.
type peeked struct {
	net.Conn
	in *bufio.Reader
}

func (p peeked) Read(b []byte) (int, error) { return p.in.Read(b) }
