package screen_test

import (
	"testing"

	"pgregory.net/rapid"

	"thicket/tui/screen"
)

// glyphs are narrow and wide, firm and doubtful, of one to four bytes.
var glyphs = []rune(" .aé─█♥☺界🌲🦠　")

// tape turns bytes into choices; at its end all choices are 0.
type tape []byte

func (t *tape) upTo(n int) int {
	if len(*t) == 0 {
		return 0
	}
	b := (*t)[0]
	*t = (*t)[1:]
	return int(b) % n
}

func (t *tape) cell() screen.Cell {
	r := glyphs[t.upTo(len(glyphs))]
	return screen.Cell{Rune: r, Style: screen.Style(t.upTo(len(looks) + 1)), Width: uint8(screen.RuneWidth(r))}
}

// play composes and paints as the tape says.
func play(t failer, script tape) {
	s := newStage(1+script.upTo(40), 1+script.upTo(5), depths[script.upTo(len(depths))])
	paint := func() {
		sent := s.paint()
		s.check(t)
		if again := s.paint(); again != "" {
			t.Fatalf("after %q an unchanged picture sent %q", sent, again)
		}
	}
	for len(script) > 0 {
		s.step(&script, paint)
	}
	paint()
}

func (s *stage) step(script *tape, paint func()) {
	w, h := s.Size()
	x, y := script.upTo(w+2)-1, script.upTo(h)
	switch script.upTo(15) {
	case 0:
		paint()
	case 1:
		s.Clear()
	case 2:
		s.resize(1+script.upTo(40), 1+script.upTo(5))
	case 3:
		s.repalette(depths[script.upTo(len(depths))], looks[:1+script.upTo(len(looks))])
	case 4:
		s.Synchronized(script.upTo(2) == 1)
	case 5: // a composer that does not care
		c := script.cell()
		if script.upTo(2) == 1 {
			c = screen.Cell{Rune: rune(script.upTo(' ')), Style: c.Style, Width: uint8(script.upTo(4))}
		}
		s.Row(y)[max(0, min(x, w-1))] = c
	case 6: // everything moves by one
		row := s.Row(y)
		copy(row[1:], row)
	case 7:
		c := script.cell()
		for ; x < w; x += max(1, int(c.Width)) {
			s.Set(x, y, c)
		}
	case 12, 13: // two cells that stand by themselves
		if x = max(x, 0); x+1 < w {
			cells, c := s.Pair(x, y), script.cell()
			cells[0], cells[1] = c, screen.Cell{Style: c.Style}
			if c.Width == 1 {
				cells[1] = screen.Cell{Rune: 'x', Style: screen.Style(script.upTo(len(looks))), Width: 1}
			}
		}
	case 8:
		move(s.Screen, x, script.upTo(2*h+1)-h)
		s.Shift(script.upTo(h+1), script.upTo(h+2), script.upTo(2*w+3)-w-1, script.upTo(2*h+3)-h-1)
	case 9:
		s.Text(x, y, screen.Style(script.upTo(len(looks))), "a🌲 \x1b[31mé\u0301界x\t")
	default:
		s.Set(x, y, script.cell())
	}
}

func FuzzPaint(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x08\x02\x03" + "\x01\x01\x09\x09\x01" + "\x00\x00\x00" + "\x02\x01\x09\x09\x01" + "\x00\x00\x00" + "\x01\x01\x09\x02\x00"))
	f.Add([]byte("\x17\x04\x02" + "\x03\x01\x07\x09\x05" + "\x00\x00\x00" + "\x06\x01\x06" + "\x00\x00\x00" + "\x03\x01\x07\x00\x00"))
	f.Add([]byte("\x13\x03\x01" + "\x02\x02\x08\x04" + "\x00\x00\x00" + "\x00\x00\x02\x0a\x02" + "\x00\x00\x03\x03\x04" + "\x03\x00\x08\x02"))
	f.Add([]byte("\x05\x01\x00" + "\x04\x00\x05\x41\x02" + "\x00\x00\x00" + "\x05\x00\x05\x07\x00"))
	f.Fuzz(func(t *testing.T, script []byte) {
		play(t, script[:min(len(script), 4096)])
	})
}

func TestTheTerminalShowsWhatWasComposed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		play(rt, rapid.SliceOfN(rapid.Byte(), 0, 400).Draw(rt, "script"))
	})
}
