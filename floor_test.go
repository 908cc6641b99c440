package main

import (
	"fmt"
	"net"
	"os"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
)

// floorGroups are woken one after the other over an interval, as a room wakes
// its viewers.
const floorGroups = 8

// floor is crypto/ssh alone: each session has a goroutine that writes the same
// paint whenever its group has its turn.
type floor struct {
	paint    []byte
	interval time.Duration
	began    time.Time

	mu     sync.Mutex
	groups [floorGroups][]chan struct{}
	next   int
}

// serveFloor says where it listens, as the program does, and serves for ever.
func serveFloor(spec string) {
	var size, interval int
	if _, err := fmt.Sscan(spec, &size, &interval); err != nil {
		panic(err)
	}
	f := &floor{paint: append([]byte("\x1b[?2026h"), make([]byte, size-8)...), interval: time.Duration(interval) * time.Microsecond}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(os.Stdout, "Play: ssh -p %d localhost   (host key SHA256:none)\n", listener.Addr().(*net.TCPAddr).Port)
	f.began = time.Now()
	config := &ssh.ServerConfig{PublicKeyCallback: func(ssh.ConnMetadata, ssh.PublicKey) (*ssh.Permissions, error) { return nil, nil }}
	config.AddHostKey(sshtest.KeyFromSeed(0))
	for {
		conn, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		go f.serve(conn, config)
	}
}

func (f *floor) serve(conn net.Conn, config *ssh.ServerConfig) {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		channel, asked, err := offered.Accept()
		if err != nil {
			return
		}
		for r := range asked {
			_ = r.Reply(true, nil)
			if r.Type == "shell" {
				go f.write(channel)
			}
		}
	}
}

// write writes until the client is gone.
func (f *floor) write(channel ssh.Channel) {
	turn := make(chan struct{}, 1)
	f.mu.Lock()
	n := f.next % floorGroups
	f.groups[n] = append(f.groups[n], turn)
	first := f.next < floorGroups
	f.next++
	f.mu.Unlock()
	if first {
		go f.wake(n)
	}
	for range turn {
		if _, err := channel.Write(f.paint); err != nil {
			return
		}
	}
}

// wake wakes a group for ever, each at its time: where one session is, nothing is
// woken in vain.
func (f *floor) wake(n int) {
	behind := time.Since(f.began) - time.Duration(n)*f.interval/floorGroups
	time.Sleep(f.interval - behind%f.interval)
	for range time.Tick(f.interval) {
		f.mu.Lock()
		for _, turn := range f.groups[n] {
			select {
			case turn <- struct{}{}:
			default:
			}
		}
		f.mu.Unlock()
	}
}
