package game

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Whoever comes, speaks, watches and goes: lines have numbers without a gap and
// texts that can be said, frames keep theirs, and as many watch a player as there
// are clients that do.
func TestTalkAndGazesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newTestRoom(bareWorld(sized(32, 32)), testFPS)
		var clients []*Client
		var last Line
		now := Stamp(0)
		for range rapid.IntRange(1, 120).Draw(t, "commands") {
			now += Stamp(rapid.IntRange(0, 2000).Draw(t, "passes"))
			if len(clients) == 0 || rapid.IntRange(0, 9).Draw(t, "enters") == 0 {
				name := rapid.SampledFrom([]string{"ada", "bob", "Ada"}).Draw(t, "name")
				j := Join{Name: name, Frames: true, Watch: rapid.Bool().Draw(t, "watches")}
				if rapid.Bool().Draw(t, "keyed") {
					j.Account = "key of " + name
				}
				clients = append(clients, seated(r, j))
				continue
			}
			c := rapid.SampledFrom(clients).Draw(t, "client")
			switch rapid.IntRange(0, 9).Draw(t, "does") {
			case 0:
				r.dismiss(now, OpLeave, c.seat)
			case 1:
				r.dismiss(now, OpAway, c.seat)
			case 2, 3, 4:
				r.gaze(c.seat, rapid.SampledFrom(clients).Draw(t, "at").Walker())
			default:
				r.speak(now, c.seat, Speech{
					Kind: SpeechKind(rapid.IntRange(0, 2).Draw(t, "kind")),
					To:   rapid.SampledFrom([]string{"ada", "ADA~2", "nobody"}).Draw(t, "to"),
					Text: rapid.String().Draw(t, "text"),
				})
			}
			r.publish()
			last = checkTalk(t, r, last)
		}
	})
}

func checkTalk(t *rapid.T, r *Room, last Line) Line {
	f := r.frame.Load()
	for i, l := range f.Talk {
		if !fit(l.Text) || !utf8.ValidString(l.Text) || i > 0 && l.Number != f.Talk[i-1].Number+1 || l.Number == last.Number && l != last {
			t.Fatalf("line %d is %+v", i, l)
		}
		if i == len(f.Talk)-1 {
			if l.Number != last.Number && l.Number != last.Number+1 {
				t.Fatalf("line %d follows on %d", l.Number, last.Number)
			}
			last = l
		}
	}
	if len(f.Talk) > mostLines || len(r.talk.tongues) > 64 || len(r.glimpses) > mostGazes {
		t.Fatalf("%d lines, %d tongues, %d glimpses", len(f.Talk), len(r.talk.tongues), len(r.glimpses))
	}
	eyes := map[WalkerID]int{}
	for _, s := range r.viewers {
		if s.gaze != 0 {
			eyes[s.gaze]++
		}
	}
	for _, p := range f.Players {
		if p.Eyes != eyes[p.Walker] {
			t.Fatalf("%d watch %s, who has %d eyes on them", eyes[p.Walker], p.Name, p.Eyes)
		}
	}
	return last
}
