package push

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// shown is what stands in a terminal's row after all that was written to it; a line that
// is longer than the terminal would be told by its columns.
func shown(t *testing.T, written string, width int) string {
	t.Helper()
	last := ""
	for line := range strings.SplitSeq(written, "\r") {
		if line == "" {
			continue
		}
		text, cleared := strings.CutSuffix(line, "\x1b[K")
		if !cleared || len(text) >= width || strings.ContainsAny(text, "\n\x1b") {
			t.Errorf("%q in a terminal of %d columns", line, width)
		}
		last = text
	}
	return last
}

func TestLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b strings.Builder
		width := 100
		l := NewLine(&b, func() int { return width }, "bots", ramp)
		expect := func(want string) {
			t.Helper()
			if got := shown(t, b.String(), width); got != want {
				t.Errorf("%q\nwanted %q", got, want)
			}
			b.Reset()
		}
		l.Growing(0, 1000)
		expect("[1/5] 1,000 bots: growing, 0 are there, at least 50s to go")
		l.Growing(500, 1000)
		expect("") // not again within a tenth of a second
		time.Sleep(growing)
		l.Growing(600, 1000)
		expect("[1/5] 1,000 bots: growing, 600 are there, at least 50s to go")
		l.Growing(1000, 1000)
		expect("[1/5] 1,000 bots: growing, 1,000 are there, at least 50s to go")
		l.Holding(Load{}, 9500*time.Millisecond)
		expect("[1/5] 1,000 bots, 10s left, at least 50s to go, 0 fps")
		l.Growing(1000, 4000)
		b.Reset()
		so := Load{Due: 1000, Done: 995, P99: 4.12, FPS: 11.94}
		l.Holding(so, 4*time.Second)
		expect("[3/5] 4,000 bots, p99 4.1 ms, 99.5 % done, 4s left, at least 24s to go, 11.9 fps")
		for width = 0; width < 120; width++ {
			l.Holding(so, 4*time.Second)
			shown(t, b.String(), max(width, 1))
			b.Reset()
		}
		width = 40
		l.Holding(so, 4*time.Second)
		expect("[3/5] 4,000 bots, p99 4.1 ms")
		l.Measured(so)
		l.Clear()
		expect("")
	})
}

func TestLines(t *testing.T) {
	var b strings.Builder
	l := NewLines(&b, "sessions")
	l.Growing(3, 10)
	l.Holding(Load{}, time.Second)
	l.Measured(Load{Load: 1000, Due: 1000, Done: 999, P99: 0.466, FPS: 11.94})
	if want := "1,000 sessions: p99 0.47 ms, 99.9 % done, 11.9 fps\n"; b.String() != want {
		t.Errorf("%q, wanted %q", b.String(), want)
	}
}
