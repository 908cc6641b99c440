package main

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// slowly makes connections that bring so many bytes a second, behind a buffer of
// a megabyte that takes whatever the server sends; to the server they are free.
func slowly(rate int) func(net.Conn) net.Conn {
	return func(c net.Conn) net.Conn {
		s := &slow{Conn: c, rate: rate, pieces: make(chan []byte, 1<<20/piece)}
		go s.fill()
		return s
	}
}

// piece is how much of it arrives at a time.
const piece = 64

// slow is such a connection.
type slow struct {
	net.Conn
	rate   int
	pieces chan []byte // closed at the end
	left   []byte
}

func (s *slow) fill() {
	defer close(s.pieces)
	b := make([]byte, 64<<10)
	for {
		n, err := s.Conn.Read(b)
		for i := 0; i < n; i += piece {
			s.pieces <- append([]byte(nil), b[i:min(i+piece, n)]...)
		}
		if err != nil {
			return
		}
	}
}

func (s *slow) Read(b []byte) (int, error) {
	if len(s.left) == 0 {
		some, more := <-s.pieces
		if !more {
			return 0, net.ErrClosed
		}
		time.Sleep(time.Duration(len(some)) * time.Second / time.Duration(s.rate))
		s.left = some
	}
	n := copy(b, s.left)
	s.left = s.left[n:]
	return n, nil
}

// Close lets fill end, which may wait for a reader.
func (s *slow) Close() error {
	err := s.Conn.Close()
	for range s.pieces {
	}
	return err
}

// track is where a walker was: as somebody who looks on sees it, each place from
// the key on that led there.
type track struct {
	mu      sync.Mutex
	known   []sighting
	pressed time.Time // the newest key
}

type sighting struct {
	from time.Time
	at   game.Point
}

// follow notes where the walker is on the witness's screen, until ctx is done.
func (t *track) follow(ctx context.Context, witness *sshtest.Player) {
	last := nowhere
	for ctx.Err() == nil {
		if sees(ctx, witness, last) != nil {
			continue
		}
		last, _ = at(witness)
		t.mu.Lock()
		t.known = append(t.known, sighting{t.pressed, last})
		t.mu.Unlock()
	}
}

func (t *track) key(at time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pressed = at
}

// age is how long ago a position was true the last time. One that is newer than
// what the witness has seen has none.
func (t *track) age(shown game.Point) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := len(t.known) - 2; i >= 0; i-- {
		if t.known[i].at == shown && t.known[len(t.known)-1].at != shown {
			return time.Since(t.known[i+1].from)
		}
	}
	return 0
}

// ages walks a player for a while and gives how old the position on their screen
// was, looked at fifty times a second, and the steps a second.
func ages(tb testing.TB, p, witness *sshtest.Player, dir game.Dir, over time.Duration) (all []time.Duration, steps float64) {
	ctx, cancel := context.WithCancel(context.Background())
	var seen track
	var following sync.WaitGroup
	following.Go(func() { seen.follow(ctx, witness) })
	defer following.Wait()
	defer cancel()
	h := hiker{Player: witness, dir: dir}
	began := time.Now()
	next := began
	for now := range time.Tick(20 * time.Millisecond) {
		if now.Sub(began) > over {
			break
		}
		if now.After(next) {
			next = next.Add(220 * time.Millisecond)
			here, _ := at(witness)
			seen.key(now)
			if err := p.Press(arrow[h.next(here)]); err != nil {
				tb.Error(err)
				break
			}
		}
		if shown, ok := at(p); ok {
			all = append(all, seen.age(shown))
		}
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	return all, float64(len(seen.known)) / over.Seconds()
}
