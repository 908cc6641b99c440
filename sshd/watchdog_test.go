package sshd

import (
	"testing"
	"testing/synctest"
	"time"
)

// It goes off when one write takes too long, to the moment, however many there were
// before.
func TestWatchdogGoesOffInTime(t *testing.T) {
	const after, write = 5 * time.Second, 40 * time.Millisecond
	for _, writes := range []int{0, 1, 30, 49, 50, 51, 500} {
		synctest.Test(t, func(t *testing.T) {
			var off []time.Time
			var w watchdog
			w.watch(after, func() { off = append(off, time.Now()) })
			for range writes {
				w.arm()
				time.Sleep(write)
				w.disarm()
				time.Sleep(100*time.Millisecond - write)
			}
			began := time.Now()
			w.arm()
			time.Sleep(10 * after)
			w.disarm()
			synctest.Wait()
			if len(off) != 1 || off[0].Sub(began) != after {
				t.Errorf("after %d writes at %v it went off at %v", writes, began, off)
			}
		})
	}
}

// Where nothing is written for long it does nothing, and is there when something is.
func TestWatchdogRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		off := false
		var w watchdog
		w.watch(time.Second, func() { off = true })
		for _, pause := range []time.Duration{0, time.Millisecond, time.Second, 1001 * time.Millisecond, time.Hour} {
			w.arm()
			time.Sleep(999 * time.Millisecond)
			w.disarm()
			time.Sleep(pause)
			if off {
				t.Fatalf("it went off, %v after a write that took long", pause)
			}
		}
		w.arm()
		time.Sleep(1001 * time.Millisecond)
		if synctest.Wait(); !off {
			t.Error("it did not go off")
		}
	})
}

func TestWatchdogAllocatesNothing(t *testing.T) {
	var w watchdog
	w.watch(time.Hour, func() {})
	if n := testing.AllocsPerRun(100, func() {
		w.arm()
		w.disarm()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
