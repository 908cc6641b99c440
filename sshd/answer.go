package sshd

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"thicket/tui/screen"
)

// answer is what a command writes to the client's stdout. An error of writing
// stays: whoever writes much looks at Err now and then.
type answer struct {
	json bool // was asked for
	w    *bufio.Writer
	err  error
}

func newAnswer(w io.Writer, json bool) *answer {
	return &answer{json: json, w: bufio.NewWriterSize(w, maxPiece)}
}

// Write gathers what is written until there is a piece of it.
func (a *answer) Write(p []byte) (n int, err error) {
	if a.err == nil {
		n, a.err = a.w.Write(p)
	}
	return n, a.err
}

func (a *answer) say(format string, args ...any) { _, _ = fmt.Fprintf(a, format, args...) }

// encode writes v as one line of JSON.
func (a *answer) encode(v any) error {
	e := json.NewEncoder(a)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (a *answer) flush() error {
	if a.err == nil {
		a.err = a.w.Flush()
	}
	return a.err
}

// columns writes lines of cells under their heads. A head that begins with '>'
// is of a column of numbers, which are aligned to the right.
func (a *answer) columns(heads []string, lines [][]string) {
	widths := make([]int, len(heads))
	right := make([]bool, len(heads))
	for i := range heads {
		heads[i], right[i] = strings.CutPrefix(heads[i], ">")
	}
	all := 2 * (len(heads) - 1)
	for _, line := range append(lines, heads) {
		for i, cell := range line {
			if w := screen.TextWidth(cell); w > widths[i] {
				all += w - widths[i]
				widths[i] = w
			}
		}
	}
	gap := "  "
	if all > 80 {
		gap = " "
	}
	a.line(gap, heads, widths, right)
	for _, line := range lines {
		a.line(gap, line, widths, right)
	}
}

func (a *answer) line(gap string, cells []string, widths []int, right []bool) {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString(gap)
		}
		pad := strings.Repeat(" ", widths[i]-screen.TextWidth(cell))
		if right[i] {
			b.WriteString(pad + cell)
		} else {
			b.WriteString(cell + pad)
		}
	}
	a.say("%s\n", strings.TrimRight(b.String(), " "))
}

// linesOf ends lines for a client with a terminal, which has it in raw mode.
type linesOf struct{ io.Writer }

func (l linesOf) Write(p []byte) (int, error) {
	_, err := io.WriteString(l.Writer, strings.ReplaceAll(string(p), "\n", "\r\n"))
	return len(p), err
}
