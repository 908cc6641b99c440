package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	askEvery = time.Second // on a good line
	// An answer is late when it takes so much longer than the quickest one.
	lateAfter = 100 * time.Millisecond
)

// line is the way to the client: one buffer that goes from the model, which
// paints into it, to the writer and back.
type line struct {
	terminal Terminal
	paints   chan []byte        // to the writer; holds the buffer
	free     chan []byte        // to the model; holds the buffer
	wanted   atomic.Bool        // the model found no buffer
	asks     chan struct{}      // to the pinger; holds one
	answers  chan time.Duration // from the pinger; holds one
	rtt      atomic.Int64       // nanoseconds; 0 before the first answer
}

func newLine(t Terminal) *line {
	l := &line{
		terminal: t,
		paints:   make(chan []byte, 1), free: make(chan []byte, 1),
		asks: make(chan struct{}, 1), answers: make(chan time.Duration, 1),
	}
	l.free <- make([]byte, 0, 4096)
	return l
}

// take gives the model the buffer, empty, if the writer does not have it; if
// it has, the model is told by a readyMsg when it comes back.
func (l *line) take() ([]byte, bool) {
	select {
	case b := <-l.free:
		return b[:0], true
	default:
	}
	l.wanted.Store(true)
	select { // it may have come back in between
	case b := <-l.free:
		l.wanted.Store(false)
		return b[:0], true
	default:
		return nil, false
	}
}

// give hands a painted buffer to the writer; an empty one stays.
func (l *line) give(b []byte) {
	if len(b) == 0 {
		l.free <- b
		return
	}
	l.paints <- b
}

// write writes paints until ctx is done or the client is gone.
func (l *line) write(ctx context.Context, send func(tea.Msg), end context.CancelCauseFunc) {
	p := pacer{line: l, send: send}
	for {
		select {
		case b := <-l.paints:
			if _, err := l.terminal.Write(b); err != nil {
				end(ErrGone)
				return
			}
			if !p.pace(ctx) {
				return
			}
			l.free <- b
			if l.wanted.Swap(false) {
				send(readyMsg{})
			}
		case rtt := <-l.answers:
			p.answered(rtt)
		case <-ctx.Done():
			return
		}
	}
}

// ping asks the client whenever the writer wants, one question at a time,
// until ctx is done or the client is gone.
func (l *line) ping(ctx context.Context, end context.CancelCauseFunc) {
	for {
		select {
		case <-l.asks:
			asked := time.Now()
			if l.terminal.Ping() != nil {
				end(ErrGone)
				return
			}
			l.answers <- time.Since(asked)
		case <-ctx.Done():
			return
		}
	}
}

// pacer keeps paints from piling up in buffers that nobody sees. It belongs
// to the writer.
type pacer struct {
	*line
	send     func(tea.Msg)
	asked    time.Time
	open     bool          // the question has no answer yet
	slow     bool          // the newest answer was late
	quickest time.Duration // answer of this minute and the one before
	recent   time.Duration // quickest answer of this minute
	minute   time.Time     // when it began
}

// pace is called after each paint. It asks now and then, on a slow line each
// time, and waits while an answer is late. It is false when ctx is done.
func (p *pacer) pace(ctx context.Context) bool {
	select {
	case rtt := <-p.answers:
		p.answered(rtt)
	default:
	}
	if !p.open && (p.slow || time.Since(p.asked) >= askEvery) {
		p.asked, p.open = time.Now(), true
		p.asks <- struct{}{}
	}
	if !p.open || !p.slow && time.Since(p.asked) <= p.quickest+lateAfter {
		return true
	}
	select {
	case rtt := <-p.answers:
		p.answered(rtt)
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *pacer) answered(rtt time.Duration) {
	first := p.quickest == 0
	if first {
		p.quickest, p.recent, p.minute = rtt, rtt, time.Now()
	}
	if now := time.Now(); now.Sub(p.minute) >= time.Minute {
		p.quickest, p.recent, p.minute = p.recent, rtt, now
	}
	p.recent, p.quickest = min(p.recent, rtt), min(p.quickest, rtt)
	p.open, p.slow = false, rtt > p.quickest+lateAfter
	p.rtt.Store(int64(rtt))
	if first {
		p.send(readyMsg{}) // the first row can show it now
	}
}
