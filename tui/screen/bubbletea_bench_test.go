package screen_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"thicket/tui/screen"
)

// The painter against the way Bubble Tea v2 renders: the view as one styled
// string, parsed into a buffer of cells and drawn by ultraviolet's renderer.
// Both get the same frames, both diff them, both write into memory.

// painter shows a frame and gives the bytes that it sent, until the next one.
type painter interface {
	show(frame []screen.Cell) []byte
}

// ours copies every cell, as a composer would, and paints.
type ours struct {
	*screen.Screen
	buf []byte
}

func newOurs(w, h int) *ours {
	return &ours{Screen: screen.New(w, h, screen.NewPalette(screen.TrueColor, gameLooks))}
}

func (o *ours) show(frame []screen.Cell) []byte {
	w, h := o.Size()
	for y := range h {
		copy(o.Row(y), frame[y*w:])
	}
	o.buf = o.Paint(o.buf[:0])
	return o.buf
}

// theirs is what Bubble Tea's cursedRenderer does for a full-screen view in a
// session over SSH, on a terminal with true colour, without its locks and its
// bookkeeping of modes. The view is built with ready-made SGR sequences, one
// per run of a style, which is cheaper than any Lip Gloss style.
type theirs struct {
	w, h  int
	out   bytes.Buffer
	scr   *uv.TerminalRenderer
	cells uv.ScreenBuffer
	sgr   []string
}

func newTheirs(w, h int) *theirs {
	t := &theirs{w: w, h: h, cells: uv.NewScreenBuffer(w, h), sgr: make([]string, len(gameLooks))}
	t.scr = uv.NewTerminalRenderer(&t.out, []string{"TERM=xterm-256color", "COLORTERM=truecolor"})
	t.scr.SetColorProfile(colorprofile.TrueColor)
	t.scr.SetTabStops(-1)
	t.scr.SetBackspace(false)
	t.scr.SetMapNewline(true)
	t.scr.SetScrollOptim(true)
	t.scr.SaveCursor()
	t.scr.SetFullscreen(true)
	t.scr.SetRelativeCursor(false)
	t.scr.Erase()
	for i, l := range gameLooks[1:] {
		t.sgr[1+i] = sgrOf(l)
	}
	return t
}

func sgrOf(l screen.Look) string {
	s := "\x1b["
	for i, attr := range []screen.Attr{screen.Bold, screen.Dim, screen.Underline, screen.Reverse} {
		if l.Attr&attr != 0 {
			s += []string{"1;", "2;", "4;", "7;"}[i]
		}
	}
	for ground, c := range map[string]screen.Color{"38": l.Fg, "48": l.Bg} {
		if c != 0 {
			s += fmt.Sprintf("%s;2;%d;%d;%d;", ground, c>>16&0xff, c>>8&0xff, c&0xff)
		}
	}
	return strings.TrimSuffix(s, ";") + "m"
}

func (t *theirs) view(frame []screen.Cell) string {
	var b strings.Builder
	for y := range t.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		pen := screen.Style(0)
		for _, c := range frame[y*t.w : (y+1)*t.w] {
			if c.Width == 0 {
				continue
			}
			if c.Style != pen {
				if pen != 0 {
					b.WriteString(ansi.ResetStyle)
				}
				b.WriteString(t.sgr[c.Style])
				pen = c.Style
			}
			b.WriteRune(c.Rune)
		}
		if pen != 0 {
			b.WriteString(ansi.ResetStyle)
		}
	}
	return b.String()
}

func (t *theirs) show(frame []screen.Cell) []byte {
	content := uv.NewStyledString(t.view(frame))
	t.out.Reset()
	t.cells.Clear()
	content.Draw(t.cells, t.cells.Bounds())
	t.scr.Render(t.cells.RenderBuffer)
	if err := t.scr.Flush(); err != nil {
		panic(err)
	}
	return t.out.Bytes()
}

// scenes runs f for every recording and part of it. Bubble Tea repaints every
// row that holds an emoji in every frame; the frames without are where it does
// best.
func scenes(b *testing.B, f func(b *testing.B, r *reel)) {
	for _, size := range [][2]int{{80, 24}, {160, 50}} {
		for _, glyphs := range []string{"emoji", "ascii"} {
			for _, s := range []scene{standing, walking, lively} {
				r := newReel(size[0], size[1], glyphs, s)
				name := fmt.Sprintf("%dx%d/%s/%s/%.0f_cells", size[0], size[1], glyphs, s.name, r.changed())
				b.Run(name, func(b *testing.B) { f(b, r) })
			}
		}
	}
}

// What is compared must do the same: both bring every frame to the terminal.
func TestBothPaintersShowTheFrames(t *testing.T) {
	for name, p := range map[string]painter{"ours": newOurs(80, 24), "Bubble Tea": newTheirs(80, 24)} {
		s := newStage(80, 24, screen.TrueColor)
		s.looks = gameLooks
		s.term.WriteString("\x1b[m") // Bubble Tea expects a plain pen
		r := newReel(80, 24, "emoji", walking)
		for range r.frames {
			f := r.next()
			// In a session over SSH something between maps new lines.
			sent := strings.NewReplacer("\r\n", "\r\n", "\n", "\r\n").Replace(string(p.show(f)))
			s.term.WriteString(sent)
			for y := range 24 {
				copy(s.Row(y), f[y*80:])
			}
			if d := s.diff(); d != "" {
				t.Fatalf("%s: %s\nsent %q", name, d, sent)
			}
		}
	}
}

// About 40 cells that change cost no more than 390 bytes, a whole screen of
// emoji no more than two for each of its columns.
func TestFramesKeepToTheByteBudget(t *testing.T) {
	r := newReel(80, 24, "emoji", lively)
	p := newOurs(80, 24)
	if n := len(p.show(r.frames[0])); n > 2*80*24 {
		t.Errorf("a whole screen took %d bytes", n)
	}
	sent := 0
	for range r.frames {
		sent += len(p.show(r.next()))
	}
	if mean := float64(sent) / float64(len(r.frames)); r.changed() < 38 || mean > 390 {
		t.Errorf("%.0f changed cells took %.0f bytes", r.changed(), mean)
	}
}

func benchmarkPainter(b *testing.B, p painter, r *reel) {
	p.show(r.next())
	b.ReportAllocs()
	sent := 0
	for b.Loop() {
		sent += len(p.show(r.next()))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N), "ns/frame")
	b.ReportMetric(float64(sent)/float64(b.N), "bytes/frame")
}

func BenchmarkPaint(b *testing.B) {
	scenes(b, func(b *testing.B, r *reel) { benchmarkPainter(b, newOurs(r.w, r.h), r) })
}

func BenchmarkBubbleTea(b *testing.B) {
	scenes(b, func(b *testing.B, r *reel) { benchmarkPainter(b, newTheirs(r.w, r.h), r) })
}

// BenchmarkRatio shows the same frames by both in turns, so that whatever else
// the machine does slows both.
func BenchmarkRatio(b *testing.B) {
	scenes(b, func(b *testing.B, r *reel) {
		painters := [2]painter{newOurs(r.w, r.h), newTheirs(r.w, r.h)}
		var spent [2]time.Duration
		var sent [2]int
		lap := make([][]screen.Cell, 50)
		for _, p := range painters {
			p.show(r.frames[r.at])
		}
		for b.Loop() {
			for i := range lap {
				lap[i] = r.next()
			}
			for i, p := range painters {
				start := time.Now()
				for _, f := range lap {
					sent[i] += len(p.show(f))
				}
				spent[i] += time.Since(start)
			}
		}
		b.ReportMetric(float64(spent[1])/float64(spent[0]), "times-less-cpu")
		b.ReportMetric(float64(sent[0])/float64(sent[1]), "bytes-ratio")
	})
}
