package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// However long the room is held up, each of many viewers hears of the frame.
func TestNobodyIsForgottenAfterAStall(t *testing.T) {
	for beats := range 20 {
		synctest.Test(t, func(t *testing.T) {
			r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
			r.began = time.Now()
			r.spreads, r.ticker = r.began, time.NewTicker(time.Hour)
			defer r.ticker.Stop()
			var viewers []*Client
			for range spreadFrom + 16 {
				c := seated(r, Join{Frames: true})
				c.Watch(Rect{Max: Point{64, 64}})
				viewers = append(viewers, c)
			}
			turn := func(after time.Duration) {
				time.Sleep(after)
				r.tick()
			}
			for range 2*testFPS*spreadGroups + 1 { // all is quiet
				turn(r.interval())
			}
			for r.beat%spreadGroups != spreadGroups-1 { // the first group is next
				turn(r.interval())
			}
			r.world.Enter(r.stamp(), Bot, "", Look{})
			for _, c := range viewers {
				woken(c)
			}
			turn(r.interval())
			turn(time.Duration(beats) * r.interval())
			for range 3 * spreadGroups {
				turn(r.interval())
			}
			for i, c := range viewers {
				if !woken(c) {
					t.Fatalf("after %d beats viewer %d has not heard of it", beats, i)
				}
			}
		})
	}
}
