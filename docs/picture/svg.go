package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
)

// The picture's measures in pixels. A cell is as wide as a glyph of the usual
// monospaced fonts at this size (0.6 em), and half as wide as it is high.
const (
	cellWidth  = 9
	cellHeight = 18
	fontSize   = 15
	baseline   = 14
	padding    = 14
	titleBar   = 34

	monospace = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
	emoji     = "'Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji', "
)

// painter collects the picture in layers: what lies behind, text in runs,
// and glyphs that are placed one by one, narrow and wide.
type painter struct {
	shapes, runs, narrow, wide bytes.Buffer
}

// svg draws the scene in a window with a title. Equal scenes give equal
// bytes.
func (sc *scene) svg(title string) []byte {
	var p painter
	columns := 0
	for y, row := range sc.cells {
		columns = max(columns, len(row))
		p.backgrounds(y, row)
		p.text(y, row)
		p.lines(y, row)
	}
	if c := sc.cursor; c != nil {
		p.rect(float64(c.x*cellWidth), float64(c.y*cellHeight), cellWidth, cellHeight, hex(mix(foreground, background, 40)))
	}
	w, h := columns*cellWidth+2*padding, len(sc.cells)*cellHeight+titleBar+padding
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" font-family="%s" font-size="%d">`+"\n",
		w, h, w, h, monospace, fontSize)
	frame(&b, w, h, title)
	fmt.Fprintf(&b, `<g transform="translate(%d %d)" fill="%s">`+"\n", padding, titleBar, hex(foreground))
	fmt.Fprintf(&b, `<g shape-rendering="crispEdges">`+"\n%s</g>\n", p.shapes.Bytes())
	fmt.Fprintf(&b, "<g>\n%s</g>\n", p.runs.Bytes())
	fmt.Fprintf(&b, `<g text-anchor="middle">`+"\n%s</g>\n", p.narrow.Bytes())
	fmt.Fprintf(&b, `<g text-anchor="middle" font-family="%s">`+"\n%s</g>\n", emoji+monospace, p.wide.Bytes())
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}

// frame draws the window around the terminal.
func frame(b *bytes.Buffer, w, h int, title string) {
	fmt.Fprintf(b, "<title>%s</title>\n", escape(title))
	fmt.Fprintf(b, `<rect x=".5" y=".5" width="%d" height="%d" rx="9" fill="%s" stroke="%s"/>`+"\n",
		w-1, h-1, hex(background), hex(palette[0]))
	for i, c := range []int{1, 3, 2} {
		fmt.Fprintf(b, `<circle cx="%d" cy="17" r="5.5" fill="%s"/>`+"\n", 20+18*i, hex(palette[c]))
	}
	fmt.Fprintf(b, `<text x="%d" y="22" text-anchor="middle" font-size="13" fill="%s">%s</text>`+"\n",
		w/2, hex(mix(foreground, background, 35)), escape(title))
}

// rect draws a rectangle behind the text.
func (p *painter) rect(x, y, w, h float64, fill string) {
	fmt.Fprintf(&p.shapes, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n",
		number(x), number(y), number(w), number(h), fill)
}

// number is short and the same on every machine.
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a Buffer takes everything
	return b.String()
}
