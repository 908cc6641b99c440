package push

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"

	"thicket/game"
	"thicket/tui"
)

// viewer is a player who stands in the world and looks: a whole session, but for the
// SSH connection. Its terminal counts what is written.
type viewer struct {
	paints, bytes atomic.Int64  // a paint is one Write
	sees          chan struct{} // closed at the first paint
	leaves        chan struct{} // closed when the session is over

	paintsBefore, bytesBefore int64 // at the last start
}

func newViewer() *viewer {
	return &viewer{sees: make(chan struct{}), leaves: make(chan struct{})}
}

// look plays until ctx is done. Error: the viewer could not enter, or the session
// broke.
func (v *viewer) look(ctx context.Context, lobby *game.Lobby, gate *tui.Gate, i int) error {
	defer close(v.leaves)
	name := fmt.Sprintf("viewer-%d", i+1)
	err := tui.Run(ctx, v, tui.Settings{
		World: game.Meadow, Worlds: meadow{lobby}, Profile: game.Profile{Name: name},
		Guest: true, Term: "xterm-256color", Environ: []string{"LANG=C.UTF-8", "COLORTERM=truecolor"},
		Size: tui.Size{Width: 80, Height: 24}, Log: slog.New(slog.DiscardHandler), Gate: gate,
		Keep:   func(_ context.Context, p game.Profile) (game.Profile, error) { return p, nil },
		Top:    func(context.Context, game.Period) ([]game.Standing, error) { return nil, nil },
		Placed: func(context.Context, game.Period) (s game.Standing, err error) { return s, nil },
	})
	switch {
	case ctx.Err() != nil:
		return nil
	case err == nil:
		return fmt.Errorf("%s left", name)
	}
	return fmt.Errorf("%s left: %w", name, err)
}

// start begins to count anew.
func (v *viewer) start() {
	v.paintsBefore, v.bytesBefore = v.paints.Load(), v.bytes.Load()
}

// take is what was painted since start.
func (v *viewer) take() (paints, bytes int64) {
	return v.paints.Load() - v.paintsBefore, v.bytes.Load() - v.bytesBefore
}

// Read waits: a viewer presses no key.
func (v *viewer) Read([]byte) (int, error) {
	<-v.leaves
	return 0, io.EOF
}

// Write counts. The first one makes the terminal ready, the second is a paint.
func (v *viewer) Write(p []byte) (int, error) {
	v.bytes.Add(int64(len(p)))
	if v.paints.Add(1) == 2 {
		close(v.sees)
	}
	return len(p), nil
}

// Ping answers at once.
func (v *viewer) Ping() error { return nil }

// meadow is a lobby as viewers know it: one world.
type meadow struct{ lobby *game.Lobby }

var errOneWorld = errors.New("there is one world here")

func (m meadow) List() []game.Listing { return m.lobby.List() }

func (m meadow) Enter(ctx context.Context, world string, j game.Join) (tui.Place, error) {
	c, err := m.lobby.Enter(ctx, world, j)
	if err != nil {
		return nil, err // and no client in an interface
	}
	return c, nil
}

func (meadow) Found(context.Context, game.Charter) error { return errOneWorld }
func (meadow) Bots(string, int) (string, error)          { return "", errOneWorld }
func (meadow) Account(context.Context, string) (string, error) {
	return "", game.ErrNobody
}
