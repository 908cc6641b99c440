package game

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// A world that breaks while it falls asleep goes on from its newest snapshot; one
// that has none closes. The other worlds notice nothing.
func TestWorldThatBreaksOnFallingAsleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{})
		defer runs(t, l)()
		founds(t, l, lab("other"))
		ada := visits(t, l, "other", keyed("ada"))
		c := lab("pond")
		l.mu.Lock()
		h := l.host("pond")
		h.charter.Store(&c)
		h.stop = func(error) {}
		l.mu.Unlock()
		broken := func() *Room {
			r := l.roomOf(h, bareWorld(sized(64, 64)))
			l.replace(h, r)
			r.world = nil
			return r
		}
		f := falls{pause: freshPause}
		next := l.after(t.Context(), h, broken(), &f, errIdle)
		if next == nil || next.world == nil || !slices.Contains(l.Worlds(), "pond") {
			t.Fatal("it does not go on from its snapshot")
		}
		next.end(nil)
		lost := broken()
		lost.snapshot.Store(nil)
		if next := l.after(t.Context(), h, lost, &f, errIdle); next != nil || slices.Contains(l.Worlds(), "pond") {
			t.Errorf("without a snapshot it goes on: %v", l.Worlds())
		}
		before := ada.Frame().Number
		ada.Step(Right)
		time.Sleep(time.Second)
		if ada.Frame().Number == before {
			t.Error("another world stands still")
		}
	})
}
