package game

import (
	"context"
	"strconv"
)

// Check takes numbers.
func (d *drovers) Check(spec string, cells int) (string, error) {
	n, err := strconv.Atoi(spec)
	if err != nil || n < 0 || n > MostBots(cells) {
		return "", errNoSpec
	}
	return strconv.Itoa(n), nil
}

// Herd keeps as many bots as were asked for; they stand still.
func (d *drovers) Herd(ctx context.Context, world string, enter func(context.Context, Join) (*Client, error), specs <-chan string) {
	d.count(world, 1)
	defer d.count(world, -1)
	var swarm *Client
	var done <-chan struct{}
	most := 0
	for {
		select {
		case spec := <-specs:
			most, _ = strconv.Atoi(spec)
			if d.panics {
				panic("the drovers are lost")
			}
		case <-done:
		case <-ctx.Done():
			if swarm != nil {
				swarm.Leave()
			}
			return
		}
		if swarm != nil {
			swarm.Leave()
		}
		swarm, done = enterBots(ctx, enter, most)
	}
}

func enterBots(ctx context.Context, enter func(context.Context, Join) (*Client, error), most int) (*Client, <-chan struct{}) {
	swarm, err := enter(ctx, Join{Batches: 1})
	if err != nil {
		return nil, nil
	}
	swarm.Submit(&Batch{Op: OpEnter, Steps: make([]BatchStep, most)})
	return swarm, swarm.Done()
}

func (d *drovers) count(world string, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.herds == nil {
		d.herds = map[string]int{}
	}
	d.herds[world] += n
	d.begun += max(n, 0)
}

func (d *drovers) of(world string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.herds[world]
}
