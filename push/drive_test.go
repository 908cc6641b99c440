package push

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestDrive(t *testing.T) {
	cmd := os.Getenv("DRIVE_SERVER")
	if cmd == "" {
		t.Skip()
	}
	if a := os.Getenv("DRIVE_PPROF"); a != "" {
		go http.ListenAndServe(a, nil)
	}
	keys, _ := strconv.ParseFloat(os.Getenv("DRIVE_KEYS"), 64)
	hold, _ := time.ParseDuration(os.Getenv("DRIVE_HOLD"))
	l, err := NewSessions(context.Background(), SessionsConfig{Server: strings.Fields(cmd), Width: 80, Height: 24, Keys: keys, Chaff: os.Getenv("DRIVE_CHAFF") != ""})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { fmt.Println("close:", l.Close()) }()
	for _, w := range strings.Fields(os.Getenv("DRIVE_LOADS")) {
		n, _ := strconv.Atoi(w)
		began := time.Now()
		if err := l.Grow(context.Background(), n, func(int) {}); err != nil {
			t.Error(err)
			return
		}
		fmt.Println(n, "grown in", time.Since(began))
		l.Start()
		if p := os.Getenv("DRIVE_PERF"); p != "" {
			for name, pid := range map[string]int{"server": l.(*sessions).server.pid, "gen": os.Getpid()} {
				c := exec.Command("perf", "record", "-q", "-g", "-F", "499", "-p", strconv.Itoa(pid), "-o", fmt.Sprintf("%s-%s-%d.data", p, name, n), "sleep", "6")
				c.Start()
				defer c.Wait()
			}
		}
		time.Sleep(hold)
		so := l.Take()
		b, _ := json.Marshal(so)
		fmt.Println(string(b))
		paints := so.FPS * float64(so.Load)
		if so.Load > 0 {
			fmt.Printf("   %d: server %.1f us/paint, generator %.1f us/paint, %.0f B/paint, RSS %.0f KiB/session, blocked %.1f%%\n", n, 1e6*so.Cores/paints, 1e6*so.Generator/paints, so.Bytes/paints, float64(so.RSS)/1024/float64(so.Load), 100*float64(so.Blocked)/float64(so.Done))
		}
	}
}
