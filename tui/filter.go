package tui

import (
	"bytes"
	"unicode/utf8"
)

const (
	esc   = 0x1b
	ctrlC = 0x03
	// A control sequence that a keyboard sends is shorter.
	longestSequence = 24
	mostPasted      = 1024 // bytes that are kept
)

// filter cuts what a client types into units: a character, a control
// character, or one short control sequence of a key or of a mode report.
// Everything else (strings of any kind, mouse, what is malformed or too long) it
// swallows, in constant memory; of what is pasted it keeps the beginning.
type filter struct {
	unit  [longestSequence]byte
	n     int
	state state
	paste pasteEnd
	taker func([]byte) // is given what was pasted, and must not keep it; nil: it is swallowed
	held  []byte       // of what is pasted
}

type state uint8

const (
	plain     state = iota // between units
	character              // in a character of several bytes
	escaped                // after ESC
	lingering              // the same, and the key was passed on
	single                 // after ESC O: one byte follows
	sequence               // in a control sequence
	oversized              // in a control sequence that is swallowed
	text                   // in a string that ends with BEL or ESC \
	textEsc                // the same, after ESC
	mouse                  // in the three bytes of a mouse report
	pasted                 // between paste brackets
)

var (
	pasteBegin = []byte("\x1b[200~")
	pasteTail  = []byte("\x1b[201~")
)

// feed passes each unit in b to emit, which must not keep it. An ESC at the
// end of b is the key; should a sequence go on in the next b, it counts too.
func (f *filter) feed(b []byte, emit func([]byte)) {
	for _, c := range b {
		f.next(c, emit)
	}
	if f.state == escaped {
		emit(f.unit[:1])
		f.state = lingering
	}
}

func (f *filter) next(c byte, emit func([]byte)) {
	switch f.state {
	case plain:
		f.begin(c, emit)
	case character:
		f.more(c, emit)
	case escaped:
		f.escape(c, emit)
	case lingering:
		f.linger(c, emit)
	case single:
		f.inSingle(c, emit)
	case sequence, oversized:
		f.inSequence(c, emit)
	case text:
		f.inText(c, emit)
	case textEsc:
		if f.state = text; c == '\\' {
			f.reset()
			return
		}
		f.inText(c, emit)
	case mouse:
		f.inMouse(c, emit)
	case pasted:
		f.inPaste(c, emit)
	}
}

func (f *filter) reset() { f.state, f.n = plain, 0 }

func (f *filter) add(c byte) {
	f.unit[f.n] = c
	f.n++
}

func (f *filter) end(emit func([]byte)) {
	emit(f.unit[:f.n])
	f.reset()
}

func (f *filter) begin(c byte, emit func([]byte)) {
	f.n = 0
	f.add(c)
	switch {
	case c == esc:
		f.state = escaped
	case c < utf8.RuneSelf:
		f.end(emit)
	case c >= 0xc2 && c <= 0xf4: // begins a character; others are stray bytes
		f.state = character
	}
}

// more takes a further byte of a character.
func (f *filter) more(c byte, emit func([]byte)) {
	if c&0xc0 != 0x80 {
		f.reset()
		f.begin(c, emit)
		return
	}
	f.add(c)
	if !utf8.FullRune(f.unit[:f.n]) {
		return
	}
	if r, _ := utf8.DecodeRune(f.unit[:f.n]); r == utf8.RuneError {
		f.reset()
		return
	}
	f.end(emit)
}

func (f *filter) escape(c byte, emit func([]byte)) {
	f.add(c)
	switch {
	case c == '[':
		f.state = sequence
	case c == 'O':
		f.state = single
	case bytes.IndexByte([]byte("P]X^_"), c) >= 0:
		f.state = text
	case c == esc:
		f.n = 1
		emit(f.unit[:1])
	case c > ' ' && c < 0x7f:
		f.end(emit) // with Alt
	default:
		f.reset()
	}
}

func (f *filter) linger(c byte, emit func([]byte)) {
	if c == '[' {
		f.escape(c, emit)
		return
	}
	f.reset()
	f.begin(c, emit)
}

func (f *filter) inSingle(c byte, emit func([]byte)) {
	if c < ' ' || c > '~' { // no part of it
		f.reset()
		f.begin(c, emit)
		return
	}
	f.add(c)
	f.end(emit)
}

// inMouse swallows what follows ESC [ M: button, column and row, a byte each.
func (f *filter) inMouse(c byte, emit func([]byte)) {
	f.n--
	switch {
	case c < ' ':
		f.reset()
		f.begin(c, emit)
	case f.n == 0:
		f.reset()
	}
}

func (f *filter) inSequence(c byte, emit func([]byte)) {
	switch {
	case c < ' ' || c > '~': // no part of one
		f.reset()
		f.begin(c, emit)
		return
	case f.state == sequence:
		f.add(c)
		if f.n == longestSequence {
			f.state = oversized
		}
	}
	if c < '@' {
		return
	}
	switch {
	case bytes.Equal(f.unit[:f.n], pasteBegin):
		f.reset()
		f.state = pasted
	case f.n == 3 && c == 'M':
		f.state = mouse
	case f.state == sequence && wanted(f.unit[2:f.n]):
		f.end(emit)
	default:
		f.reset()
	}
}

// wanted tells whether a control sequence, without its ESC [, is a key or a
// mode report.
func wanted(s []byte) bool {
	switch s[len(s)-1] {
	case 'A', 'B', 'C', 'D', 'F', 'H', 'Z', '~', 'P', 'Q', 'R', 'S':
		return s[0] != '?' && s[0] != '<' && s[0] != '>'
	case 'y':
		return s[0] == '?'
	}
	return false
}

func (f *filter) inText(c byte, emit func([]byte)) {
	switch c {
	case esc:
		f.state = textEsc
	case 0x07, 0x18, 0x1a: // BEL, CAN, SUB
		f.reset()
	case ctrlC: // nobody is caught in a string
		f.reset()
		f.begin(c, emit)
	}
}

// inPaste goes up to the closing bracket; should it never come, ctrl+c gets out.
func (f *filter) inPaste(c byte, emit func([]byte)) {
	if f.taker != nil && len(f.held) < mostPasted {
		f.held = append(f.held, c)
	}
	switch {
	case c == ctrlC:
		f.paste, f.held = 0, nil
		f.reset()
		f.begin(c, emit)
	case f.paste.next(c):
		f.reset()
		f.hand()
	}
}

// hand passes on what was pasted, without the bracket at its end or what is kept
// of that.
func (f *filter) hand() {
	text := f.held
	if f.held = nil; f.taker == nil {
		return
	}
	if i := bytes.LastIndexByte(text, esc); i >= 0 && bytes.HasPrefix(pasteTail, text[i:]) {
		text = text[:i]
	}
	f.taker(text)
}

// pasteEnd looks for the closing bracket of a paste.
type pasteEnd int

func (p *pasteEnd) next(c byte) bool {
	switch {
	case c == pasteTail[*p]:
		*p++
	case c == esc:
		*p = 1
	default:
		*p = 0
	}
	if int(*p) == len(pasteTail) {
		*p = 0
		return true
	}
	return false
}
