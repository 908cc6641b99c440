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
	if f.own != nowhere && !s.papered(f.own, true) {
		return fmt.Errorf("a terminal does not show the walker at column %d of row %d", f.own.x, f.own.y)
	}
	if f.bumped != nowhere && !s.papered(f.bumped, false) {
		return fmt.Errorf("a terminal shows no highlight at column %d of row %d", f.bumped.x, f.bumped.y)
	}
	return nil
}

// papered tells whether a cell has a background, one that is bright or not.
func (s *sample) papered(at cell, bright bool) bool {
	c := s.emulator.CellAt(at.x, at.y)
	if c == nil || c.Style.Bg == nil {
		return false
	}
	_, green, _, _ := c.Style.Bg.RGBA()
	return green > 0x8000 == bright
}
