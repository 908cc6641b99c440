package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// saysOf is what an admin is heard to say, as far as it is on the screen.
func (l *looker) saysOf(t *testing.T) string {
	t.Helper()
	rows := l.rows(t)
	_, says, heard := strings.Cut(strings.Join(rows[:len(rows)-1], ""), "An admin says: ")
	if !heard {
		return ""
	}
	return strings.ReplaceAll(says, " ", "")
}

// longSaid are texts as long as an admin's get.
var longSaid = []string{
	strings.Repeat("the server restarts at noon ", 5), strings.Repeat("x", 140), strings.Repeat("森", 70), strings.Repeat("🌲 ", 46),
}

// What an admin says is whole on every screen and over whatever is open, for
// ten seconds, and what else is told stands where it always does.
func TestSaid(t *testing.T) {
	for _, size := range []Size{{40, 12}, {80, 24}} {
		for open, text := range map[string]string{"": longSaid[0], "m": longSaid[1], "\t": longSaid[2], "p": longSaid[3], "?": longSaid[0]} {
			t.Run(fmt.Sprintf("%v%q", size, open), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					l := looks80(t, clearing(16, 16), func(s *Settings) { s.Size = size; new(ledger).serve(s) })
					l.press(open)
					after(time.Second)
					l.Say(text)
					after(saidFor / 2)
					l.press("x")
					after(saidFor/2 - time.Second)
					l.press("x")
					if got := l.saysOf(t); got != strings.ReplaceAll(text, " ", "") {
						t.Errorf("it shows %q of %q\n%s", got, text, strings.Join(l.rows(t), "\n"))
					}
					if got := l.last(t); got == "" || strings.Contains(got, text[:4]) {
						t.Errorf("the last row is %q", got)
					}
					after(2 * time.Second)
					if got := l.saysOf(t); got != "" {
						t.Errorf("later it still shows %q", got)
					}
				})
			})
		}
	}
}

// The newest of what admins say takes the place of what was said before, for
// its own ten seconds, and fits the screen whatever becomes of that.
func TestSaidAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resizes := make(chan Size)
		l := looks80(t, clearing(16, 16), func(s *Settings) { s.Resizes = resizes })
		l.Say("tea in an hour")
		after(saidFor - time.Second)
		l.Say(longSaid[0])
		after(time.Second)
		l.golden(t, "said-80x24")
		l.resize(Size{40, 12})
		resizes <- Size{40, 12}
		after(saidFor - 2*time.Second)
		l.golden(t, "said-40x12")
		after(2 * time.Second)
		if got := l.saysOf(t); got != "" {
			t.Errorf("later it still shows %q", got)
		}
	})
}
