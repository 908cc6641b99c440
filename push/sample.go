package push

import (
	"fmt"
	"io"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// sample is a terminal emulator beside a session's follower: what both have read must
// show the walker at the same place.
type sample struct {
	emulator *vt.Emulator
	row      []byte
	tell     func(error)
	told     bool
}

// newSample makes one; tell is told of the first difference.
func newSample(width, height int, tell func(error)) *sample {
	s := &sample{emulator: vt.NewEmulator(width, height), row: make([]byte, width), tell: tell}
	s.emulator.SetScrollbackSize(1)                                   // nobody looks at it
	_, _ = s.emulator.Write([]byte(ansi.ResetModeSynchronizedOutput)) // known, and off
	go func() { _, _ = io.Copy(io.Discard, s.emulator) }()            // its answers; the session's own are sent
	return s
}

func (s *sample) feed(b []byte) {
	if s != nil {
		_, _ = s.emulator.Write(b)
	}
}

func (s *sample) close() {
	if s == nil {
		return
	}
	if c, ok := s.emulator.InputPipe().(io.Closer); ok { // Close would race with Read
		_ = c.Close()
	}
}

// compare compares what a follower knows after a paint.
func (s *sample) compare(f *follower) {
	if s.told {
		return
	}
	if err := s.differs(f); err != nil {
		s.told = true
		s.tell(err)
	}
}

func (s *sample) differs(f *follower) error {
	for x := range s.row {
		s.row[x] = ' '
		if c := s.emulator.CellAt(x, 0); c != nil && len(c.Content) == 1 {
			s.row[x] = c.Content[0]
		} else if c != nil && len(c.Content) > 1 {
			s.row[x] = '?'
		}
	}
	at, placed := position(s.row)
	if placed && at != f.at {
		return fmt.Errorf("a terminal shows the walker at %v, its follower says %v: %q, %q", at, f.at, s.row, f.top)
	}
	for _, p := range []struct {
		at   cell
		want paper
	}{{f.own, bright}, {f.bumped, dark}} {
		got := s.paper(p.at)
		stung := p.want == bright && got == dark // where the walker stands is highlighted
		if p.at != nowhere && got != p.want && !stung {
			return fmt.Errorf("a terminal shows paper %d at column %d of row %d, its follower says %d", got, p.at.x, p.at.y, p.want)
		}
	}
	return nil
}

// paper is the background of a cell.
func (s *sample) paper(at cell) paper {
	c := s.emulator.CellAt(at.x, at.y)
	if c == nil || c.Style.Bg == nil {
		return plain
	}
	_, green, _, _ := c.Style.Bg.RGBA()
	return shade(int(green >> 8))
}
