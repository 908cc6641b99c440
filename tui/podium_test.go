package tui

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// match is a place in a world whose round ends, and which then makes no frames.
type match struct {
	Place
	ends    game.Stamp
	at      time.Time // when it ends
	charter game.Charter
	players []game.PlayerMark // at the end, beside the own one
	last    atomic.Pointer[game.Frame]
	done    chan struct{}
}

func (m *match) Frame() *game.Frame {
	if f := m.last.Load(); f != nil {
		return f
	}
	f := *m.Place.Frame()
	f.Ends, f.Charter = m.ends, &m.charter
	if time.Now().Before(m.at) {
		return &f
	}
	f.At = m.ends
	f.Players = append(append([]game.PlayerMark(nil), f.Players...), m.players...)
	m.last.Store(&f)
	return &f
}

func (m *match) Done() <-chan struct{} { return m.done }

// matched is a player in a match of so many players, of 90 seconds.
func matched(t *testing.T, size Size, others int, change func(*Settings)) (p *player, places []*match) {
	t.Helper()
	f := newForest(t, clearing(100, 100))
	s := settings(nil)
	s.Worlds = onlyWorld(func(ctx context.Context, j game.Join) (Place, error) {
		place, err := f.enter(ctx, j)
		if err != nil {
			return nil, err
		}
		m := &match{Place: place, ends: place.Frame().At + 90_000, at: time.Now().Add(90 * time.Second), done: make(chan struct{})}
		m.charter.Round = len(places) + 1
		for i := range others {
			best := 5 * (others - i/2*2)
			m.players = append(m.players, game.PlayerMark{
				Walker: game.WalkerID(1000 + i), Away: i%3 == 1, Guest: i%4 == 2,
				Score: game.Score{Name: fmt.Sprintf("player-%d", i), Best: best, Biomass: i},
			})
		}
		places = append(places, m)
		return m, nil
	})
	s.Size, s.Environ = size, append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	p = plays(t, s)
	return p, places
}

func TestGoldenPodium(t *testing.T) {
	for _, c := range []struct {
		size   Size
		others int
	}{{Size{40, 12}, 30}, {Size{80, 24}, 4}, {Size{200, 60}, 40}} {
		synctest.Test(t, func(t *testing.T) {
			p, _ := matched(t, c.size, c.others, nil)
			after(92 * time.Second)
			p.golden(t, fmt.Sprintf("%dx%d-podium", c.size.Width, c.size.Height))
		})
	}
}

// The podium is whole while somebody writes, above what was said.
func TestPodiumAboveTheChat(t *testing.T) {
	for _, size := range []Size{{40, 12}, {80, 24}} {
		synctest.Test(t, func(t *testing.T) {
			p, places := matched(t, size, 30, nil)
			after(92 * time.Second)
			for i := range 9 {
				places[0].last.Load().Talk = append(places[0].last.Load().Talk, game.Line{Number: uint64(i + 1), Name: "fern", Text: fmt.Sprint("line ", i)})
			}
			places[0].last.Load().TalkSince++
			p.press("t")
			after(2 * time.Second)
			p.golden(t, fmt.Sprintf("%dx%d-podium-chat", size.Width, size.Height))
		})
	}
}

// The first row tells the time that is left, every second, though nothing happens
// in the world, on any screen.
func TestTimeOfARound(t *testing.T) {
	for _, size := range []Size{{80, 24}, {40, 12}} {
		synctest.Test(t, func(t *testing.T) {
			p, _ := matched(t, size, 0, nil)
			after(time.Second)
			for left := 88; left > 0; left-- {
				after(time.Second)
				want := map[int]string{80: "5 spores  %d:%02d left  biomass 0", 40: "5 spores %d:%02d biomass 0"}[size.Width]
				if got := p.first(t); !strings.Contains(got, fmt.Sprintf(want, left/60, left%60)) {
					t.Fatalf("the first row is %q, not %q", got, want)
				}
			}
		})
	}
}

// When a round is over everybody sees who had the most, and how long it is until
// the next; whatever they want to do is refused until they have entered anew.
func TestNextRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var joins []game.Join
		p, places := matched(t, Size{80, 24}, 2, func(s *Settings) {
			enter := s.Worlds.(onlyWorld)
			s.Worlds = onlyWorld(func(ctx context.Context, j game.Join) (Place, error) {
				joins = append(joins, j)
				if len(joins) > 1 {
					time.Sleep(500 * time.Millisecond)
				}
				return enter(ctx, j)
			})
		})
		after(91 * time.Second)
		for left := 19; left >= 0; left-- {
			rows := strings.Join(p.rows(t), "\n")
			for _, want := range []string{"Round 1 is over", "1 player-0", "1 player-1", "away", ">   3 otter", "you", "The next round begins in " + count(left, "second") + "."} {
				if !strings.Contains(rows, want) {
					t.Fatalf("there is no %q:\n%s", want, rows)
				}
			}
			after(time.Second)
		}
		p.press("\t") // the scores can be read meanwhile
		if got := p.first(t); !strings.HasPrefix(got, "Scores") {
			t.Errorf("the first row is %q", got)
		}
		p.press("\x1b")
		close(places[0].done)
		after(100 * time.Millisecond)
		if got := p.last(t); got != wordsRound.long {
			t.Errorf("the last row is %q", got)
		}
		after(time.Second)
		rows := strings.Join(p.rows(t), "\n")
		if strings.Contains(rows, "is over") || !strings.Contains(rows, "  1:30 left  biomass") || !strings.Contains(rows, "  round 2") || p.last(t) != "Round 2 begins. Everybody has entered anew." {
			t.Errorf("then it shows\n%s", rows)
		}
		if len(joins) != 2 || joins[1].Reclaim != 0 {
			t.Errorf("the joins are %+v", joins)
		}
	})
}

// Until the next round nothing is done in a world, and who tries is told.
func TestRefusedWhenARoundIsOver(t *testing.T) {
	m, h := heralded(t)
	h.notices = []game.Notice{{Kind: game.Refused, Verdict: game.Ended, Pattern: game.Block}}
	if got := m.hears(); got != wordsEnded.long {
		t.Errorf("a plant is answered by %q", got)
	}
	for i, op := range []game.Op{game.OpStep, game.OpChop} {
		m, h := heralded(t)
		m.hears()
		m.stride.want(action{op: op})
		h.echo = game.Echo{Seq: uint32(i + 1), Op: op, Verdict: game.Ended}
		if got := m.hears(); got != wordsEnded.long || m.stride.n != 0 {
			t.Errorf("%v is answered by %q, and %d wait", op, got, m.stride.n)
		}
	}
}

// Who was away when a round ended is told how they placed: on the card of their
// colony, or on one of its own.
func TestCardOfARound(t *testing.T) {
	placed := game.Notice{Kind: game.Remembered, Placed: game.Placed{Round: 3, Place: 2, Of: 5, Best: 120}}
	returned := game.Notice{Kind: game.Returned, Away: &game.Away{Was: 4, Is: 3, For: 60_000}}
	for _, size := range goldenSizes[:2] {
		for name, notices := range map[string][]game.Notice{
			"alone": {placed}, "colony": {returned, placed}, "before": {placed, returned},
		} {
			m, h := heralded(t)
			m.World = "oak"
			m.resize(size)
			h.notices = notices
			m.hears()
			want := "Round 3: you placed 2 of 5, best biomass 120."
			if size.Width == 40 {
				want = "Round 3: 2 of 5, best 120."
			}
			rows := strings.Join(m.card.rows, "\n")
			if m.overlay != cardOpen || strings.Count(rows, want) != 1 || strings.Contains(rows, "Your colony: 4") != (name != "alone") || strings.Contains(rows, "rank") {
				t.Errorf("%s at %v: the card says\n%s", name, size, rows)
			}
			if len(m.card.rows) > size.Height-2 {
				t.Errorf("%s at %v: the card has %d rows", name, size, len(m.card.rows))
			}
		}
	}
	m, h := heralded(t)
	for i := range 5 {
		next := placed
		next.Placed.Round = i + 1
		h.notices = append(h.notices, next)
	}
	m.hears()
	if rows := strings.Join(m.card.rows, "\n"); strings.Contains(rows, "Round 3") || !strings.Contains(rows, "Round 4") || !strings.Contains(rows, "Round 5") {
		t.Errorf("of five rounds the card says\n%s", rows)
	}
	m.open(nothing) // as a key does
	h.notices = []game.Notice{placed}
	if m.hears(); m.overlay != cardOpen || strings.Contains(strings.Join(m.card.rows, "\n"), "Round 5") {
		t.Errorf("the next card says\n%s", strings.Join(m.card.rows, "\n"))
	}
}

// Nobody is seen below a podium: the chat hides no part of that to show them.
func TestChatStaysBelowThePodium(t *testing.T) {
	m, h := heralded(t)
	m.hears()
	m.echo.At.Y = m.camera.at.Y + m.Size.Height - 4
	if top := m.chatTop(3); top != 2 {
		t.Fatalf("over the player the chat begins in row %d", top)
	}
	h.frame.Ends, h.frame.At = 1000, 1000
	if top := m.chatTop(3); top != m.Size.Height-4 {
		t.Errorf("below the podium it begins in row %d", top)
	}
}
