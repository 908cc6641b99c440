package bots

import (
	"testing"

	"pgregory.net/rapid"

	"thicket/game"
)

// one is one of those who are due, if there are any.
func (w *wheel) one(now game.Stamp) (bot uint64, due game.Stamp, ok bool) {
	bots, due := w.next(now, 1)
	if len(bots) == 0 {
		return 0, 0, false
	}
	return bots[0], due, true
}

// Whatever is set comes once, when it is due, give or take a slot, and in the
// order of the slots; all that are due at one stamp come together, unless fewer are
// asked for. What is due and was not handed out is counted.
func TestWheel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.SampledFrom([]game.Stamp{1, slotWidth}).Draw(t, "width")
		start := game.Stamp(rapid.IntRange(0, 1_000_000).Draw(t, "start"))
		w := newWheel(width, start)
		asked := rapid.SliceOfN(rapid.IntRange(0, horizon-slotWidth), 0, 200).Draw(t, "due")
		for i, d := range asked {
			w.set(uint64(i), start+game.Stamp(d))
		}
		seen := make([]bool, len(asked))
		now, before := start, w.at
		for end := start + horizon + slotWidth; ; {
			left := w.before(now + 1 - width)
			for {
				n := rapid.IntRange(1, 5).Draw(t, "at once")
				bots, due := w.next(now, n)
				if len(bots) == 0 {
					break
				}
				if left -= len(bots); len(bots) > n || left < 0 || left != w.before(now+1-width) {
					t.Fatalf("%d of %d come, and %d are left, or %d", len(bots), n, left, w.before(now+1-width))
				}
				for _, bot := range bots {
					want := max(start+game.Stamp(asked[bot]), start-start%width+width)
					switch {
					case seen[bot]:
						t.Fatalf("bot %d came twice", bot)
					case due > want || due <= want-width:
						t.Fatalf("bot %d came as of %d, was due at %d", bot, due, want)
					case due+width > now:
						t.Fatalf("bot %d came at %d, before its slot %d was over", bot, now, due)
					case due < before:
						t.Fatalf("bot %d came out of order", bot)
					}
					seen[bot], before = true, due
				}
			}
			if left != 0 {
				t.Fatalf("%d more are said to be due", left)
			}
			if now == end {
				break
			}
			now = min(end, now+game.Stamp(rapid.IntRange(1, 300).Draw(t, "pause")))
		}
		for bot, ok := range seen {
			if !ok {
				t.Fatalf("bot %d never came", bot)
			}
		}
	})
}

// Beyond the horizon is at the horizon; the past is the next slot.
func TestWheelClamps(t *testing.T) {
	w := newWheel(slotWidth, 1000)
	w.set(1, 1000+10*horizon)
	w.set(2, 0)
	if bot, due, ok := w.one(1000 + 2*slotWidth); !ok || bot != 2 || due != 1000+slotWidth {
		t.Errorf("first comes %d as of %d, %v", bot, due, ok)
	}
	if _, _, ok := w.one(1000 + horizon); ok {
		t.Error("somebody comes before the horizon")
	}
	if bot, due, ok := w.one(1000 + horizon + slotWidth); !ok || bot != 1 || due != 1000+horizon {
		t.Errorf("then comes %d as of %d, %v", bot, due, ok)
	}
}

// Skipping makes all later by the same time, also in the middle of a slot.
func TestWheelSkips(t *testing.T) {
	for _, d := range []game.Stamp{0, 5, 1000, 1280, 12_345, 1_000_000} {
		w := newWheel(slotWidth, 500)
		for i := range uint64(100) {
			w.set(i, 505+game.Stamp(i)*12)
		}
		first, _, _ := w.one(2000)
		w.skip(d)
		for i := uint64(1); i < 100; i++ {
			bot, due, ok := w.one(10_000_000)
			at := 505 + game.Stamp(i)*12
			if want := at - at%slotWidth + d - d%slotWidth; !ok || bot != i || due != want {
				t.Fatalf("skipped %d: bot %d comes as of %d, want %d as of %d", d, bot, due, i, want)
			}
		}
		if _, _, ok := w.one(10_000_000); ok || first != 0 {
			t.Errorf("skipped %d: more than were set come, or %d first", d, first)
		}
	}
}

// In each interval every bot is due about once; after a pause what was missed
// is left out and counted.
func TestDueAfterAPause(t *testing.T) {
	const n = 500
	for _, pause := range []game.Stamp{0, 900, 1500, 3000, 10_000, 60_000} {
		s, err := New("wander", n, 1)
		if err != nil {
			t.Fatal(err)
		}
		s.start(0)
		var o order
		count := func(now game.Stamp) (steps int) {
			for s.due(now, nil, &o) {
				steps += len(o.Steps)
			}
			return steps
		}
		now := game.Stamp(0)
		for ; now < 5000; now += slotWidth {
			count(now)
		}
		count(now)
		now += pause
		before := s.Stats().Missed
		done := count(now)
		missed := int(s.Stats().Missed - before)
		if pause >= 1000 && done > n*12/10 {
			t.Errorf("after a pause of %d ms %d steps of %d bots are due at once", pause, done, n)
		}
		all := n * int(pause) / 1000
		if got := done + missed; got < all*9/10-n/10 || got > all*11/10+n/10 {
			t.Errorf("after a pause of %d ms %d steps are due and %d missed, want %d in all", pause, done, missed, all)
		}
		steps := 0
		for end := now + 10_000; now < end; now += slotWidth {
			steps += count(now)
		}
		if steps < n*95/10 || steps > n*11 {
			t.Errorf("in the 10 s after a pause of %d ms %d bots take %d steps", pause, n, steps)
		}
	}
}

func BenchmarkDue(b *testing.B) {
	s, err := New("wander", 250_000, 1)
	if err != nil {
		b.Fatal(err)
	}
	s.start(0)
	o := newOrder(batchSize)
	now, bots := game.Stamp(0), 0
	b.ReportAllocs()
	for b.Loop() {
		now += slotWidth
		for s.due(now, nil, o) {
			bots += len(o.Steps)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(bots), "ns/bot")
}
