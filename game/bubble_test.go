package game

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// The tests of rooms and lobbies run in bubbles of fake time: it goes on only
// when every goroutine waits, and a bubble ends only when all have ended.

// settle waits until everybody has done what they can without time passing.
func settle() { synctest.Wait() }

// newTestRoom is a room of a world, not started.
func newTestRoom(w *World, fps int) *Room { return newRoom("test", w, fps, new(counters), nil, nil) }

// start runs a room and returns what stops it and waits for its end.
func start(t *testing.T, r *Room) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		err := r.run(ctx)
		r.end(nil)
		ended <- err
	}()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the room fell: %v", err)
		}
	}
}

// seated is a client of a room that is not started yet.
func seated(r *Room, j Join) *Client {
	c := &Client{room: r, wake: make(chan struct{}, 1), back: make(chan *Batch, j.Batches), notices: make(chan Notice, noticesWaiting), over: make(chan struct{})}
	c.seat = &seat{client: c, index: -1}
	c.Entered = r.admit(r.world.Now(), c.seat, &j)
	return c
}

// enters is a client of a running room.
func enters(t *testing.T, r *Room, j Join) *Client {
	t.Helper()
	c, err := r.enter(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// woken tells whether the client was woken since it last asked.
func woken(c *Client) bool {
	select {
	case <-c.Wake():
		return true
	default:
		return false
	}
}

// startLobby runs a lobby of a world and returns what stops it and waits for
// its end.
func startLobby(t *testing.T, cfg Config) (l *Lobby, stop func()) {
	t.Helper()
	l = quietLobby(t, cfg, nil)
	return l, runs(t, l)
}

// quietLobby is a lobby that does not run.
func quietLobby(t *testing.T, cfg Config, k Keeper) *Lobby {
	t.Helper()
	l, err := NewLobby(LobbyConfig{Meadow: cfg, FPS: 12, Keeper: k})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// runs runs a lobby and returns what stops it and waits for its end.
func runs(t *testing.T, l *Lobby) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- l.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	}
}

// joins is a client of the lobby's meadow.
func joins(t *testing.T, l *Lobby, j Join) *Client {
	t.Helper()
	c, err := l.Enter(t.Context(), Meadow, j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fall makes a client's room panic.
func fall(c *Client) {
	c.room.post(envelope{op: OpStep})
	<-c.Done()
}

// statsOf are the meadow's counters, the newest frame's included.
func statsOf(t *testing.T, l *Lobby) Stats {
	t.Helper()
	time.Sleep(100 * time.Millisecond)
	settle()
	s, err := l.Stats(Meadow)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// send submits a batch and waits until it comes back.
func send(t *testing.T, c *Client, b *Batch) {
	t.Helper()
	if !c.Submit(b) {
		t.Fatal("a batch was refused")
	}
	if got := <-c.Back(); got != b {
		t.Fatal("another batch came back")
	}
}
