package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"thicket/game"
)

// crier is a place that notes what is said and decreed.
type crier struct {
	*herald
	said    []game.Speech
	decrees []game.Decree
	full    bool
}

func (c *crier) Speak(s game.Speech) bool {
	if !c.full {
		c.said = append(c.said, s)
	}
	return !c.full
}

func (c *crier) Decree(d game.Decree) bool {
	if !c.full {
		c.decrees = append(c.decrees, d)
	}
	return !c.full
}

// registry is a server that knows whose a name is, and what bots may be.
type registry struct{ onlyWorld }

func (registry) Account(_ context.Context, name string) (string, error) {
	if name == "gone" {
		return "key of gone", nil
	}
	return "", game.ErrNobody
}

func (registry) Bots(spec string, cells int) (string, error) {
	if spec == "many" {
		return "", fmt.Errorf("a world of %d cells has at most %d bots", cells, game.MostBots(cells))
	}
	return spec + ",checked", nil
}

// enthroned is a model of otter, who wears the crown of a world in which fern and
// the guest moss are too.
func enthroned(t *testing.T) (*model, *crier) {
	t.Helper()
	m, h := heralded(t)
	c := &crier{herald: h}
	m.place, m.Worlds, m.Name = c, registry{}, "otter"
	h.frame.Charter = &game.Charter{Name: "den", Crown: game.Subject{Name: "otter"}}
	h.frame.Players = []game.PlayerMark{
		{Walker: 97, Guest: true, Since: 1, Score: game.Score{Name: "moss"}},
		{Walker: 98, Since: 3, Away: true, Score: game.Score{Name: "reed"}},
		{Walker: 99, Since: 2, Score: game.Score{Name: "Fern"}},
		{Walker: h.me, Since: 5, Crown: true, Score: game.Score{Name: "otter"}},
	}
	m.Update(worldMsg{})
	m.openChat()
	return m, c
}

// writes gives a line to the chat, with what errands it asks for, and tells the
// newest remark.
func (m *model) writes(line string) string {
	m.now = time.Now()
	before := len(m.chat.log)
	m.chat.writing.clear()
	m.chat.writing.write(line)
	if cmd := m.submitLine(); cmd != nil {
		if msg, ok := cmd().(accountMsg); ok {
			m.handle(msg)
		}
	}
	if len(m.chat.log) == before {
		return ""
	}
	return m.chat.log[len(m.chat.log)-1].text
}

// slow is a server that does not answer.
type slow struct{ registry }

func (slow) Account(ctx context.Context, _ string) (string, error) {
	<-ctx.Done()
	return "", ctx.Err()
}
