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

// rate is how many came in a second. None ever becomes less.
func (r reading) rate(old reading, of func(reading) uint64) float64 {
	seconds := r.at.Sub(old.at).Seconds()
	if old.at.IsZero() || seconds <= 0 {
		return 0
	}
	return float64(of(r)-of(old)) / seconds
}

// read counts what the server has done so far.
func (s *Server) read() reading {
	all := s.cfg.Worlds.Totals()
	return reading{at: time.Now(), steps: all.Moved + all.Blocked, frames: all.Frames, bytes: s.Stats().BytesWritten}
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
