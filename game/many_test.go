package game

import (
	"fmt"
	"runtime"
	"testing"
	"time"
)

// Ten thousand worlds that were founded and closed leave nothing behind.
func TestManyWorldsLeaveNothing(t *testing.T) {
	const batch, batches = 200, 50
	cfg := sized(16, 16)
	l := manyWorlds(t, LobbyConfig{Meadow: cfg, Keeper: newShelf(), Herder: &drovers{}, MaxOwn: batch})
	defer runs(t, l)()
	foundAndClose(t, l, batch) // what is made once is there
	heap, goroutines := heapOf(), runtime.NumGoroutine()
	for range batches {
		foundAndClose(t, l, batch)
	}
	if more := heapOf() - heap; more > 1<<20 {
		t.Errorf("%d bytes are left", more)
	}
	l.eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines })
	if n := len(l.worlds); n != 1 {
		t.Errorf("%d worlds are in the table", n)
	}
}

// heapOf is how many bytes are in use.
func heapOf() int64 {
	for range 3 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// foundAndClose founds worlds, enters some, and closes all.
func foundAndClose(t *testing.T, l *Lobby, n int) {
	t.Helper()
	var in []*Client
	for i := range n {
		c := lab(fmt.Sprint("world-", i))
		c.Width, c.Height, c.Bots = 16, 16, fmt.Sprint(i%3)
		founds(t, l, c)
		if i%5 == 0 {
			in = append(in, visits(t, l, c.Name, keyed("ada")))
		}
	}
	for i := range n {
		if err := l.CloseWorld(fmt.Sprint("world-", i), nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range in {
		<-c.Over()
	}
	l.eventually(t, func() bool { return len(l.worlds) == 1 })
}

// eventually waits until something is so.
func (l *Lobby) eventually(t *testing.T, so func() bool) {
	t.Helper()
	for range 20_000 {
		l.mu.Lock()
		ok := so()
		l.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it never comes to pass")
}
