package push

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// Line is a Progress in one line of a terminal, which is written over and over.
type Line struct {
	w     io.Writer
	width func() int
	kind  string
	ramp  Ramp
	loads []int
	n     int       // the load that is grown to or measured
	grown time.Time // when growing was last told
}

// growing is how often growing is told at most: a lab may say every one that enters.
const growing = 100 * time.Millisecond

// NewLine is a line on w, a terminal of so many columns, of a push of such a lab; it
// is never longer than the terminal is wide. A line that cannot be written is left out.
func NewLine(w io.Writer, width func() int, kind string, ramp Ramp) *Line {
	return &Line{w: w, width: width, kind: kind, ramp: ramp, loads: ramp.loads()}
}

// Growing tells how far the load has grown.
func (l *Line) Growing(now, n int) {
	if n == l.n && now < n && time.Since(l.grown) < growing {
		return
	}
	l.n, l.grown = n, time.Now()
	l.write(l.head(), fmt.Sprintf(": growing, %s are there", thousands(int64(now))), l.ahead(l.ramp.Hold))
}

// Holding tells what was counted so far.
func (l *Line) Holding(so Load, left time.Duration) {
	p99, done := "", ""
	if so.Done > 0 {
		p99, done = ", p99 "+inMS(so.P99), ", "+percent(so.Share())+" % done"
	}
	l.write(l.head(), p99, done, fmt.Sprintf(", %v left", left.Round(time.Second)), l.ahead(left), fmt.Sprintf(", %s fps", figure(so.FPS)))
}

// Measured says nothing: the next load follows at once.
func (l *Line) Measured(Load) {}

// Clear takes the line away.
func (l *Line) Clear() { l.write() }

// head is "[3/12] 4,000 bots".
func (l *Line) head() string {
	return fmt.Sprintf("[%d/%d] %s %s", slices.Index(l.loads, l.n)+1, len(l.loads), thousands(int64(l.n)), l.kind)
}

// ahead is the time until the end, in which growing does not count.
func (l *Line) ahead(left time.Duration) string {
	after := len(l.loads) - slices.Index(l.loads, l.n) - 1
	return fmt.Sprintf(", at least %v to go", (left + time.Duration(after)*l.ramp.Hold).Round(time.Second))
}

// write replaces the line by the parts, which are ASCII, as far as they fit.
func (l *Line) write(parts ...string) {
	line := ""
	for _, part := range parts {
		if len(line)+len(part) >= l.width() { // the last column is left free: there a terminal may wrap
			break
		}
		line += part
	}
	_, _ = io.WriteString(l.w, "\r"+line+"\x1b[K")
}

// Lines is a Progress in a line for each load, for what is no terminal.
type Lines struct {
	w    io.Writer
	kind string
}

// NewLines writes such lines to w.
func NewLines(w io.Writer, kind string) *Lines { return &Lines{w, kind} }

// Growing says nothing.
func (l *Lines) Growing(int, int) {}

// Holding says nothing.
func (l *Lines) Holding(Load, time.Duration) {}

// Measured tells the load.
func (l *Lines) Measured(m Load) {
	_, _ = fmt.Fprintf(l.w, "%s %s: p99 %s, %s %% done, %s fps\n", thousands(int64(m.Load)), l.kind, inMS(m.P99), percent(m.Share()), figure(m.FPS))
}
