package push

import (
	"testing"
	"testing/synctest"
	"time"
)

// Viewers who stand among bots get the frames' rate, also when they have long dozed off;
// a lab with viewers leaves nothing behind.
func TestViewersSee(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lab, err := NewBots(t.Context(), BotsConfig{Width: 100, Height: 100, Viewers: 3, FPS: 12, Seed: 2})
		if err != nil {
			t.Fatal(err)
		}
		if err := lab.Grow(t.Context(), 300, func(int) {}); err != nil {
			t.Fatal(err)
		}
		for range 3 { // they doze after a minute
			lab.Start()
			time.Sleep(30 * time.Second)
			l := lab.Take()
			if l.Slowest < 10 || l.Fastest > 13 || l.FPS < l.Slowest || l.FPS > l.Fastest || l.Bytes < 1000 || l.Done != l.Due {
				t.Errorf("%+v", l)
			}
		}
		if err := lab.Close(); err != nil {
			t.Error(err)
		}
		time.Sleep(20 * time.Second) // timers of Bubble Tea cannot be stopped
	})
}
