package sshd

import (
	"context"
	"sync"
	"time"
)

// Rates are over the last five seconds: a reading a second.
const (
	readEvery = time.Second
	readings  = 6
	minute    = time.Minute
)

// reading is what has been counted until a moment.
type reading struct {
	at                   time.Time
	steps, frames, bytes uint64
}

// rates are the newest readings.
type rates struct {
	mu   sync.Mutex
	ring [readings]reading
	n    int // readings so far
}

func (r *rates) add(now reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ring[r.n%readings] = now
	r.n++
}

// since is the oldest reading that is kept.
func (r *rates) since() reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.n < readings {
		return r.ring[0]
	}
	return r.ring[r.n%readings]
}

// rate is how many came in a second. A world that has gone takes what it
// counted along.
func (r reading) rate(old reading, of func(reading) uint64) float64 {
	seconds := r.at.Sub(old.at).Seconds()
	if old.at.IsZero() || seconds <= 0 || of(r) < of(old) {
		return 0
	}
	return float64(of(r)-of(old)) / seconds
}

// read counts what the server has done so far.
func (s *Server) read() reading {
	r := reading{at: time.Now(), bytes: s.Stats().BytesWritten}
	for _, world := range s.cfg.Worlds.Worlds() {
		if n, err := s.cfg.Worlds.Stats(world); err == nil {
			r.steps += n.Moved + n.Blocked
			r.frames += n.Frames
		}
	}
	return r
}

// watch takes readings until ctx is done.
func (s *Server) watch(ctx context.Context) {
	beat := time.NewTicker(readEvery)
	defer beat.Stop()
	turned := time.Now()
	s.rates.add(s.read())
	for {
		select {
		case now := <-beat.C:
			s.rates.add(s.read())
			if now.Sub(turned) >= minute {
				s.echoes.turn()
				turned = now
			}
		case <-ctx.Done():
			return
		}
	}
}
