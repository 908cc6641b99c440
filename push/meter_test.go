package push

import (
	"os"
	"runtime"
	"testing"
	"time"
)

// burn keeps a processor busy until the process has used so much of it.
func burn(d time.Duration) {
	for end := ownProcessorTime() + d; ownProcessorTime() < end; {
	}
}

func TestMeter(t *testing.T) {
	pids := []int{0}
	if runtime.GOOS == "linux" { // where others can be measured as well
		pids = append(pids, os.Getpid())
	}
	for _, pid := range pids {
		m := meter{pid: pid}
		m.start()
		began, used := time.Now(), ownProcessorTime()
		burn(100 * time.Millisecond)
		cores, rss := m.take()
		// The kernel counts other processes' time in hundredths of a second.
		want := (ownProcessorTime() - used).Seconds() / time.Since(began).Seconds()
		if low, high := want*0.7, want*1.3; cores < low || cores > high {
			t.Errorf("pid %d: %v cores, wanted %v", pid, cores, want)
		}
		if rss < 1<<20 || rss > 1<<34 {
			t.Errorf("pid %d: %d bytes", pid, rss)
		}
	}
	gone := meter{pid: 1 << 30}
	gone.start()
	if cores, rss := gone.take(); cores != 0 || rss != 0 {
		t.Errorf("of no process: %v cores, %d bytes", cores, rss)
	}
}

func TestMachine(t *testing.T) {
	m := thisMachine()
	if m.OS != runtime.GOOS || m.Arch != runtime.GOARCH || m.Go != runtime.Version() || m.Cores < 1 || m.Cores > runtime.NumCPU() {
		t.Errorf("%+v", m)
	}
	if runtime.GOOS == "linux" && m.Memory < 1<<26 {
		t.Errorf("%d bytes of memory", m.Memory)
	}
}
