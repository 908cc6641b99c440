package tui

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// The sessions' tests run whole sessions in bubbles of fake time, Bubble Tea
// included.

// wood is the configuration of the tests' world.
func wood() game.Config {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees, cfg.Glade, cfg.Seed = 200, 150, 10, 4, 7
	cfg.NearMin, cfg.NearMax = 5, 30
	return cfg
}

// clearing is a world without trees, in which bacteria stand still.
func clearing(width, height int) game.Config {
	cfg := wood()
	cfg.Width, cfg.Height, cfg.Trees = width, height, 0
	cfg.Generations, cfg.Before = 0, 0
	return cfg
}

// forest is a running lobby.
type forest struct{ *game.Lobby }

func newForest(t *testing.T, cfg game.Config) *forest {
	t.Helper()
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: cfg, FPS: 12})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- lobby.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the lobby: %v", err)
		}
	})
	return &forest{lobby}
}

// enter is what a session is given.
func (f *forest) enter(ctx context.Context, j game.Join) (Place, error) {
	c, err := f.Enter(ctx, game.Meadow, j)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// joins brings somebody in who has no screen.
func (f *forest) joins(t *testing.T, j game.Join) *game.Client {
	t.Helper()
	c, err := f.Enter(t.Context(), game.Meadow, j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fall makes the room panic: a swarm hands it no batch.
func (f *forest) fall(t *testing.T) {
	t.Helper()
	swarm := f.joins(t, game.Join{Batches: 1})
	swarm.Submit(nil)
	<-swarm.Done()
}

// stats are the world's counters as of a frame that shows all that was done.
func (f *forest) stats(t *testing.T) game.Stats {
	t.Helper()
	time.Sleep(100 * time.Millisecond)
	synctest.Wait()
	s, err := f.Stats(game.Meadow)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// player is a session and its client.
type player struct {
	*tty
	end  context.CancelCauseFunc
	over chan struct{}
	err  error // when over
}

// onlyWorld is a server whose one world is entered by a function.
type onlyWorld func(context.Context, game.Join) (Place, error)

func (onlyWorld) List() []game.Listing { return nil }
func (enter onlyWorld) Enter(ctx context.Context, _ string, j game.Join) (Place, error) {
	return enter(ctx, j)
}
func (onlyWorld) Found(context.Context, game.Charter) error { return errors.New("none can be founded") }
func (onlyWorld) Bots(spec string, _ int) (string, error)   { return spec, nil }
func (onlyWorld) Account(context.Context, string) (string, error) {
	return "", game.ErrNobody
}

// settings are those of a client of a good terminal.
func settings(enter func(context.Context, game.Join) (Place, error)) Settings {
	return Settings{
		World: game.Meadow, Worlds: onlyWorld(enter), Profile: game.Profile{Name: "otter"}, Guest: true,
		Term: "xterm-256color", Environ: []string{"LANG=C.UTF-8", "COLORTERM=truecolor"},
		Size: Size{80, 24}, Log: slog.New(slog.DiscardHandler),
	}
}

// plays begins a session. It must not be open when the test ends: the test
// fails if it crashed, unless the test itself waited for its end.
func plays(t *testing.T, s Settings) *player {
	t.Helper()
	return playsOn(t, newTTY(s.Size), s)
}

func playsOn(t *testing.T, c *tty, s Settings) *player {
	t.Helper()
	ctx, end := context.WithCancelCause(context.Background())
	p := &player{tty: c, end: end, over: make(chan struct{})}
	go func() {
		defer close(p.over)
		p.err = Run(ctx, c, s)
	}()
	t.Cleanup(func() {
		select {
		case <-p.over:
		default:
			if err := p.leaves(errors.New("the test is over")); err != nil {
				t.Errorf("the session: %v", err)
			}
		}
		c.close()
		time.Sleep(2 * hintsAfter) // Bubble Tea's timers cannot be stopped
	})
	synctest.Wait()
	return p
}

// leaves ends a session from outside and gives its error.
func (p *player) leaves(why error) error {
	p.end(why)
	return p.waits()
}

func (p *player) waits() error {
	<-p.over
	return p.err
}

// after lets time pass and waits until all is done.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

const (
	up    = "\x1b[A"
	down  = "\x1b[B"
	right = "\x1b[C"
	left  = "\x1b[D"
)

// given enters a place that is there already, of a client that has a wake-up of its
// own.
func given(p Place, c *game.Client) func(context.Context, game.Join) (Place, error) {
	return func(_ context.Context, j game.Join) (Place, error) {
		go func() {
			for {
				select {
				case <-c.Wake():
					select {
					case j.Wake <- struct{}{}:
					default:
					}
				case <-c.Done():
					return
				}
			}
		}()
		return p, nil
	}
}
