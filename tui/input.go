package tui

import (
	"strings"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

const (
	keysPerSecond = 60
	keyBurst      = 120
	readAtOnce    = 1024 // bytes
	pasteCost     = 30   // keys that a paste counts as
)

// keyMsg is a key, and when it was read.
type keyMsg struct {
	tea.KeyPressMsg
	read time.Time
}

// pasteMsg is what was pasted, in one row.
type pasteMsg string

// read decodes what the client types until the terminal is closed. What is
// beyond the limits never reaches the decoder.
func (r *session) read(t Terminal) {
	buf := make([]byte, readAtOnce)
	keys := keyReader{allowance: keyBurst, at: time.Now(), send: r.program.Send}
	keys.filter.taker = keys.paste
	for {
		n, err := t.Read(buf)
		if n > 0 {
			keys.feed(buf[:n])
		}
		if err != nil {
			r.end(ErrGone)
			return
		}
	}
}

// keyReader makes events of bytes, within a budget.
type keyReader struct {
	filter    filter
	decoder   uv.EventDecoder
	send      func(tea.Msg)
	allowance float64
	at        time.Time // of the allowance
}

func (k *keyReader) feed(b []byte) {
	now := time.Now()
	k.allowance = min(keyBurst, k.allowance+now.Sub(k.at).Seconds()*keysPerSecond)
	k.at = now
	k.filter.feed(b, k.decode)
}

// decode hands one unit of the filter to the decoder.
func (k *keyReader) decode(unit []byte) {
	if k.allowance < 1 {
		return
	}
	k.allowance--
	switch _, event := k.decoder.Decode(unit); event := event.(type) {
	case uv.KeyPressEvent:
		k.send(keyMsg{tea.KeyPressMsg(event), k.at})
	case uv.ModeReportEvent:
		k.send(event)
	}
}

// paste hands on what was pasted. What is no letter there is a blank.
func (k *keyReader) paste(b []byte) {
	if k.allowance < pasteCost {
		return
	}
	k.allowance -= pasteCost
	row := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(b), ""))
	k.send(pasteMsg(strings.TrimSpace(row)))
}
