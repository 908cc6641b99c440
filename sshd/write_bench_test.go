package sshd

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

const (
	readers   = 100 // sessions that are written to in turn
	paintSize = 400 // bytes
)

// BenchmarkEncryptAndWrite is what a paint of 400 bytes costs from Write of a
// session's terminal until the kernel has delivered it, over TCP on loopback:
// nothing is composed. A hundred sessions get one each, and the next when all have
// theirs, as paints come in the game: what is written on end to a single session goes
// out in bulk, at a third of the cost. The client, which reads it all, is a process of
// its own, so that it counts neither as processor time nor as memory; ns/op has it
// within. Ciphers are those that Go's client and OpenSSH's ask for first.
func BenchmarkEncryptAndWrite(b *testing.B) {
	for _, cipher := range []string{gossh.CipherAES128GCM, gossh.CipherChaCha20Poly1305} {
		name, _, _ := strings.Cut(cipher, "@")
		b.Run(name, func(b *testing.B) { benchWrite(b, cipher) })
	}
}

func benchWrite(b *testing.B, cipher string) {
	playing := make(chan tui.Terminal)
	cfg := config(b)
	cfg.Log = debugLog(io.Discard)
	cfg.Play = func(ctx context.Context, t tui.Terminal, s tui.Settings) error {
		playing <- t
		return untilGone(ctx, t, s)
	}
	srv, err := New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	runs(b, srv.Run)
	rounds := startReaders(b, srv.Addr().String(), cipher)
	terminals := make([]tui.Terminal, readers)
	for i := range terminals {
		select {
		case terminals[i] = <-playing:
		case <-time.After(patience):
			b.Fatalf("%d sessions of %d", i, readers)
		}
	}
	paint, read, n := make([]byte, paintSize), make([]byte, 1), 0
	b.ReportAllocs()
	used := processorTime(b)
	for b.Loop() {
		if _, err := terminals[n%readers].Write(paint); err != nil {
			b.Fatal(err)
		}
		if n++; n%readers > 0 {
			continue
		}
		if _, err := rounds.Read(read); err != nil {
			b.Fatal(err)
		}
	}
	used = processorTime(b) - used
	b.ReportMetric(float64(used.Nanoseconds())/1000/float64(n), "cpu-us/paint")
}

// processorTime is what this process has used up to now.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// readerSpec is the variable by which this binary becomes the client that reads:
// address and cipher.
const readerSpec = "READER_SPEC"

// startReaders starts it, and gives what it tells: a byte whenever every session has
// another paint. It ends with its connections.
func startReaders(b *testing.B, address, cipher string) io.Reader {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), readerSpec+"="+address+" "+cipher)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return out
}

// counter tells of every round that was read, whichever sessions read it.
type counter struct{ bytes atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	const round = readers * paintSize
	n := c.bytes.Add(int64(len(p)))
	if n/round > (n-int64(len(p)))/round {
		_, _ = os.Stdout.Write([]byte{'.'})
	}
	return len(p), nil
}

// readAll is at a hundred terminals, until the connection of the last one ends.
func readAll(spec string) (err error) {
	address, cipher, _ := strings.Cut(spec, " ")
	var all counter
	var x *gossh.Session
	for range readers {
		if x, err = readAt(address, cipher, &all); err != nil {
			return err
		}
	}
	return x.Wait()
}

func readAt(address, cipher string, all io.Writer) (*gossh.Session, error) {
	c, err := gossh.Dial("tcp", address, &gossh.ClientConfig{
		User: "reader", Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)},
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), Config: gossh.Config{Ciphers: []string{cipher}},
	})
	if err != nil {
		return nil, err
	}
	x, err := c.NewSession()
	if err != nil {
		return nil, err
	}
	if _, err := x.StdinPipe(); err != nil { // else the client sends EOF at once
		return nil, err
	}
	x.Stdout = all
	if err := x.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		return nil, err
	}
	return x, x.Shell()
}
