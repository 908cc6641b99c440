package tui

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	askEvery = time.Second // on a good line
	// An answer is late when it takes so much longer than the quickest one.
	lateAfter = 100 * time.Millisecond
)

// line is the way to the client. Whoever has something to be painted pokes it.
type line struct {
	terminal Terminal
	wake     chan struct{}      // to the painter; holds one
	asks     chan struct{}      // to the pinger; holds one
	answers  chan time.Duration // from the pinger; holds one
	held     atomic.Bool        // the painter waits for an answer
	rtt      atomic.Int64       // nanoseconds; 0 before the first answer
}

func newLine(t Terminal) *line {
	return &line{
		terminal: t, wake: make(chan struct{}, 1),
		asks: make(chan struct{}, 1), answers: make(chan time.Duration, 1),
	}
}

// poke wakes the painter. It never waits; several become one.
func (l *line) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// buffers are what paints are made in: between two of them a session has none.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// paint writes what show appends whenever the line was poked, until ctx is done or
// the client is gone. show is told whether to wait with a paint, since an answer is
// late. send tells the model that the first answer is there.
func (l *line) paint(ctx context.Context, show func(dst []byte, waits bool) []byte, send func(tea.Msg), end context.CancelCauseFunc) {
	defer context.AfterFunc(ctx, l.poke)()
	p := pacer{line: l, send: send}
	for range l.wake { // nobody closes it
		if ctx.Err() != nil {
			return
		}
		if !p.show(show) {
			end(ErrGone)
			return
		}
	}
}

// show writes one paint, if there is any. It is false when the client is gone.
func (p *pacer) show(show func(dst []byte, waits bool) []byte) bool {
	b := buffers.Get().(*[]byte)
	defer buffers.Put(b)
	*b = show((*b)[:0], p.holds())
	if len(*b) == 0 {
		return true
	}
	if _, err := p.terminal.Write(*b); err != nil {
		return false
	}
	p.ask()
	return true
}

// ping asks the client whenever the painter wants, one question at a time,
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
			if l.held.Load() || l.rtt.Load() == 0 {
				l.poke()
			}
		case <-ctx.Done():
			return
		}
	}
}

// pacer keeps paints from piling up in buffers that nobody sees. It belongs
// to the painter.
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

// ask is called after each paint. It asks now and then, on a slow line each time.
func (p *pacer) ask() {
	if !p.open && (p.slow || time.Since(p.asked) >= askEvery) {
		p.asked, p.open = time.Now(), true
		p.asks <- struct{}{}
	}
}

// holds tells whether to paint nothing now, since an answer is late. When it comes
// the painter is woken.
func (p *pacer) holds() bool {
	p.listen()
	if !p.late() {
		return false
	}
	p.held.Store(true)
	p.listen() // it may have come in between
	p.held.Store(p.late())
	return p.late()
}

func (p *pacer) late() bool {
	return p.open && (p.slow || time.Since(p.asked) > p.quickest+lateAfter)
}

// listen takes the answer if it has come.
func (p *pacer) listen() {
	if !p.open {
		return
	}
	select {
	case rtt := <-p.answers:
		p.answered(rtt)
	default:
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
