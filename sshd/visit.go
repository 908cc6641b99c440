package sshd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"thicket/game"
	"thicket/tui"
)

// topLines is how many lines of a ranking a player's screen is given.
const topLines = 100

// visit is a session that plays, from arriving to departing.
type visit struct {
	*session
	seat  *present
	log   *slog.Logger
	began time.Time
	to    destination

	mu       sync.Mutex // held while a profile is kept
	now      game.Visit
	departed bool
}

// visitor is who comes, before it is known what is kept of them.
func (x *session) visitor() game.Visitor {
	return game.Visitor{Account: x.who.fingerprint, Name: x.who.name, Look: x.who.look}
}

// address is where the client calls from; invalid if it is no IP address.
func address(a net.Addr) netip.Addr {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return tcp.AddrPort().Addr().Unmap().WithZone("")
}

// play hands the terminal to the game.
func play(ctx context.Context, x *session, to destination) int {
	missing, err := x.reach(&to)
	if err != nil {
		return x.fail(err)
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	v := &visit{session: x, log: x.log, began: time.Now(), to: to, seat: &present{
		account: x.who.fingerprint, from: address(x.conn.RemoteAddr()), block: x.conn.source, admin: x.admin(), end: end, looks: to.looks,
	}}
	if !x.srv.roster.enter(v.seat, x.srv.cfg.MaxPlayers) {
		x.srv.counters.full.Add(1)
		x.complain("the forest is full (places: %d); come back in a little while", x.srv.cfg.MaxPlayers)
		return exitFailed
	}
	defer x.srv.roster.leave(v.seat)
	// A ban that comes now either finds them in the roster or is found here.
	if ban, banned := x.banned(); banned {
		x.complain("%s", sentence(ban))
		return exitFailed
	}
	if err := v.arrive(ctx); err != nil {
		return v.ended(ctx, err)
	}
	defer v.depart()
	if missing {
		if err := v.found(ctx); err != nil {
			return v.ended(ctx, err)
		}
	}
	return v.ended(ctx, x.srv.cfg.Play(ctx, x.terminal, v.settings()))
}

// errSlow is why somebody cannot arrive.
var errSlow = errors.New("the server's disk does not answer")

// arrive finds the visitor's name.
func (v *visit) arrive(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, v.srv.cfg.limits.arrive, errSlow)
	defer cancel()
	if v.now, err = v.srv.cfg.People.Arrive(ctx, v.visitor()); err != nil {
		return fmt.Errorf("arrive: %w", cmp.Or(context.Cause(ctx), err))
	}
	v.srv.roster.rename(v.seat, v.now.Profile.Name)
	v.log = v.log.With("player", v.now.Profile.Name)
	v.log.Info("session began", "guest", v.who.guest, "key", v.who.fingerprint,
		"client", v.client, "term", v.term, "width", v.resizes.size().Width, "height", v.resizes.size().Height)
	return nil
}

func (v *visit) depart() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.departed = true
	v.srv.cfg.People.Depart(v.now)
}

// keep keeps a profile. It waits for a disk, and for the one before.
func (v *visit) keep(ctx context.Context, p game.Profile) (game.Profile, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.departed {
		return v.now.Profile, tui.ErrGone
	}
	kept, err := v.srv.cfg.People.Change(ctx, v.now, p)
	if err != nil {
		return v.now.Profile, err
	}
	v.now.Profile = kept
	v.srv.roster.rename(v.seat, kept.Name)
	return kept, nil
}

// found makes the world that is asked for, unless somebody else just did.
func (v *visit) found(ctx context.Context) error {
	err := worlds{v}.Found(ctx, *v.to.found)
	if _, there := v.lookUp(v.to.world); err != nil && there && v.to.chosen == "" {
		return nil
	}
	return err
}

// settings is what the player's interface is told. Rankings are those of the
// meadow, wherever they play.
func (v *visit) settings() tui.Settings {
	people := v.srv.cfg.People
	return tui.Settings{
		World:   v.to.world,
		Worlds:  worlds{v},
		Watch:   v.to.looks,
		Whom:    v.to.whom,
		Profile: v.now.Profile,
		Guest:   v.who.guest,
		Admin:   v.admin(),
		Account: v.who.fingerprint,
		Last:    v.now.Last,
		Term:    v.term,
		Environ: v.environ,
		Size:    v.resizes.size(),
		Resizes: v.resizes.out,
		Log:     v.log,
		Gate:    v.srv.painters,
		Keep:    v.keep,
		Top: func(ctx context.Context, p game.Period) ([]game.Standing, error) {
			return people.Top(ctx, game.Meadow, p, topLines)
		},
		Placed: func(ctx context.Context, p game.Period) (game.Standing, error) {
			return people.Placed(ctx, game.Meadow, p, v.who.fingerprint)
		},
		Echoed: v.srv.echoes.observe,
	}
}

// ended notes how a visit ended, tells the player what they have not been told,
// and gives the exit status.
func (v *visit) ended(ctx context.Context, err error) int {
	cause, denied := context.Cause(ctx), game.Denied("")
	about := []any{"after", time.Since(v.began).Round(time.Millisecond), "bytes", v.terminal.own.Load()}
	if cause != nil {
		about = append(about, "cause", cause)
	}
	if err != nil {
		v.log.Info("session failed", append(about, "error", err)...)
	} else {
		v.log.Info("session ended", about...)
	}
	switch {
	case err == nil && errors.Is(cause, tui.ErrSent): // told
	case err == nil:
		return exitDone
	case errors.Is(err, tui.ErrBroke), errors.Is(cause, tui.ErrGone): // told, or nobody is there
	case cause != nil: // there was no screen yet that could tell
		v.complain("%v", cause)
	case errors.As(err, &denied):
		v.complain("%v", denied)
	case errors.Is(err, game.ErrNoWorld):
		v.complain("there is no world %s any more", v.to.world)
	case errors.Is(err, game.ErrFull), errors.Is(err, errSlow):
		v.complain("%v; come back in a little while", errors.Unwrap(err))
	case v.now.Profile.Name == "": // they could not arrive
		v.complain("you cannot be looked up now; come back in a little while")
	default:
		v.complain("the session ended with an error; connect again to go on")
	}
	return exitFailed
}
