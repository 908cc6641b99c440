package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
)

// sceneOf is what a terminal shows after it got the output.
func sceneOf(w, h int, output string) *scene {
	e := vt.NewEmulator(w, h)
	_, _ = e.WriteString(strings.ReplaceAll(output, "\n", "\r\n"))
	sc := &scene{}
	for y := range h {
		sc.cells = append(sc.cells, nil)
		for x := range w {
			sc.cells[y] = append(sc.cells[y], *e.CellAt(x, y))
		}
	}
	return sc
}

// element is a text or rect of the terminal's part of the picture.
type element struct {
	kind   string
	attr   map[string]string
	text   string
	middle bool
}

// elements parses the picture; it fails on anything that is not XML.
func elements(t *testing.T, picture []byte) (all []element) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(picture))
	depth, middle := 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, picture)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{kind: token.Name.Local, attr: map[string]string{}, middle: middle}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			switch {
			case e.kind == "g":
				depth++
				middle = e.attr["text-anchor"] == "middle"
			case depth > 0:
				all = append(all, e)
			}
		case xml.CharData:
			if depth > 0 && len(all) > 0 {
				all[len(all)-1].text += strings.Trim(string(token), "\n")
			}
		case xml.EndElement:
			if token.Name.Local == "g" {
				depth--
			}
		}
	}
}

// place is where a glyph's left edge is, in cells, and its colour.
type place struct {
	x, y float64
	fill string
}

// glyphs says where each glyph of the picture stands.
func glyphs(t *testing.T, picture []byte) map[place]string {
	t.Helper()
	at := map[place]string{}
	for _, e := range elements(t, picture) {
		if e.kind != "text" {
			continue
		}
		x, y := float(t, e.attr["x"])/cellWidth, (float(t, e.attr["y"])-baseline)/cellHeight
		if e.middle {
			at[place{x, y, e.attr["fill"]}] = e.text
			continue
		}
		runes := []rune(e.text)
		if n := len(runes); n > 1 && e.attr["textLength"] != strconv.Itoa(n*cellWidth) {
			t.Errorf("%q is %s long", e.text, e.attr["textLength"])
		}
		for i, r := range runes {
			if r != ' ' {
				at[place{x + float64(i), y, e.attr["fill"]}] = string(r)
			}
		}
	}
	return at
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEveryGlyphIsInItsPlace(t *testing.T) {
	sc := sceneOf(20, 3, "a b  <&>\x1b[31m\"c\x1b[m\n🌲x🦠♥y\n┌─┐")
	got := glyphs(t, sc.svg("t"))
	red := hex(palette[1])
	want := map[place]string{
		{0, 0, ""}: "a", {2, 0, ""}: "b", {5, 0, ""}: "<", {6, 0, ""}: "&", {7, 0, ""}: ">",
		{8, 0, red}: `"`, {9, 0, red}: "c",
		// Placed by their middle: a wide glyph's is one cell from its left edge.
		{1, 1, ""}: "🌲", {2, 1, ""}: "x", {4, 1, ""}: "🦠", {5.5, 1, ""}: "♥", {6, 1, ""}: "y",
		{0, 2, ""}: "┌", {1, 2, ""}: "─", {2, 2, ""}: "┐",
	}
	for at, glyph := range want {
		if got[at] != glyph {
			t.Errorf("at %v is %q, not %q", at, got[at], glyph)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d glyphs, not %d: %v", len(got), len(want), got)
	}
}

func TestColours(t *testing.T) {
	for _, test := range []struct{ sgr, fill, behind string }{
		{"", "", ""},
		{"32", hex(palette[2]), ""},
		{"92", hex(palette[10]), ""},
		{"38;5;9", hex(palette[9]), ""},
		{"38;5;208", "#ff8700", ""},
		{"38;5;244", "#808080", ""},
		{"38;2;1;2;255", "#0102ff", ""},
		{"48;2;16;32;48", "", "#102030"},
		{"7", hex(background), hex(foreground)},
		{"7;38;2;1;1;1", hex(background), "#010101"},
		{"2;38;2;200;100;0", hex(mix(resolve(sceneOf(1, 1, "\x1b[38;2;200;100;0mx").cells[0][0].Style.Fg, foreground), background, 45)), ""},
	} {
		var fill, behind string
		for _, e := range elements(t, sceneOf(4, 1, "\x1b["+test.sgr+"mx").svg("t")) {
			if e.kind == "text" {
				fill = e.attr["fill"]
			} else {
				behind = e.attr["fill"]
			}
		}
		if fill != test.fill || behind != test.behind {
			t.Errorf("SGR %s: %q on %q, not %q on %q", test.sgr, fill, behind, test.fill, test.behind)
		}
	}
}

func TestAttributes(t *testing.T) {
	all := elements(t, sceneOf(9, 1, "\x1b[1;3;4mhi you\x1b[m").svg("t"))
	if len(all) != 2 || all[0].kind != "rect" || all[0].attr["width"] != strconv.Itoa(6*cellWidth) || all[0].attr["height"] != "1" {
		t.Errorf("no underline of six cells: %v", all)
	}
	if a := all[1].attr; all[1].text != "hi you" || a["font-weight"] != "bold" || a["font-style"] != "italic" {
		t.Errorf("the text is %v", all[1])
	}
	if all := elements(t, sceneOf(9, 1, "\x1b[8msecret").svg("t")); len(all) != 0 {
		t.Errorf("concealed text shows: %v", all)
	}
}

func TestBlocksAreRectangles(t *testing.T) {
	all := elements(t, sceneOf(9, 1, "▀▄█▌░▙").svg("t"))
	if len(all) != 8 { // one each, and three for the last
		t.Fatalf("%d elements: %v", len(all), all)
	}
	if a := all[1].attr; a["x"] != "9" || a["y"] != "9" || a["width"] != "9" || a["height"] != "9" {
		t.Errorf("the lower half is %v", a)
	}
}

func TestTitleIsEscaped(t *testing.T) {
	picture := string(sceneOf(9, 1, "x").svg(`<a&"b">`))
	if !strings.Contains(picture, "<title>&lt;a&amp;&#34;b&#34;&gt;</title>") {
		t.Error(picture)
	}
	elements(t, []byte(picture))
}

func TestSizeAndSameness(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for y := range 30 {
		fmt.Fprintf(&b, "\x1b[%dH", y+1)
		for range 50 { // a meadow far more crowded than any
			switch random.IntN(3) {
			case 0:
				b.WriteString("🌲")
			case 1:
				fmt.Fprintf(&b, "\x1b[38;2;%d;99;7m··\x1b[m", random.IntN(256))
			case 2:
				fmt.Fprintf(&b, "\x1b[48;5;%dm  \x1b[m", random.IntN(256))
			}
		}
	}
	one, two := sceneOf(100, 30, b.String()).svg("t"), sceneOf(100, 30, b.String()).svg("t")
	if !bytes.Equal(one, two) {
		t.Error("the same screen gives two pictures")
	}
	if len(one) > 200_000 {
		t.Errorf("%d bytes", len(one))
	}
}
