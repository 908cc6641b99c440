package tui

import (
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"thicket/sshd/sshtest"
	"thicket/tui/screen"
)

// pingTime is how long a client's answer takes unless a test says otherwise.
const pingTime = 20 * time.Millisecond

// tty is a Terminal in memory: an emulator, and somebody who types.
type tty struct {
	keys   chan []byte
	closed chan struct{}
	once   sync.Once

	// Set before the session begins; each may block or panic.
	onRead  func()
	onWrite func([]byte) error
	onPing  func() error

	mu       sync.Mutex // guards what follows
	emulator *vt.Emulator
	sent     []byte
	writes   []time.Time
	pings    int
}

func newTTY(s Size) *tty {
	c := &tty{
		keys: make(chan []byte, 4096), closed: make(chan struct{}),
		emulator: sshtest.NewEmulator(s.Width, s.Height),
		onRead:   func() {},
		onWrite:  func([]byte) error { return nil },
		onPing:   func() error { time.Sleep(pingTime); return nil },
	}
	// The emulator reports as known whatever mode it has heard of.
	_, _ = c.emulator.Write([]byte(ansi.ResetModeSynchronizedOutput))
	go c.answer()
	return c
}

// answer types what the emulator replies.
func (c *tty) answer() {
	for {
		b := make([]byte, 256)
		n, err := c.emulator.Read(b)
		if err != nil {
			return
		}
		c.keys <- b[:n]
	}
}

// close is the client going away, or the server closing the connection.
func (c *tty) close() {
	c.once.Do(func() {
		close(c.closed)
		_ = c.emulator.InputPipe().(io.Closer).Close()
	})
}

func (c *tty) Read(p []byte) (int, error) {
	c.onRead()
	select {
	case b := <-c.keys:
		return copy(p, b), nil
	case <-c.closed:
		return 0, io.EOF
	}
}

func (c *tty) Write(p []byte) (int, error) {
	if err := c.onWrite(p); err != nil {
		return 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, p...)
	c.writes = append(c.writes, time.Now())
	return c.emulator.Write(p)
}

func (c *tty) Ping() error {
	c.mu.Lock()
	c.pings++
	c.mu.Unlock()
	return c.onPing()
}

// press types keys in one go and waits until all is done that takes no time.
func (c *tty) press(keys string) {
	c.keys <- []byte(keys)
	synctest.Wait()
}

// written is all that the client got.
func (c *tty) written() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.sent)
}

// times are when the client got something.
func (c *tty) times() []time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Time(nil), c.writes...)
}

func (c *tty) pinged() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pings
}

func (c *tty) cell(x, y int) uv.Cell {
	c.mu.Lock()
	defer c.mu.Unlock()
	return *c.emulator.CellAt(x, y)
}

func (c *tty) resize(s Size) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.emulator.Resize(s.Width, s.Height)
}

// rows are what the screen shows, each of its whole width.
func (c *tty) rows(t testing.TB) []string {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	rows := make([]string, c.emulator.Height())
	for y := range rows {
		var b strings.Builder
		for x := range c.emulator.Width() {
			switch cell := c.emulator.CellAt(x, y); {
			case cell.Width > 0 && cell.Content == "":
				b.WriteByte(' ')
			default:
				b.WriteString(cell.Content)
			}
		}
		rows[y] = b.String()
		if got := screen.TextWidth(rows[y]); got != c.emulator.Width() {
			t.Errorf("row %d has %d columns, not %d: %q", y, got, c.emulator.Width(), rows[y])
		}
	}
	return rows
}

func (c *tty) first(t testing.TB) string { t.Helper(); return strings.TrimRight(c.rows(t)[0], " ") }

func (c *tty) last(t testing.TB) string {
	t.Helper()
	rows := c.rows(t)
	return strings.TrimRight(rows[len(rows)-1], " ")
}
