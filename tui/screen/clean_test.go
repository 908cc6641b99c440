package screen_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/vt"

	"thicket/tui/screen"
)

func TestClean(t *testing.T) {
	for _, c := range []struct {
		in    string
		cells int
		want  string
	}{
		{"", 10, ""},
		{"otter", 10, "otter"},
		{"otter", 3, "ott"},
		{"otter", 0, ""},
		{"otter", -1, ""},
		{"  two  words ", 40, "two  words"},
		{"two words", 4, "two"},
		{"line\nbreak\ttab\r", 40, "line break tab"},
		{"\x1b[31mred\x1b]0;title\a\x9b2J", 40, "[31mred]0;title2J"},
		{"nul\x00 del\x7f next\u0085line", 40, "nul del next line"},
		{"bad\xff\xc3\x28utf8\xed\xa0\x80", 40, "bad(utf8"},
		{"evil\u202etxt\u2066.\u2069exe\u200f", 40, "eviltxt.exe"},
		{"ze\u200bro\u200d\u2060\ufeffwidth\u00ad", 40, "zerowidth"},
		{"e\u0301e\u0301\u0301\u0301\u0327", 40, "e\u0301e\u0301"},
		{"\u0301e", 40, "e"},
		{"a \u0301b", 40, "a b"},
		{"ab\u0301cd", 2, "ab\u0301"},
		{"日本語", 5, "日本"},
		{"🌲🌲", 3, "🌲"},
		{"👩\u200d👩\u200d👧", 40, "👩👩👧"},
		{"👍🏽 ❤\ufe0f 🇦🇹 1\ufe0f\u20e3", 40, "👍 ❤  1"},
		{"שלום وردة ไทย 한글", 40, "שלום وردة ไทย 한글"},
		{"filler\u3164\uffa0\u115f\u034f", 40, "filler"},
		{"tag\U000e0041 vs\U000e0100 private\ue000", 40, "tag vs private"},
		{strings.Repeat("x", 1<<20), 3, "xxx"},
	} {
		if got := screen.Clean(c.in, c.cells); got != c.want {
			t.Errorf("Clean(%q, %d) = %q, not %q", c.in[:min(len(c.in), 40)], c.cells, got, c.want)
		}
	}
}

// shown writes a text to a terminal as it is, and fails unless nothing but
// that text appears and the cursor stands behind it.
func shown(t failer, term *vt.Emulator, text string) {
	t.Helper()
	_, _ = term.Write([]byte("\x1b[m\x1b[H\x1b[2J"))
	before := term.CursorPosition()
	_, _ = term.Write([]byte(text + "|"))
	at := term.CursorPosition()
	if before.X != 0 || before.Y != 0 || at.Y != 0 || at.X != screen.TextWidth(text)+1 {
		t.Fatalf("%q: the cursor stands at %v", text, at)
	}
	var row strings.Builder
	for x := range at.X {
		cell := term.CellAt(x, 0)
		if !cell.Style.IsZero() {
			t.Fatalf("%q: column %d has a style", text, x)
		}
		row.WriteString(cell.Content)
	}
	if bare(row.String()) != bare(text)+"|" {
		t.Fatalf("%q appears as %q", text, row.String())
	}
	for x := at.X; x < term.Width(); x++ {
		if c := term.CellAt(x, 0); c.Content != " " && c.Content != "" {
			t.Fatalf("%q: %q in column %d", text, c.Content, x)
		}
	}
}

// bare is a text without its marks: the emulator drops those of ASCII letters.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, text)
}

// clean fails unless a text is as Clean promises.
func clean(t failer, text string, cells int) {
	t.Helper()
	if !utf8.ValidString(text) || screen.TextWidth(text) > max(cells, 0) || strings.TrimSpace(text) != text {
		t.Fatalf("%q is no clean text of %d cells", text, cells)
	}
	marks := 1
	for _, r := range text {
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		if !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r) || marks > 1 {
			t.Fatalf("%q has %U", text, r)
		}
	}
}

// Each code point of a script or a kind of signs stands beside those that clusters are made of, and next to a
// plain letter.
func TestCleanNeighbours(t *testing.T) {
	term := vt.NewEmulator(80, 2)
	for r := rune(0); r < 0x40000; r++ {
		if r >= 0x3400 && r < 0xd700 || r >= 0x12000 && r < 0x1b000 || r >= 0x20000 {
			r += 0x7f // ideographs, syllables and the like are all of one kind
		}
		if screen.Clean("a"+string(r), 3) == "a" {
			continue
		}
		text := screen.Clean("a"+string(r)+"a한"+string(r)+"한क"+string(r)+"कก"+string(r)+"ก👩"+string(r)+"👩"+string(r)+string(r), 70)
		clean(t, text, 70)
		shown(t, term, text)
	}
}

func FuzzClean(f *testing.F) {
	for _, text := range []string{"otter", "\x1b[31mred", "e\u0301\u0301", "\u202eevil", "👩\u200d👩", "日本\xff", "a\tb\r\nc", "क्ष", "ᄀ각"} {
		f.Add(text, 20)
	}
	f.Fuzz(func(t *testing.T, text string, cells int) {
		cells %= 200
		got := screen.Clean(text, cells)
		clean(t, got, cells)
		if again := screen.Clean(got, cells); again != got {
			t.Fatalf("%q became %q when cleaned again", got, again)
		}
		shown(t, vt.NewEmulator(220, 2), got)
	})
}
