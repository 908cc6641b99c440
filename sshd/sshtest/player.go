package sshtest

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// line is a session's way to the server, whichever client holds it.
type line interface {
	io.Reader // the terminal's output; fails when the session is over
	io.Writer // what the terminal sends
	resize(w, h int) error
	wait() (exitCode int, err error) // once Read has failed
	close() error                    // frees whoever is in any of the others
	request(name string) (bool, error)
}

// Player is a session on a server and the terminal that shows it.
type Player struct {
	line     line
	patience time.Duration
	onOutput func(time.Time, []byte)

	bytes, chunks atomic.Int64

	turn sync.Mutex    // held while a chunk is fed, and while a condition looks
	news chan struct{} // closed and replaced after each chunk; guarded by turn
	mu   sync.Mutex    // taken inside turn
	term *terminal     // guarded by mu; nil: blind

	over     chan struct{} // closed when the session is over; then:
	exitCode int
	exitErr  error
}

func newPlayer(l line, o Options) *Player {
	p := &Player{
		line: l, patience: o.Patience, onOutput: o.OnOutput,
		news: make(chan struct{}), over: make(chan struct{}),
	}
	if !o.Blind {
		p.term = newTerminal(o)
	}
	go p.run()
	return p
}

// run feeds the terminal until the session is over.
func (p *Player) run() {
	defer close(p.over)
	var answering sync.WaitGroup
	if p.term != nil {
		replies := p.term.answers()
		answering.Go(func() { p.answer(replies) })
	}
	b := make([]byte, 32*1024)
	for {
		n, err := p.line.Read(b)
		if n > 0 {
			p.feed(b[:n])
		}
		if err != nil {
			break
		}
	}
	p.exitCode, p.exitErr = p.line.wait()
	p.see(func(t *terminal) { t.close() })
	answering.Wait()
}

func (p *Player) feed(b []byte) {
	if p.onOutput != nil {
		p.onOutput(time.Now(), b)
	}
	p.turn.Lock()
	defer p.turn.Unlock()
	p.see(func(t *terminal) { t.write(b) })
	p.bytes.Add(int64(len(b)))
	p.chunks.Add(1)
	close(p.news)
	p.news = make(chan struct{})
}

// answer carries the emulator's replies to the server, and goes on reading
// them when the server is gone: the emulator would stop otherwise.
func (p *Player) answer(replies io.Reader) {
	b := make([]byte, 1024)
	for {
		n, err := replies.Read(b)
		if err != nil {
			return
		}
		_, _ = p.line.Write(b[:n])
	}
}

// Press sends keys as a terminal would: raw bytes, see [Up] and the others.
// With DialOpenSSH, wait for some output first: until ssh is connected, its
// terminal treats control characters in its own way.
func (p *Player) Press(keys string) error {
	if _, err := p.line.Write([]byte(keys)); err != nil {
		return fmt.Errorf("press %q: %w", keys, err)
	}
	return nil
}

// Resize changes the terminal's size and tells the server.
func (p *Player) Resize(w, h int) error {
	p.see(func(t *terminal) { t.emulator.Resize(w, h) })
	if err := p.line.resize(w, h); err != nil {
		return fmt.Errorf("resize to %dx%d: %w", w, h, err)
	}
	return nil
}

// Request sends an SSH request that wants a reply, beside the terminal, and
// waits for the answer: whether the server knew it. Dial only.
func (p *Player) Request(name string) (bool, error) {
	known, err := p.line.request(name)
	if err != nil {
		return false, fmt.Errorf("request %s: %w", name, err)
	}
	return known, nil
}

// Bytes counts the output received so far.
func (p *Player) Bytes() int64 { return p.bytes.Load() }

// Chunks counts the reads in which the output came: at most one for each
// write of the server, fewer when several arrived together.
func (p *Player) Chunks() int64 { return p.chunks.Load() }

// Over is closed when the session is over.
func (p *Player) Over() <-chan struct{} { return p.over }

// Wait waits for the session's end and gives the exit code; err tells why
// there is none. All output is on the screen by then.
func (p *Player) Wait(ctx context.Context) (exitCode int, err error) {
	ctx, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	select {
	case <-p.over:
		return p.exitCode, p.exitErr
	case <-ctx.Done():
		return -1, fmt.Errorf("wait for the end of the session: %w\n%s", ctx.Err(), p.picture())
	}
}

// Close hangs up, if the server has not, and waits until nothing of the
// player runs any more.
func (p *Player) Close() error {
	err := p.line.close()
	<-p.over
	return err
}
