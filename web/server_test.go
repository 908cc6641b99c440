package web

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestHealth(t *testing.T) {
	var broken atomic.Bool
	s, err := New("127.0.0.1:0", func() []string {
		if broken.Load() {
			return []string{"world meadow is being rebuilt"}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

	for _, down := range []bool{false, true, false} {
		broken.Store(down)
		r, err := client.Get("http://" + s.Addr().String() + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		var got health
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		want, status, code := []string{}, "ok", http.StatusOK
		if down {
			want, status, code = []string{"world meadow is being rebuilt"}, "degraded", http.StatusServiceUnavailable
		}
		if r.StatusCode != code || got.Status != status || !slices.Equal(got.Degraded, want) {
			t.Errorf("down %v: %d %+v", down, r.StatusCode, got)
		}
	}
	for path, code := range map[string]int{"/": http.StatusNotFound, "/debug/pprof/": http.StatusNotFound} {
		r, err := client.Get("http://" + s.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		if r.StatusCode != code {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}

	// A client that never ends its request does not keep the server from ending.
	slow, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	_, _ = io.WriteString(slow, "GET /healthz HTTP/1.1\r\nHost:")
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestPortInUse(t *testing.T) {
	s, err := New("127.0.0.1:0", func() []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := New(s.Addr().String(), nil); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("the second one: %v", err)
	}
}
