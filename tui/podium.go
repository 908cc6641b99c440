package tui

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"thicket/game"
)

// round is a match as the session's clock has it: a world in which nothing
// happens has no new frames.
type round struct {
	began time.Time // when the world's stamp was 0, as far as its frames tell
	rows  []string  // of the podium
	own   int       // the row of the player's, or -1
	shown podiumSeen
}

// podiumSeen is what a podium was made of. Equal ones look equal.
type podiumSeen struct {
	since uint64 // game.Frame.PlayersSince
	size  Size
	below int // rows of the chat that stand below it
	next  time.Duration
}

// The widths of the podium's columns, and how many players it has at most.
const (
	podiumPlace = 5
	podiumName  = 18
	podiumBest  = 8
	podiumTag   = 6
	podiumWidth = podiumPlace + 1 + podiumName + podiumBest + podiumTag
	podiumMost  = 20
	podiumScore = "best biomass"
	podiumFrame = 4 // rows that are no player's
)

// ended tells whether a round is over, and the next has not begun.
func ended(f *game.Frame) bool { return f.Ends > 0 && f.At >= f.Ends }

// lasts is a stamp as a while.
func lasts(s game.Stamp) time.Duration { return time.Duration(s) * time.Millisecond }

// clock is a while in minutes and seconds.
func clock(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d/time.Minute), int(d/time.Second)%60)
}

// keepTime has what tells the time drawn anew every second of a match.
func (m *model) keepTime() {
	f, r := m.place.Frame(), &m.round
	if f.Ends == 0 || m.fallen {
		return
	}
	if began := m.now.Add(-lasts(f.At)); r.began.IsZero() || began.Before(r.began) {
		r.began = began
	}
	if m.ticked.ahead(m.now) {
		return
	}
	past := (m.now.Sub(r.began) - lasts(f.Ends)) % time.Second
	if past < 0 {
		past += time.Second
	}
	m.ticked.in(m.now, time.Second-past)
}

// number is that of the round, 0 in an endless world.
func (r *round) number(f *game.Frame) int {
	if f.Ends == 0 || f.Charter == nil {
		return 0
	}
	return f.Charter.Round
}

// left is how long the round lasts yet, in whole seconds.
func (r *round) left(f *game.Frame, now time.Time) time.Duration {
	if f.Ends == 0 || ended(f) {
		return 0
	}
	return r.until(lasts(f.Ends), now)
}

// next is how long it is until the next round.
func (r *round) next(f *game.Frame, now time.Time) time.Duration {
	return r.until(lasts(f.Ends)+rules.Podium, now)
}

// until is how long it is until the world is so old, in whole seconds.
func (r *round) until(age time.Duration, now time.Time) time.Duration {
	left := max(age-now.Sub(r.began), 0)
	return (left + time.Second - 1).Truncate(time.Second)
}

// roundBegins says which one does.
func roundBegins(f *game.Frame) words {
	if f.Charter == nil {
		return wordsRound
	}
	short := fmt.Sprintf("Round %d begins.", f.Charter.Round)
	return words{short + " Everybody has entered anew.", short}
}

// drawPodium draws, while a round is over, who had the most. The open chat stands
// below that.
func (m *model) drawPodium(f *game.Frame) {
	if !ended(f) {
		return
	}
	r, below := &m.round, 0
	if m.overlay == chatOpen {
		below = len(m.chat.rows)
	}
	if of := (podiumSeen{f.PlayersSince, m.Size, below, r.next(f, m.now)}); r.rows == nil || r.shown != of {
		r.shown = of
		m.layPodium(f)
	}
	x, y := drawBoxAbove(m.screen, r.rows, 0, below)
	if r.own >= 0 {
		restyle(m.screen.Row(y + r.own)[x+1:x+1+podiumWidth], styleSelf)
	}
}

// layPodium makes its rows for the size of the screen. The own one is there in
// any case.
func (m *model) layPodium(f *game.Frame) {
	r, me := &m.round, m.place.Walker()
	placed := placed(f.Players)
	most := min(max(m.Size.Height-2-r.shown.below-podiumFrame, 1), podiumMost, len(placed))
	if own := slices.IndexFunc(placed, func(p finisher) bool { return p.Walker == me }); own >= most {
		placed[most-1] = placed[own]
	}
	rows := []string{padded("place name", podiumPlace+1+podiumName+podiumBest-len(podiumScore)) + podiumScore}
	r.own = -1
	for i, p := range placed[:most] {
		if p.Walker == me {
			r.own = i + 2
		}
		rows = append(rows, p.row(me))
	}
	rows = append(rows, "The next round begins in "+count(int(r.shown.next/time.Second), "second")+".")
	title := "The round is over"
	if n := r.number(f); n > 0 {
		title = fmt.Sprintf("Round %d is over", n)
	}
	r.rows = framed(title, rows, podiumWidth)
}

// finisher is a player at the end of a round.
type finisher struct {
	game.PlayerMark
	place int // who has as much shares it
}

// placed are the players by their best biomass, and of as much who has been there
// longest.
func placed(players []game.PlayerMark) []finisher {
	all := make([]finisher, len(players))
	for i := range players {
		all[i].PlayerMark = players[i]
	}
	slices.SortStableFunc(all, func(a, b finisher) int {
		return cmp.Or(cmp.Compare(b.Best, a.Best), cmp.Compare(a.Since, b.Since))
	})
	for i := range all {
		all[i].place = i + 1
		if i > 0 && all[i].Best == all[i-1].Best {
			all[i].place = all[i-1].place
		}
	}
	return all
}

// row is the line of a player.
func (p *finisher) row(me game.WalkerID) string {
	mark, tag := " ", ""
	switch {
	case p.Walker == me:
		mark, tag = ">", "you"
	case p.Away:
		tag = tagAway
	case p.Guest:
		tag = "guest"
	}
	return fmt.Sprintf("%s%*d %s%*d %s", mark, podiumPlace-1, p.place, padded(p.Name, podiumName), podiumBest, p.Best, tag)
}
