package store

import "thicket/game"

// Founded are the founded worlds that are kept.
func (s *Store) Founded() ([]game.Kept, error) { return nil, nil }

// Charter keeps what a founded world is.
func (s *Store) Charter(c game.Charter) error { return nil }

// Forget drops the charter and the snapshots of a world.
func (s *Store) Forget(world string) error { return nil }
