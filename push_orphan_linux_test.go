package main

import (
	"strings"
	"testing"
	"time"
)

// The server of a push does not outlive it, even if the push is killed.
func TestPushIsKilled(t *testing.T) {
	t.Parallel() // it waits, most of the time
	p := startPush(t, "sessions", "--from", "2", "--to", "100", "--factor", "1.05", "--hold", "100ms", "--world", "64x64", "--bots", "0", "--keys", "4")
	eventually(t, "two sessions are measured", func() bool { return strings.Contains(p.stderr.String(), "2 sessions: p99") })
	_ = p.cmd.Process.Kill()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = p.cmd.Wait() // until the server, too, has closed its standard error
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Error("the server of a push that was killed goes on")
	}
}
