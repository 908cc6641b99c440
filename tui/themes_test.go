package tui

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// eyes are how people see linear red, green and blue: those of most people, and
// those without long or without middle wavelengths (Machado, Oliveira,
// Fernandes 2009, severity 1).
var eyes = map[string][3][3]float64{
	"most":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
}

// linear is a colour's light, each part 0 to 1 (sRGB, IEC 61966-2-1).
func linear(c screen.Color) (rgb [3]float64) {
	for i := range rgb {
		v := float64(c>>(16-8*i)&0xff) / 255
		if rgb[i] = v / 12.92; v > 0.04045 {
			rgb[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

// lab is light in CIE L*a*b* (D65), in which distances are about as they are
// seen.
func lab(rgb [3]float64) [3]float64 {
	f := func(r, g, b float64) float64 {
		if t := r*rgb[0] + g*rgb[1] + b*rgb[2]; t > 0.008856 {
			return math.Cbrt(t)
		} else {
			return 7.787*t + 16.0/116
		}
	}
	x, y, z := f(0.4339, 0.3763, 0.1899), f(0.2127, 0.7152, 0.0722), f(0.0178, 0.1095, 0.8727)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// apart is how different two colours are for some eyes; below 2 they are one.
func apart(eye string, a, b screen.Color) float64 {
	see := func(c screen.Color) [3]float64 {
		var seen [3]float64
		light := linear(c)
		for i, row := range eyes[eye] {
			for k := range row {
				seen[i] += row[k] * light[k]
			}
			seen[i] = min(max(seen[i], 0), 1)
		}
		return lab(seen)
	}
	p, q := see(a), see(b)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

// contrast is the ratio of two colours' luminances (WCAG 2).
func contrast(a, b screen.Color) float64 {
	luminance := func(c screen.Color) float64 {
		rgb := linear(c)
		return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2] + 0.05
	}
	return max(luminance(a)/luminance(b), luminance(b)/luminance(a))
}

// things are the colours of what lies on the floor, in a theme.
func things(th theme) map[string]screen.Color {
	all := map[string]screen.Color{"wild": tones[styleWild].fg[th], "bots": tones[styleBot].fg[th]}
	for _, c := range colours {
		all[c.name] = c.hue[th]
	}
	return all
}

// In every theme the players' colours, wild cells and those of bots are told
// apart, and in the one for it by every eye; so is a ghost that fits from one
// that does not.
func TestColoursAreToldApart(t *testing.T) {
	for th := range theme(themes) {
		for eye := range eyes {
			least := 20.0
			switch {
			case th != colorblind && eye != "most":
				continue
			case th != colorblind:
				least = 8
			}
			all := things(th)
			for a := range all {
				for b := range all {
					if d := apart(eye, all[a], all[b]); a < b && d < least {
						t.Errorf("%s, for %s: %s and %s are only %.1f apart", themeNames[th], eye, a, b, d)
					}
				}
			}
			if d := apart(eye, tones[styleFits].fg[th], tones[styleHits].fg[th]); d < 40 {
				t.Errorf("%s, for %s: what fits and what does not are only %.1f apart", themeNames[th], eye, d)
			}
			if d := apart(eye, tones[styleSelf].bg[th], tones[styleBump].bg[th]); d < 40 {
				t.Errorf("%s, for %s: the player and what is bumped into are only %.1f apart", themeNames[th], eye, d)
			}
		}
	}
}

// What is to be read can be, on the background that a theme is for.
func TestThemesCanBeRead(t *testing.T) {
	grounds := [themes]screen.Color{dark: screen.RGB(0, 0, 0), light: screen.RGB(255, 255, 255), colorblind: screen.RGB(0, 0, 0)}
	for th, ground := range grounds {
		for style, tone := range tones {
			on, least := ground, 3.0
			if tone.bg[th] != 0 {
				on = tone.bg[th]
			}
			switch screen.Style(style) {
			case styleGrass:
				least = 1.8 // a texture
			case styleLabel, styleMessage, styleTitle:
				least = 4.5
			}
			if got := contrast(tone.fg[th], on); tone.fg[th] != 0 && got < least {
				t.Errorf("%s: the contrast of style %d is %.1f", themeNames[th], style, got)
			}
		}
		for name, colour := range things(theme(th)) {
			if got := contrast(colour, ground); got < 2.7 {
				t.Errorf("%s: the contrast of %s is %.1f", themeNames[th], name, got)
			}
		}
	}
}

func TestThemesAreChosen(t *testing.T) {
	for _, c := range []struct {
		profile, env string
		want         theme
	}{
		{"", "", dark}, {"", "THICKET_THEME=light", light}, {"colorblind", "THICKET_THEME=light", colorblind},
		{"", "THICKET_THEME=pink", dark}, {"pink", "THICKET_THEME=light", light}, {"dark", "THICKET_THEME=light", dark},
	} {
		if got := chooseTheme(c.profile, environment([]string{c.env})); got != c.want {
			t.Errorf("%+v: %s", c, themeNames[got])
		}
	}
}

// What a profile keeps is the same for good: these numbers never change.
func TestNumbersThatAreKept(t *testing.T) {
	names := []string{"red", "cyan", "yellow", "purple", "green", "pink", "blue", "orange", "teal", "grey", "magenta", "olive"}
	for i, name := range names {
		if colours[i].name != name {
			t.Errorf("the colour %d is %s", i, colours[i].name)
		}
	}
}

// The colours of the screen in each theme and depth: what each style is drawn
// with where a player stands beside others' cells, plants and is told so.
func TestGoldenThemes(t *testing.T) {
	for _, c := range []struct{ theme, depth string }{
		{"dark", "COLORTERM=truecolor"}, {"light", "COLORTERM=truecolor"}, {"colorblind", "COLORTERM=truecolor"},
		{"light", "COLORTERM="}, {"colorblind", "COLORTERM="}, {"light", "NO_COLOR=1"},
	} {
		name := fmt.Sprintf("theme-%s-%s", c.theme, map[string]string{"COLORTERM=truecolor": "true", "COLORTERM=": "256", "NO_COLOR=1": "mono"}[c.depth])
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := looks80(t, wood(), func(s *Settings) {
					s.Size, s.Environ = Size{40, 12}, []string{c.depth, "THICKET_GLYPHS=ascii", "THICKET_THEME=" + c.theme}
				})
				l.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4, Colour: 3}})
				for _, key := range []string{"1", " ", "3"} {
					l.press(key)
					after(time.Second)
				}
				golden(t, name, l.painted())
			})
		})
	}
}

// painted is the screen with the colours of each run of cells that look alike.
func (l *looker) painted() (rows []string) {
	hex := func(c interface{ RGBA() (r, g, b, a uint32) }) string {
		r, g, b, _ := c.RGBA()
		return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	for y := range 12 {
		var b strings.Builder
		last := ""
		for x := range 40 {
			c := l.cell(x, y)
			look := ""
			if c.Style.Fg != nil {
				look += hex(c.Style.Fg)
			}
			if c.Style.Bg != nil {
				look += "/" + hex(c.Style.Bg)
			}
			if c.Content != " " && c.Content != "" && look != last {
				b.WriteString("{" + look + "}")
				last = look
			}
			b.WriteString(c.Content)
		}
		rows = append(rows, b.String())
	}
	return rows
}
