package tui

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// line is the way to the client. Whoever has something to be painted pokes it, and the
// world tells it of frames by news.
type line struct {
	terminal Terminal
	wake     chan struct{}      // to the painter; holds one
	asks     chan struct{}      // to the pinger; holds one
	answers  chan time.Duration // from the pinger; holds one
	held     atomic.Bool        // the painter waits for an answer
	rtt      atomic.Int64       // nanoseconds; 0 before the first answer

	gate   *Gate       // nil: nobody waits for others
	queued atomic.Bool // it stands in line, or is admitted
	state  atomic.Int32
}

func newLine(t Terminal, g *Gate) *line {
	return &line{
		terminal: t, gate: g, wake: make(chan struct{}, 1),
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

// news wakes the painter for a frame, when its turn comes, unless it waits for an
// answer and looks at the newest frame then. It never waits.
func (l *line) news() {
	switch {
	case l.held.Load():
	case l.gate == nil:
		l.poke()
	default:
		l.gate.enqueue(l)
	}
}

// buffers are what paints are made in: between two of them a session has none.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// picture is where paints come from.
type picture interface {
	// show appends a paint, if there is any to make, of about so many bytes at most;
	// 0: it has to wait.
	show(dst []byte, most int) []byte
	// tell tells the model that the first answer is there.
	tell(tea.Msg)
}

// paint writes what there is to show whenever the line was poked, until ctx is done or
// the client is gone.
func (l *line) paint(ctx context.Context, from picture, end context.CancelCauseFunc) {
	var over atomic.Bool
	defer context.AfterFunc(ctx, func() { over.Store(true); l.poke() })()
	defer l.close()
	p := pacer{line: l, picture: from, trust: much}
	l.gate.count(1, 0)
	defer p.uncount()
	p.ask()            // how quick it is with nothing on the way
	for range l.wake { // nobody closes it
		if over.Load() {
			return
		}
		placed := l.begin()
		if placed {
			l.gate.giveWay()
		}
		if !p.paint(placed) {
			end(ErrGone)
			return
		}
		l.end()
	}
}

// paint writes one paint, if there is any. It is false when the client is gone.
func (p *pacer) paint(placed bool) bool {
	b := buffers.Get().(*[]byte)
	defer buffers.Put(b)
	*b = p.compose((*b)[:0], placed)
	if len(*b) == 0 {
		return true
	}
	if _, err := p.terminal.Write(*b); err != nil {
		return false
	}
	p.wrote(len(*b))
	return true
}

// compose appends a paint. A place at the gate is given back before anything waits for
// the client, and whatever happens.
func (p *pacer) compose(dst []byte, placed bool) []byte {
	if placed {
		defer p.gate.leave()
	}
	return p.show(dst, p.most())
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
