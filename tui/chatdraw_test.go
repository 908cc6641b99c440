package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"thicket/game"
	"thicket/tui/screen"
)

// The chat as it is open, and as it shows what is new, in two sizes.
func TestGoldenChat(t *testing.T) {
	for _, size := range []Size{{40, 12}, {80, 24}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newForest(t, clearing(200, 150))
				otter := f.talks(t, "otter", func(s *Settings) { s.Size = size })
				fern := f.joins(t, game.Join{Name: "fern", Account: "key of fern"})
				name := fmt.Sprintf("%dx%d-chat", size.Width, size.Height)
				fern.Speak(game.Speech{Text: "has anybody seen an R-pentomino? mine went off towards the glade"})
				fern.Speak(game.Speech{Kind: game.Emote, Text: "looks round"})
				fern.Speak(game.Speech{Kind: game.Whisper, To: "otter", Text: "yours?"})
				after(time.Second)
				otter.golden(t, name+"-new")
				otter.says(t, "over here, it is a little larger now than it was")
				otter.press("t")
				otter.press("/msg fern not mine, I plant nothing but blocks")
				otter.golden(t, name+"-open")
				after(popsFor)
				otter.press("\x1b")
				otter.golden(t, name+"-closed")
			})
		})
	}
}

// hostile is what nobody may do to another's screen.
var hostile = []string{
	"\u202egnihtyna\u202c yas", "zero\u200bwidth\u200d\ufeff", "a" + strings.Repeat("\u0301", 50),
	strings.Repeat("森", 70), "x" + strings.Repeat("🌲", 69), strings.Repeat("W", 140), "\u2066isolated\u2069 \u00ad\u2028line",
}

// Hostile text reaches nobody's screen, also if it came into the world past the
// one who cleans what is typed.
func TestHostileTextIsHarmless(t *testing.T) {
	for _, size := range []Size{{40, 12}, {41, 13}, {80, 24}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newForest(t, clearing(60, 60))
				otter := f.talks(t, "otter", func(s *Settings) { s.Size = size })
				eve := f.joins(t, game.Join{Name: "eve\x1b[2J\u202e森森森森森森森森森森", Account: "key of eve"})
				for i, text := range hostile {
					for kind := game.Talk; kind <= game.Whisper; kind++ {
						eve.Speak(game.Speech{Kind: kind, To: "otter", Text: text})
						after(2 * time.Second)
						otter.rows(t) // each is as wide as the screen
					}
					if i%2 == 0 {
						otter.press("t")
						otter.rows(t)
						otter.press("\x1b")
					}
				}
				after(time.Second)
				otter.press("t")
				otter.rows(t)
				for _, r := range otter.written() {
					if r != '\x1b' && r != '\a' && unicode.IsControl(r) && !strings.ContainsRune("\r\n", r) || unicode.In(r, unicode.Bidi_Control, unicode.Mn) || r == 0x200b || r == 0x200d || r == 0xfeff || r == 0xad {
						t.Fatalf("%U was sent", r)
					}
				}
				if strings.Count(otter.written(), "\x1b[2J") != 1 { // the first paint's
					t.Error("the screen was cleared")
				}
			})
		})
	}
}

// What is typed, pasted or sent by a client that is no terminal stays within its
// bounds, and what is said of it is clean.
func TestTypedTextIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		otter.press("t")
		otter.press("\x1b[200~") // between brackets no key
		for range 10 {
			otter.press(strings.Repeat("pasted\r", 140))
		}
		otter.press("\x1b[201~")
		if got := otter.last(t); !strings.HasPrefix(got, "> ") || !strings.HasSuffix(got, "pasted pasted _ 0 left") {
			t.Errorf("the last row is %q", got)
		}
		otter.press("\x15")
		otter.press("a\u202eb\u200bc\x1b]0;title\ad\x7f")
		otter.press("\r")
		after(5 * time.Second)
		if got := fern.place.Frame().Talk; len(got) != 1 || got[0].Text != "abc" {
			t.Errorf("said is %+v", got)
		}
		otter.press("t")
		for range 10 {
			otter.press(strings.Repeat("0123456789", 102)) // 10 KB, as fast as a client can
			after(3 * time.Second)
		}
		rows := otter.rows(t)
		if got := rows[len(rows)-1]; screen.TextWidth(got) != 80 || !strings.HasSuffix(strings.TrimSpace(got), "_ 0 left") {
			t.Errorf("the last row is %q", got)
		}
		otter.press("\r")
		after(time.Second)
		got := fern.place.Frame().Talk
		if last := got[len(got)-1]; len(got) != 2 || len(last.Text) != game.MostSaid {
			t.Errorf("said are %d lines, the last of %d letters", len(got), len(last.Text))
		}
	})
}

// What is new hides neither who one is nor what the last row says.
func TestNewLinesHideNothing(t *testing.T) {
	for _, size := range []Size{{40, 12}, {80, 24}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newForest(t, clearing(16, 16)) // small worlds do not scroll
				otter := f.talks(t, "otter", func(s *Settings) { s.Size = size })
				fern := f.joins(t, game.Join{Name: "fern", Account: "key of fern"})
				for i := range 18 {
					fern.Speak(game.Speech{Text: strings.Repeat("words ", 23)})
					after(time.Second + 100*time.Millisecond)
					rows := strings.Join(otter.rows(t), "\n")
					if !strings.Contains(rows, "@") || !strings.Contains(rows, "fern: words") {
						t.Fatalf("after %d steps down:\n%s", i, rows)
					}
					if strings.Contains(otter.last(t), "words") {
						t.Errorf("the last row is %q", otter.last(t))
					}
					otter.press(down)
				}
				otter.press("t")
				after(time.Second)
				if rows := strings.Join(otter.rows(t), "\n"); !strings.Contains(rows, "@") {
					t.Errorf("the open chat hides the player:\n%s", rows)
				}
			})
		})
	}
}

// What is told while the chat is open stands above the line that is written.
func TestMessagesOverTheOpenChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(40, 30))
		p := plays(t, settings(f.enter))
		p.press("t")
		f.joins(t, game.Join{Name: "fern"}).Speak(game.Speech{Text: "hello"})
		after(5 * time.Second)
		rows := p.rows(t)
		if got := rows[len(rows)-2]; !strings.HasPrefix(got, "fern: hello") {
			t.Errorf("above the line stands %q", got)
		}
		f.fall(t)
		after(100 * time.Millisecond)
		rows = p.rows(t)
		if got := rows[len(rows)-2]; !strings.HasPrefix(got, wordsBack.long) {
			t.Errorf("above the line stands %q", got)
		}
		if got := rows[len(rows)-1]; !strings.HasPrefix(got, "> _") {
			t.Errorf("the last row is %q", got)
		}
	})
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"a few words", 40, []string{"a few words"}},
		{"a few words", 7, []string{"a few", "words"}},
		{"a few words", 5, []string{"a few", "words"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"ab cdefghij", 4, []string{"ab", "cdef", "ghij"}},
		{"森森森", 5, []string{"森森", "森"}},
		{"a 森森森", 4, []string{"a", "森森", "森"}},
		{"森", 1, []string{"森"}},
	} {
		if got := wrapped(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d columns is %q", c.text, c.width, got)
		}
	}
}
