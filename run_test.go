package main

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A part that does not end holds the end up for the time that it is given.
func TestPartThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		free := make(chan struct{})
		hangs := start(t.Context(), "saving the worlds", func(context.Context) { <-free })
		ends := start(t.Context(), "the bots", func(ctx context.Context) { <-ctx.Done() })
		began := time.Now()
		if err := ends.end(10 * time.Second); err != nil || time.Since(began) > 0 {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		err := hangs.end(10 * time.Second)
		if err == nil || !strings.Contains(err.Error(), "saving the worlds did not end within 10s") {
			t.Error(err)
		}
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("it took %v", took)
		}
		close(free)
	})
}
