package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"thicket/game"
	"thicket/tui/screen"
)

// Size is a terminal's size in character cells.
type Size struct{ Width, Height int }

// Terminal is a session's line to its client.
type Terminal interface {
	// Read gives what the client typed; it fails when the client is gone.
	io.Reader
	// Write blocks while the client does not read; whoever implements it
	// closes the connection when it makes no progress for too long.
	io.Writer
	// Ping asks the client for an answer and waits for it. What was written
	// before has reached the client by then. It is no terminal input.
	Ping() error
}

// Place is a walker's place in a world, as a session knows it. A *game.Client
// is one. Step, Plant, Chop, Dress and Notice belong to one goroutine. The
// methods never wait, except Leave and Drop, of which only the first call does
// anything.
type Place interface {
	Walker() game.WalkerID
	Step(game.Dir) (seq uint32, ok bool)
	Plant(game.Pattern) (seq uint32, ok bool)
	Chop() (seq uint32, ok bool)
	Notice() (game.Notice, bool)
	Stir() bool
	Watch(game.Rect)
	Echo() game.Echo
	Frame() *game.Frame
	Done() <-chan struct{}
	Leave()
	Drop()
	Dress(name string, look game.Look) bool
	Speak(game.Speech) bool
	Decree(game.Decree) bool
	Gaze(game.WalkerID) bool
	Over() <-chan struct{}
	Why() error
}

// Worlds is what a session knows of the worlds. Its methods may be called from
// any goroutine. Errors are fit for the player's eyes.
type Worlds interface {
	// List are those that the player may see, the meadow first.
	List() []game.Listing
	// Enter brings the player into one. It waits for ctx while the world is being
	// rebuilt.
	Enter(ctx context.Context, world string, j game.Join) (Place, error)
	// Found makes one, whose crown the player wears. Name and what was chosen are
	// needed; the player is added.
	Found(ctx context.Context, c game.Charter) error
	// Bots is what a specification of bots means in a world of so many cells.
	Bots(spec string, cells int) (string, error)
	// Account is the key of who bears a name. It waits for a disk.
	Account(ctx context.Context, name string) (account string, err error)
}

// Settings is what a session must know of its client and its world.
type Settings struct {
	World        string // where they begin
	Worlds       Worlds
	Watch        bool        // they only look on, without a walker
	Whom         string      // of those who look on: the player whom they want to see; "": where things happen
	game.Profile             // who plays, and what they chose
	Guest        bool        // came without a key
	Admin        bool        // may rule every founded world
	Account      string      // the key's fingerprint; "" of a guest
	Last         time.Time   // when they were here before; zero: never
	Term         string      // TERM, cleaned
	Environ      []string    // NAME=value, only those that a client may send
	Size         Size        // 1 x 1 at least
	Resizes      <-chan Size // newest wins; may be nil
	Log          *slog.Logger
	Gate         *Gate // of all sessions of a process; nil: nobody waits for others

	// Keep keeps a profile for good, or for a guest as long as they are here,
	// and says what is kept then; the error is fit for the player's eyes. It
	// waits for a disk.
	Keep func(context.Context, game.Profile) (game.Profile, error)
	// Top is a ranking of the meadow, the best first. It waits for a disk.
	Top func(context.Context, game.Period) ([]game.Standing, error)
	// Placed is the player's own line of that ranking; its rank is 0 if there is
	// none. It waits for a disk.
	Placed func(context.Context, game.Period) (game.Standing, error)
	// Echoed is told how long it took from reading a key to handing the paint
	// that answers its action to the terminal's writer; an action that had to
	// wait for its turn counts from then on. It never waits. May be nil.
	Echoed func(time.Duration)
}

// Run plays until the player leaves, the client is gone or ctx is cancelled;
// then the cause of ctx (context.Cause) is what the client is told. The
// client's screen is restored on every way out. The error is nil unless the
// player could not enter or the session crashed.
func Run(ctx context.Context, t Terminal, s Settings) error {
	line := newLine(t, s.Gate)
	line.begin() // it has no painter yet, and may never have one
	defer line.close()
	place, err := s.Worlds.Enter(ctx, s.World, game.Join{
		Name: s.Name, Account: s.Account, Look: s.Look, Frames: true, Watch: s.Watch, Wake: line.wake, News: line.news,
	})
	if err != nil {
		return fmt.Errorf("enter %s: %w", s.World, err)
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	r := &session{Settings: s, end: end, line: line, wishes: make(chan wish, 1)}
	r.alarm.timer = time.AfterFunc(time.Hour, line.poke)
	defer r.alarm.timer.Stop()
	defer func() { r.part(ctx, place) }() // the follower may never have begun
	r.model = newModel(s, place, r.line)
	r.model.ctx, r.model.guard, r.model.wishes = ctx, r.guard, r.wishes
	r.program = tea.NewProgram(guarded{r},
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutSignalHandler(),
		tea.WithEnvironment(nil), tea.WithColorProfile(colorprofile.NoTTY))
	return r.play(ctx, t, place)
}

// session is one client's goroutines and what they share.
type session struct {
	Settings
	end     context.CancelCauseFunc
	line    *line
	turn    sync.Mutex // held by who calls the model
	model   *model
	alarm   alarm // of the model; under turn
	program *tea.Program
	wishes  chan wish      // of the model to the follower; holds one
	waits   sync.WaitGroup // for painter and follower
}

// ErrGone is the cause of a session's end when its client is no longer there.
var ErrGone = errors.New("the client is gone")

// ErrSent is wrapped by the cause of a session's end when its player was sent
// away (kicked, banned): their walker does not wait for them.
var ErrSent = errors.New("sent away")

// errLeft is the cause when the player left by a key.
var errLeft = errors.New("the player left")

// ErrBroke is what Run returns when something in the session panicked; the
// player has been told.
var ErrBroke = errors.New("the session broke")

func (r *session) play(ctx context.Context, t Terminal, place Place) error {
	if _, err := t.Write(screen.Enter(nil)); err != nil {
		return nil
	}
	go r.guard("reader", func() { r.read(t) })
	go r.guard("pinger", func() { r.line.ping(ctx, r.end) })
	r.line.end()
	r.line.poke()
	r.wait("painter", func() { r.line.paint(ctx, r, r.end) })
	f := &follower{session: r, place: place, world: r.World, watch: r.Watch}
	r.wait("follower", func() { f.follow(ctx) })

	_, err := r.program.Run()
	if err == nil {
		r.end(errLeft)
	}
	r.end(nil)
	r.waits.Wait()
	cause := context.Cause(ctx)
	crashed := errors.Is(err, tea.ErrProgramPanic) || errors.As(cause, new(crash))
	r.guard("end", func() {
		_, _ = t.Write(append(screen.Leave(nil), r.farewell(err, cause, crashed)...))
	})
	r.guard("end", func() { r.model.keepLast(ctx) })
	if crashed {
		return fmt.Errorf("%w: %w", ErrBroke, errors.Join(err, cause))
	}
	return nil
}

// farewell is the line that stays on the client's screen.
func (r *session) farewell(err, cause error, crashed bool) string {
	switch {
	case crashed:
		return "Your session broke, sorry. The forest goes on: come back.\r\n"
	case err == nil:
		return "Goodbye, " + r.model.Name + ".\r\n"
	case errors.Is(cause, context.Canceled), errors.Is(cause, ErrGone):
		return ""
	}
	return "Thicket: " + cause.Error() + "\r\n"
}

// crash is a panic in one of the session's goroutines.
type crash struct {
	in    string
	value any
}

func (c crash) Error() string { return fmt.Sprintf("panic in the %s: %v", c.in, c.value) }

// guard runs f; a panic in it ends the session.
func (r *session) guard(name string, f func()) {
	defer func() {
		if p := recover(); p != nil {
			r.Log.Error("a session broke", "in", name, "panic", p, "stack", string(debug.Stack()))
			r.end(crash{name, p})
		}
	}()
	f()
}

func (r *session) wait(name string, f func()) {
	r.waits.Go(func() { r.guard(name, f) })
}

// guarded is the model as Bubble Tea runs it. View is empty, since package
// screen paints; a panic ends the session as elsewhere, before Bubble Tea
// prints it on the server's stderr.
type guarded struct{ *session }

// Init stops the ticker that Bubble Tea runs even without a renderer: 1,000
// idle sessions would wake the machine 1,000 times a second. There is no
// terminal to release.
func (g guarded) Init() tea.Cmd {
	return func() tea.Msg {
		_ = g.program.ReleaseTerminal()
		return nil
	}
}

func (g guarded) View() tea.View { return tea.View{} }

func (g guarded) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	return g, g.update(msg)
}

// part gives a place back. Who left, was sent away or plays in another world
// takes their walker along; otherwise it may wait for them.
func (r *session) part(ctx context.Context, place Place) {
	switch cause := context.Cause(ctx); {
	case place.Why() != nil: // the room has it back
	case errors.Is(cause, errLeft), errors.Is(cause, ErrSent), errors.Is(cause, game.ErrTakenOver):
		place.Leave()
	default:
		place.Drop()
	}
}
