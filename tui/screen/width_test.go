package screen_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"thicket/tui/screen"
)

func TestRuneWidth(t *testing.T) {
	for want, runes := range []string{
		"\x00\x07\x1b\x7f\u0085\u00ad\u0301\u200b\u200d\u2028\u202e\ufe0f\ufeff\U000e0041🇫",
		" a~é·жΩ─█⣿♥→☺†", "界ㄅ한！　🌲🦠🧬😀🌰⭐⌚",
	} {
		for _, r := range runes {
			if got := screen.RuneWidth(r); got != want {
				t.Errorf("%q is %d wide, want %d", r, got, want)
			}
		}
	}
	if got := screen.TextWidth("a🌲\u0301界!"); got != 6 {
		t.Errorf("TextWidth = %d, want 6", got)
	}
}

// Another table of widths agrees on every glyph of the usual blocks.
func TestWidthsAreTheUsualOnes(t *testing.T) {
	for _, block := range [][2]rune{{0x20, 0x7e}, {0x100, 0x2ff}, {0x2500, 0x259f}, {0x3041, 0x3096}, {0x4e00, 0x9fff}, {0xac00, 0xd7a3}, {0x1f300, 0x1f64f}} {
		for r := block[0]; r <= block[1]; r++ {
			if got, want := screen.RuneWidth(r), ansi.StringWidthWc(string(r)); got != want {
				t.Errorf("%q (%U) is %d wide, want %d", r, r, got, want)
			}
		}
	}
}
