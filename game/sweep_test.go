package game

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// What happens where nobody looks is in a frame a second later, at the slowest rate
// as well and however many are woken in groups.
func TestUnwatchedChunksFollowWithinASecond(t *testing.T) {
	for _, c := range []struct {
		fps, viewers int
		founded      bool
	}{
		{fps: 1}, {fps: 1, viewers: spreadFrom}, {fps: 2}, {fps: 2, viewers: spreadFrom},
		{fps: testFPS, viewers: spreadFrom}, {fps: testFPS, founded: true}, {fps: 1, founded: true},
	} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { followsWithinASecond(t, c.fps, c.viewers, c.founded) })
		})
	}
}

func followsWithinASecond(t *testing.T, fps, viewers int, founded bool) {
	w := bareWorld(sized(256, 256))
	var bots []WalkerID // one in each chunk
	for i := range w.chunks {
		bots = append(bots, stand(w, Bot, "", Point{i%w.across*side + 30, i/w.across*side + 30}))
	}
	room := newTestRoom(w, fps)
	if founded {
		room = realm(w, nil)
		room.fps = fps
	}
	room.unclaimed = nil // they stay
	defer start(t, room)()
	swarm := enters(t, room, Join{Batches: 1})
	for range viewers {
		enters(t, room, Join{Frames: true})
	}
	for i := range 25 {
		time.Sleep(time.Duration(37*i%100) * 10 * time.Millisecond)
		b := &Batch{Op: OpStep}
		for _, id := range bots {
			b.Steps = append(b.Steps, BatchStep{Walker: id, Dir: Left + Dir(i%2)})
		}
		send(t, swarm, b)
		time.Sleep(time.Second)
		settle()
		f := room.frame.Load()
		for _, s := range b.Steps {
			if _, ok := f.Walker(Point{int(s.X), int(s.Y)}); !ok {
				t.Fatalf("after step %d a frame of %d ms ago does not show who is at %d,%d", i, room.stamp()-f.At, s.X, s.Y)
			}
		}
	}
}
