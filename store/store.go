package store

import (
	"context"
	"log/slog"
	"net/netip"

	"thicket/game"
)

// Store is an open data folder.
type Store struct{}

// Open opens a data folder, makes it if need be, and brings an older database
// up to date. An empty folder name keeps everything in memory. Nothing runs
// before Run. Errors say what to do.
func Open(folder string, log *slog.Logger) (*Store, error) { return &Store{}, nil }

// Run writes what is to be written until ctx is done, then the rest.
func (s *Store) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Close closes a Store that does not run any more, or never did.
func (s *Store) Close() error { return nil }

// Degraded says, in words, what cannot be kept now.
func (s *Store) Degraded() []string { return nil }

// Load, Save and Record make a Store a game.Keeper.
func (s *Store) Load(world string) (*game.Snapshot, error)        { return nil, nil }
func (s *Store) Save(world string, shot *game.Snapshot) error     { return nil }
func (s *Store) Record(world string, results []game.Result) error { return nil }

func (s *Store) Arrive(ctx context.Context, v game.Visitor) (game.Visit, error) {
	return game.Visit{Account: v.Account, Profile: game.Profile{Name: v.Name, Look: v.Look}}, nil
}
func (s *Store) Depart(v game.Visit) {}
func (s *Store) Change(ctx context.Context, v game.Visit, p game.Profile) (game.Profile, error) {
	return p, nil
}
func (s *Store) Me(ctx context.Context, v game.Visitor) (game.Standing, error) {
	return game.Standing{Name: v.Name}, nil
}
func (s *Store) Top(ctx context.Context, world string, p game.Period, lines int) ([]game.Standing, error) {
	return nil, nil
}
func (s *Store) Placed(ctx context.Context, world string, p game.Period, account string) (game.Standing, error) {
	return game.Standing{}, nil
}
func (s *Store) Banned(account string, from netip.Addr) (game.Ban, bool)    { return game.Ban{}, false }
func (s *Store) Ban(ctx context.Context, b game.Ban) error                  { return nil }
func (s *Store) Unban(ctx context.Context, target string) (game.Ban, error) { return game.Ban{}, nil }
func (s *Store) Bans(ctx context.Context) ([]game.Ban, error)               { return nil, nil }
func (s *Store) Account(ctx context.Context, name string) (string, error)   { return "", nil }
