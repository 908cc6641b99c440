package sshd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// errDown is the cause of every session's context when the server stops.
var errDown = errors.New("the server is going down; come back in a moment")

// Run serves until ctx is cancelled, then says goodbye: it lets nobody in any
// more, cancels every session's context, gives them Config.Drain to leave and
// closes all connections. It returns nil if everything has ended by then. A
// Server runs once.
func (s *Server) Run(ctx context.Context) error {
	var ours sync.WaitGroup
	ours.Go(func() { s.accept(ctx) })
	ours.Go(func() { s.watch(ctx) })
	<-ctx.Done()
	_ = s.listener.Close()
	ours.Wait()
	return s.drain()
}

// accept takes connections until the listener is closed.
func (s *Server) accept(ctx context.Context) {
	pause := time.Duration(0)
	for {
		nc, err := s.listener.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // out of file descriptors, mostly
			pause = min(max(2*pause, 5*time.Millisecond), time.Second)
			s.log.Warn("cannot accept a connection", "error", err, "again_in", pause)
			select {
			case <-time.After(pause):
			case <-ctx.Done():
			}
			continue
		}
		pause = 0
		if !s.accepted.enter() {
			_ = nc.Close()
			continue
		}
		go func() {
			defer s.accepted.leave()
			s.ssh.HandleConn(nc) // recovers, and closes nc
		}()
	}
}

// drain ends all sessions, then all connections.
func (s *Server) drain() error {
	left := s.sessions.shut()
	s.log.Info("saying goodbye", "sessions", s.sessions.inside(), "at_most", s.cfg.Drain)
	s.stop(errDown)
	inTime := within(left, s.cfg.Drain)
	if !inTime {
		s.log.Warn("sessions did not leave in time", "sessions", s.sessions.inside())
	}
	s.closeAll()
	// Closed connections free whoever waits for them.
	if !within(s.accepted.shut(), s.cfg.limits.abandon) || !within(left, s.cfg.limits.abandon) {
		return fmt.Errorf("stop ssh server: %d sessions and %d connections did not end",
			s.sessions.inside(), s.accepted.inside())
	}
	return nil
}

// within reports whether done is closed before d is over.
func within(done <-chan struct{}, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-done:
		return true
	case <-t.C:
		return false
	}
}

// register keeps c, to be closed at the end; false when the end has come.
func (s *Server) register(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.open[c] = struct{}{}
	return true
}

// forget is called by a conn that closes.
func (s *Server) forget(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, c)
}

func (s *Server) closeAll() {
	s.mu.Lock()
	s.closing = true
	open := make([]*conn, 0, len(s.open))
	for c := range s.open {
		open = append(open, c)
	}
	s.mu.Unlock()
	for _, c := range open {
		_ = c.Close()
	}
}
