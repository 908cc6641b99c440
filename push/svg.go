package push

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// The picture, in pixels: all of it, and the field of the curves.
const (
	svgWidth, svgHeight            = 960, 612
	fieldLeft, fieldTop            = 84, 104
	fieldWidth, fieldHeight        = 800, 400
	fieldRight, fieldBottom        = fieldLeft + fieldWidth, fieldTop + fieldHeight
	inkColour, faintColour         = "#1f2933", "#6b7785"
	p50Colour, p99Colour           = "#0072b2", "#d55e00" // of Okabe and Ito's palette, which everybody can tell apart
	gridColour, limitColour        = "#e4e7eb", "#9b2c5e"
	sansSerif, groundColour        = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", "#ffffff"
	kneeColour, kneeDash, limDash  = "#1f2933", "2 4", "7 5"
	titleSize, textSize, smallSize = 22, 14, 12
)

// drawing is a picture that is being made.
type drawing struct {
	b    bytes.Buffer
	x, y axis
}

// SVG draws p50 and p99 against the load, both axes logarithmic, with the limit and
// the knee.
func (r Report) SVG() []byte {
	d := &drawing{}
	fmt.Fprintf(&d.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="%[3]s" font-size="%[4]d" fill="%[5]s">`+"\n",
		svgWidth, svgHeight, sansSerif, textSize, inkColour)
	d.printf(`<rect width="%d" height="%d" fill="%s"/>`, svgWidth, svgHeight, groundColour)
	d.text(fieldLeft, 36, fmt.Sprintf(`font-size="%d" font-weight="600"`, titleSize), r.title())
	d.text(fieldLeft, 62, "", r.Sentence())
	if len(r.Loads) > 0 {
		d.x, d.y = r.axes()
		d.grid(r.Kind)
		d.limit(r.Limit)
		d.knee(r)
		x, low := d.curve(p50Colour, r, func(l Load) float64 { return l.P50 })
		_, high := d.curve(p99Colour, r, func(l Load) float64 { return l.P99 })
		d.name(x, max(low, high+textSize+2), p50Colour, "p50")
		d.name(x, high, p99Colour, "p99")
	}
	d.foot(r)
	d.b.WriteString("</svg>\n")
	return d.b.Bytes()
}

func (r Report) title() string {
	if r.Kind == "bots" {
		return "How many bots can one world carry?"
	}
	return "How many SSH sessions can one server carry?"
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.b, format+"\n", args...) }

// text writes at a place, with further attributes.
func (d *drawing) text(x, y float64, attributes, text string) {
	var safe strings.Builder
	_ = xml.EscapeText(&safe, []byte(text)) // into memory
	d.printf(`<text x="%.1f" y="%.1f" %s>%s</text>`, x, y, attributes, safe.String())
}

func (d *drawing) line(x1, y1, x2, y2 float64, attributes string) {
	d.printf(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" %s/>`, x1, y1, x2, y2, attributes)
}

// place is where a load and a latency in ms stand.
func (d *drawing) place(load, ms float64) (x, y float64) {
	return fieldLeft + fieldWidth*d.x.at(load), fieldBottom - fieldHeight*d.y.at(max(ms, least))
}

// grid draws the axes with their ticks and names.
func (d *drawing) grid(kind string) {
	small := fmt.Sprintf(`font-size="%d" fill="%s"`, smallSize, faintColour)
	for _, tick := range d.x.ticks(9) {
		x, _ := d.place(tick, d.y.low)
		d.line(x, fieldTop, x, fieldBottom, `stroke="`+gridColour+`"`)
		d.text(x, fieldBottom+20, small+` text-anchor="middle"`, tickLabel(tick))
	}
	for _, tick := range d.y.ticks(9) {
		_, y := d.place(d.x.low, tick)
		d.line(fieldLeft, y, fieldRight, y, `stroke="`+gridColour+`"`)
		d.text(fieldLeft-10, y+4, small+` text-anchor="end"`, tickLabel(tick))
	}
	d.printf(`<path d="M%d %dV%dH%d" fill="none" stroke="%s"/>`, fieldLeft, fieldTop, fieldBottom, fieldRight, faintColour)
	d.text(fieldLeft+fieldWidth/2, fieldBottom+44, `text-anchor="middle"`, kind)
	d.text(0, 0, fmt.Sprintf(`text-anchor="middle" transform="translate(24 %d) rotate(-90)"`, fieldTop+fieldHeight/2), "from due to done, ms")
}

// limit draws the limit of p99.
func (d *drawing) limit(ms float64) {
	_, y := d.place(d.x.low, ms)
	d.line(fieldLeft, y, fieldRight, y, fmt.Sprintf(`stroke="%s" stroke-width="1.5" stroke-dasharray="%s"`, limitColour, limDash))
	if y -= 7; y < fieldTop+textSize { // above it there is no room
		y += textSize + 12
	}
	d.text(fieldLeft+8, y, `fill="`+limitColour+`"`, "limit of p99: "+inMS(ms))
}

// knee marks the knee, if there is one.
func (d *drawing) knee(r Report) {
	at, beyond := r.around()
	if at == nil {
		return
	}
	x, _ := d.place(float64(at.Load), d.y.low)
	d.line(x, fieldTop, x, fieldBottom, fmt.Sprintf(`stroke="%s" stroke-width="1.5" stroke-dasharray="%s"`, kneeColour, kneeDash))
	name := "knee: " + thousands(int64(at.Load))
	if beyond == nil {
		name = "knee: beyond " + thousands(int64(at.Load))
	}
	x = min(max(x, fieldLeft+80), fieldRight-80) // so that it stays in the picture
	d.text(x, fieldTop-8, `font-weight="600" text-anchor="middle"`, name)
}

// curve draws one quantile, and says where it ends; a load that is not within the
// limit has a hollow dot.
func (d *drawing) curve(colour string, r Report, of func(Load) float64) (x, y float64) {
	var points []string
	var dots bytes.Buffer
	for _, l := range r.Loads {
		x, y = d.place(float64(l.Load), of(l))
		points = append(points, fmt.Sprintf("%.1f,%.1f", x, y))
		fill := colour
		if !l.within(r.Limit) {
			fill = groundColour
		}
		fmt.Fprintf(&dots, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s" stroke="%s" stroke-width="2"/>`+"\n", x, y, fill, colour)
	}
	d.printf(`<polyline points="%s" fill="none" stroke="%s" stroke-width="2.5" stroke-linejoin="round"/>`, strings.Join(points, " "), colour)
	d.b.Write(dots.Bytes())
	return x, y
}

// name names a curve at its end.
func (d *drawing) name(x, y float64, colour, name string) {
	d.text(x+10, y+5, `font-weight="600" fill="`+colour+`"`, name)
}

// foot says what was pushed, and where.
func (d *drawing) foot(r Report) {
	small := fmt.Sprintf(`font-size="%d" fill="%s"`, smallSize, faintColour)
	d.text(fieldLeft, svgHeight-34, small, r.Setup)
	d.text(fieldLeft, svgHeight-16, small, r.Machine.String())
}
