package game

import (
	"fmt"
	"testing"
)

// BenchmarkFoundedWorld is a second of a world of 128 x 128 with 20 bots that
// step once a second: its frames, generations, steps and snapshots. 1,000,000
// ns/op are a thousandth of a core for each such world.
func BenchmarkFoundedWorld(b *testing.B) {
	for _, viewers := range []int{0, 1} {
		b.Run(fmt.Sprintf("viewers=%d", viewers), func(b *testing.B) { benchFounded(b, viewers) })
	}
}

func benchFounded(b *testing.B, viewers int) {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = 128, 128
	w := mustWorld(b, cfg)
	c := NewCharter("lab")
	h := &home{}
	h.charter.Store(&c)
	r := newRoom("lab", w, testFPS, new(counters), nil, h)
	swarm := seated(r, Join{Batches: 1})
	bots := &Batch{Op: OpEnter, Steps: make([]BatchStep, 20)}
	r.applyBatch(0, swarm.seat, bots)
	for range viewers {
		seated(r, Join{Name: "ada", Frames: true}).Watch(Rect{Min: Point{24, 52}, Max: Point{104, 76}})
	}
	b.ReportAllocs()
	now, n := Stamp(0), 0
	for b.Loop() {
		for range testFPS {
			now += 1000 / testFPS
			for i := range 2 { // of 20 bots so many are due
				one := &Batch{Op: OpStep, Steps: []BatchStep{{Walker: bots.Steps[(n+i)%20].Walker, Dir: Dir(n / 40 % 4)}}}
				r.applyBatch(now, swarm.seat, one)
				<-swarm.back
			}
			n += 2
			r.begin(now, r.advance(now))
			r.evict(now)
			r.reign(now)
			r.shoot()
			r.save()
		}
	}
}
