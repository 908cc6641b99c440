package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"thicket/sshd/sshtest"
)

// crowders is a crowd that comes, plays and goes, again and again.
type crowders struct {
	sync.WaitGroup
	visits atomic.Int64
}

// startCrowd lets n players in, each with a key of its own, until ctx ends or
// the server does.
func startCrowd(ctx context.Context, addr string, n int) *crowders {
	c := new(crowders)
	for i := range n {
		c.Go(func() {
			for ctx.Err() == nil {
				if visit(ctx, addr, i) == nil {
					c.visits.Add(1)
				}
			}
		})
	}
	return c
}

// visit is one stay: some walk and plant, then a goodbye or none.
func visit(ctx context.Context, addr string, i int) error {
	p, err := sshtest.Dial(ctx, addr, sshtest.Options{
		User: fmt.Sprintf("crowd%d", i), Signer: sshtest.KeyFromSeed(uint64(i)), Blind: true,
	})
	if err != nil {
		return err
	}
	defer p.Close()
	keys := []string{sshtest.Up, sshtest.Down, sshtest.Left, sshtest.Right, "11", "22", "44"}
	pace := time.NewTicker(150 * time.Millisecond)
	defer pace.Stop()
	for range 10 + rand.N(20) {
		if err := p.Press(keys[rand.N(len(keys))]); err != nil {
			return err
		}
		select {
		case <-pace.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if rand.N(2) == 0 {
		return nil // no word
	}
	return p.Press("qy")
}
