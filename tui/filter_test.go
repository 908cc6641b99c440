package tui

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// units are what a filter makes of reads.
func units(reads ...string) (out []string) {
	var f filter
	for _, r := range reads {
		f.feed([]byte(r), func(u []byte) { out = append(out, string(u)) })
	}
	return out
}

// filtered is what a session's reads hold, and what the filter makes of them.
type filtered struct {
	name  string
	reads []string
	want  []string
}

func filters(t *testing.T, cases []filtered) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := units(c.reads...); !slices.Equal(got, c.want) {
				t.Errorf("%.100q gives %.100q, want %q", c.reads, got, c.want)
			}
		})
	}
}

// longText is more than any sequence has.
var longText = strings.Repeat("0123456789;", 10_000)

func TestFilterKeys(t *testing.T) {
	filters(t, []filtered{
		{"nothing", []string{""}, nil},
		{"keys", []string{"aZ 9?"}, []string{"a", "Z", " ", "9", "?"}},
		{"controls", []string{"\x00\x03\t\r\x7f"}, []string{"\x00", "\x03", "\t", "\r", "\x7f"}},
		{"arrows", []string{"\x1b[A\x1b[B\x1b[C\x1b[D"}, []string{up, down, right, left}},
		{"shift and arrow", []string{"\x1b[1;2A"}, []string{"\x1b[1;2A"}},
		{"split arrow", []string{"\x1b[", "1;", "2A"}, []string{"\x1b[1;2A"}},
		{"arrow, application mode", []string{"\x1bOA"}, []string{"\x1bOA"}},
		{"split, application mode", []string{"\x1bO", "A"}, []string{"\x1bOA"}},
		{"ctrl+c after ESC O", []string{"\x1bO\x03"}, []string{"\x03"}},
		{"arrow after ESC O", []string{"\x1bO\x1b[A"}, []string{up}},
		{"delete, F5", []string{"\x1b[3~\x1b[15~"}, []string{"\x1b[3~", "\x1b[15~"}},
		{"shift and tab", []string{"\x1b[Z"}, []string{"\x1b[Z"}},
		{"alt", []string{"\x1ba\x1b1"}, []string{"\x1ba", "\x1b1"}},
		{"ESC alone", []string{"\x1b"}, []string{"\x1b"}},
		{"ESC, then the rest of an arrow", []string{"\x1b", "[A"}, []string{"\x1b", up}},
		{"ESC, then a key", []string{"\x1b", "a"}, []string{"\x1b", "a"}},
		{"ESC, then an arrow", []string{"\x1b", "\x1b[A"}, []string{"\x1b", up}},
		{"ESC twice", []string{"\x1b\x1b"}, []string{"\x1b", "\x1b"}},
		{"ESC before an arrow", []string{"\x1b\x1b[A"}, []string{"\x1b", up}},
		{"mode report", []string{"\x1b[?2026;2$y"}, []string{"\x1b[?2026;2$y"}},
	})
}

func TestFilterStrings(t *testing.T) {
	filters(t, []filtered{
		{"OSC, BEL", []string{"\x1b]0;" + longText + "\x07q"}, []string{"q"}},
		{"OSC, ST", []string{"\x1b]0;" + longText + "\x1b\\q"}, []string{"q"}},
		{"DCS", []string{"\x1bP" + longText + "\x1b\\q"}, []string{"q"}},
		{"APC", []string{"\x1b_" + longText + "\x1b\\q"}, []string{"q"}},
		{"PM", []string{"\x1b^" + longText + "\x1b\\q"}, []string{"q"}},
		{"SOS", []string{"\x1bX" + longText + "\x1b\\q"}, []string{"q"}},
		{"arrow within a string", []string{"\x1b]\x1b[A\x07q"}, []string{"q"}},
		{"ESC before the end of a string", []string{"\x1b]a\x1b\x1b\\q"}, []string{"q"}},
		{"ESC before BEL", []string{"\x1b]a\x1b\x07q"}, []string{"q"}},
		{"split end of a string", []string{"\x1b]a", "\x1b", "\\q"}, []string{"q"}},
		{"string without end", []string{"\x1b]", longText, longText}, nil},
		{"ctrl+c in a string", []string{"\x1b]" + longText + "\x03q"}, []string{"\x03", "q"}},
		{"ctrl+c in a string after ESC", []string{"\x1bP" + longText + "\x1b\x03q"}, []string{"\x03", "q"}},
		{"CAN and SUB in strings", []string{"\x1b]a\x18q\x1b]a\x1aq"}, []string{"q", "q"}},
	})
}

func TestFilterPastes(t *testing.T) {
	filters(t, []filtered{
		{"paste", []string{"\x1b[200~qy\x1b[A\x1b[201~q"}, []string{"q"}},
		{"paste without end", []string{"\x1b[200~qy", "q\x1b[A\x03q"}, []string{"\x03", "q"}},
		{"long paste", []string{"\x1b[200~", longText, longText, "\x1b[201~q"}, []string{"q"}},
		{"split end of a paste", []string{"\x1b[200~a\x1b[2", "01~q"}, []string{"q"}},
		{"nearly the end of a paste", []string{"\x1b[200~\x1b[20\x1b[201~q"}, []string{"q"}},
		{"paste without end", []string{"\x1b[200~", longText, "q"}, nil},
	})
}

func TestFilterReports(t *testing.T) {
	filters(t, []filtered{
		{"win32 key of 65,535 presses", []string{"\x1b[65;30;97;1;0;65535_q"}, []string{"q"}},
		{"kitty key", []string{"\x1b[97;5uq"}, []string{"q"}},
		{"mouse, SGR", []string{"\x1b[<0;10;10M\x1b[<0;10;10mq"}, []string{"q"}},
		{"mouse, X10", []string{"\x1b[M qyq"}, []string{"q"}},
		{"mouse, X10, split", []string{"\x1b[", "M", " ", "q", "yq"}, []string{"q"}},
		{"mouse, X10, far right", []string{"\x1b[M\x20\xff\xe5q"}, []string{"q"}},
		{"ctrl+c in a mouse report", []string{"\x1b[M \x03"}, []string{"\x03"}},
		{"mouse, urxvt", []string{"\x1b[32;10;10Mq"}, []string{"q"}},
		{"focus", []string{"\x1b[I\x1b[Oq"}, []string{"q"}},
		{"device attributes", []string{"\x1b[?62;1;2c\x1b[>0;1;0cq"}, []string{"q"}},
		{"unknown report", []string{"\x1b[?1;2R\x1b[>4A\x1b[<AA"}, []string{"A"}},
		{"too long", []string{"\x1b[" + longText + "Aq"}, []string{"q"}},
		{"one too long", []string{"\x1b[" + strings.Repeat("1", 21) + "Aq"}, []string{"q"}},
		{"just short enough", []string{"\x1b[" + strings.Repeat("1", 20) + "A"}, []string{"\x1b[" + strings.Repeat("1", 20) + "A"}},
		{"broken off by a control", []string{"\x1b[1;\x03"}, []string{"\x03"}},
		{"broken off by an arrow", []string{"\x1b[1;\x1b[A"}, []string{up}},
		{"ESC and a control", []string{"\x1b\x01q"}, []string{"q"}},
	})
}

func TestFilterLetters(t *testing.T) {
	filters(t, []filtered{
		{"umlaut, emoji", []string{"ä🌲"}, []string{"ä", "🌲"}},
		{"emoji, a byte a read", []string{"\xf0", "\x9f", "\x8c", "\xb2"}, []string{"🌲"}},
		{"stray bytes", []string{"\x80\xbf\xc0\xc1\xf5\xffq"}, []string{"q"}},
		{"broken off character", []string{"\xf0\x9fq"}, []string{"q"}},
		{"broken off by another", []string{"\xf0\x9fä"}, []string{"ä"}},
		{"surrogate", []string{"\xed\xa0\x80q"}, []string{"q"}},
		{"overlong", []string{"\xe0\x80\x80q"}, []string{"q"}},
		{"replacement character", []string{"\ufffdq"}, []string{"q"}},
	})
}

// Whatever comes takes no memory beside the filter itself.
func TestFilterKeepsNothing(t *testing.T) {
	flood := bytes.Repeat([]byte("9;"), 1<<16)
	for _, begin := range []string{"", "\x1b]", "\x1bP", "\x1b_", "\x1b[", "\x1b[200~"} {
		var f filter
		n := 0
		emit := func(u []byte) { n += len(u) }
		f.feed([]byte(begin), emit)
		if got := testing.AllocsPerRun(10, func() { f.feed(flood, emit) }); got > 0 {
			t.Errorf("a flood after %q: %v allocations", begin, got)
		}
		if begin != "" && n > 0 {
			t.Errorf("a flood after %q gives %d bytes of keys", begin, n)
		}
	}
}

func FuzzFilter(f *testing.F) {
	for _, seed := range []string{
		"aä🌲\x1b[A\x1b[1;2A\x1bOA\x1b\x1b", "\x1b]0;title\x07\x1bPq\x1b\\\x1b_x\x1b\\",
		"\x1b[200~paste\x1b[201~", "\x1b[65;30;97;1;0;65535_", "\x1b[M !!\x1b[<0;1;2M",
		"\x1b[?2026;2$y", "\xf0\x9f\xff\x80", "\x1b[" + strings.Repeat("1", 30) + "A",
	} {
		f.Add([]byte(seed), 3)
	}
	f.Fuzz(func(t *testing.T, in []byte, at int) {
		at = int(uint(at) % uint(len(in)+1))
		var whole, split filter
		var want, got []string
		var d uv.EventDecoder
		whole.feed(in, func(u []byte) {
			if err := wellFormed(u); err != nil {
				t.Error(err)
			}
			d.Decode(u)
			want = append(want, string(u))
		})
		emit := func(u []byte) { got = append(got, string(u)) }
		split.feed(in[:at], emit)
		cut := split.state == lingering // the ESC was passed on; that differs
		split.feed(in[at:], emit)
		if !cut && !slices.Equal(got, want) {
			t.Errorf("%q split at %d gives %q, whole %q", in, at, got, want)
		}
		if n := len(strings.Join(want, "")); n > len(in) {
			t.Errorf("%d bytes of units of %d", n, len(in))
		}
	})
}

// wellFormed tells what is wrong with a unit.
func wellFormed(u []byte) error {
	r, n := utf8.DecodeRune(u)
	switch {
	case len(u) == 0 || len(u) > longestSequence:
		return fmt.Errorf("a unit of %d bytes: %q", len(u), u)
	case u[0] != esc && (n != len(u) || r == utf8.RuneError):
		return fmt.Errorf("no single character: %q", u)
	case u[0] == esc && bytes.ContainsFunc(u[1:], func(r rune) bool { return r < ' ' || r > '~' }):
		return fmt.Errorf("no sequence: %q", u)
	}
	return nil
}

// counted is a keyReader and what it sent.
func counted() (*keyReader, *[]string) {
	var got []string
	return &keyReader{allowance: keyBurst, at: time.Now(), send: func(e tea.Msg) {
		got = append(got, fmt.Sprint(e))
	}}, &got
}

func TestKeyReaderDecodes(t *testing.T) {
	k, got := counted()
	k.feed([]byte("a?\x1b[A\x1b[1;2D\x1bOC\x03\r\x1b[?2026;2$y"))
	k.feed([]byte("\x1b"))
	want := []string{"a", "?", "up", "shift+left", "right", "ctrl+c", "enter", fmt.Sprint(uv.ModeReportEvent{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset}), "esc"}
	if !slices.Equal(*got, want) {
		t.Errorf("%q, want %q", *got, want)
	}
}

// A million keys at once cost as much decoding as the burst; then 60 a second
// pass.
func TestKeyBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, got := counted()
		flood := bytes.Repeat([]byte("a"), readAtOnce)
		for range 1_000_000 / readAtOnce {
			k.feed(flood)
		}
		if len(*got) != keyBurst {
			t.Errorf("%d of a million keys passed, want %d", len(*got), keyBurst)
		}
		*got = nil
		for range 10 * 100 {
			time.Sleep(10 * time.Millisecond)
			k.feed(flood)
		}
		if n := len(*got); n < 10*keysPerSecond-1 || n > 10*keysPerSecond+1 {
			t.Errorf("%d passed in 10 s", n)
		}
		*got = nil
		time.Sleep(time.Minute)
		k.feed(flood)
		if len(*got) != keyBurst {
			t.Errorf("%d passed after a minute's rest", len(*got))
		}
	})
}

// What is swallowed costs nothing of the budget.
func TestSwallowedIsFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, got := counted()
		k.feed(bytes.Repeat([]byte("\x1b[<0;10;10M\x1b]0;x\x07"), 1000))
		k.feed([]byte("q"))
		if !slices.Equal(*got, []string{"q"}) {
			t.Errorf("%q", *got)
		}
	})
}
