package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"thicket/game"
)

// keptShots is how many snapshots of a world are kept.
const keptShots = 3

// shots keeps the meadow's snapshots, one at a time.
type shots struct {
	mu     sync.Mutex
	packer packer
	last   uint64 // number of the newest file
}

// Save keeps a snapshot of a world. When it returns nil the snapshot is on the
// disk; else the older ones stay. The meadow has files, of which the last three
// stay, and in memory none: it is loaded only when a server starts. Of a founded
// world the database keeps the last two; error: game.ErrNoWorld if it does not
// know that world, or not any more.
func (s *Store) Save(world string, shot *game.Snapshot) error {
	err := game.CheckWorldName(world)
	switch {
	case err != nil:
		return err
	case world != game.Meadow:
		err = s.saveFounded(world, shot)
	case s.folder != "":
		err = s.saveFile(world, shot)
	}
	if err != nil {
		return fmt.Errorf("save a snapshot of %s: %w", world, err)
	}
	return nil
}

func (s *Store) saveFile(world string, shot *game.Snapshot) error {
	s.shots.mu.Lock()
	defer s.shots.mu.Unlock()
	if err := s.save(world, shot); err != nil {
		return s.adviseFile(err)
	}
	return nil
}

func (s *Store) save(world string, shot *game.Snapshot) error {
	file, err := s.shots.packer.pack(shot)
	if err != nil {
		return err
	}
	folder, err := s.shotFolder(world)
	if err != nil {
		return err
	}
	all, err := listShots(folder)
	if err != nil {
		return err
	}
	number := max(all.last, s.shots.last) + 1
	if err := writeShot(folder, number, file); err != nil {
		return err
	}
	s.shots.last = number
	for _, old := range all.whole[min(len(all.whole), keptShots-1):] {
		if err := os.Remove(shotName(folder, old)); err != nil {
			s.log.Warn("an old snapshot cannot be removed", "error", err)
		}
	}
	return nil
}

// writeShot makes a file whole or not at all.
func writeShot(folder string, number uint64, content []byte) (err error) {
	name := shotName(folder, number)
	part := name + partEnding
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		return err
	}
	return syncFile(folder)
}

// Load is the newest snapshot of a world that is whole, nil if there has never
// been one, and of the meadow in memory. A damaged one is set aside. Errors: there
// are some, but none that can be read; they say what to do.
func (s *Store) Load(world string) (*game.Snapshot, error) {
	if err := game.CheckWorldName(world); err != nil {
		return nil, err
	}
	if world != game.Meadow {
		return s.loadFounded(world)
	}
	if s.folder == "" {
		return nil, nil
	}
	return s.loadFile(world)
}

func (s *Store) loadFile(world string) (*game.Snapshot, error) {
	s.shots.mu.Lock()
	defer s.shots.mu.Unlock()
	folder := filepath.Join(s.folder, shotsFolder, world)
	all, err := listShots(folder)
	if err != nil {
		return nil, fmt.Errorf("load a snapshot of %s: %w", world, s.adviseFile(err))
	}
	for _, number := range all.whole {
		name := shotName(folder, number)
		shot, err := readShot(name)
		switch {
		case err == nil:
			return shot, nil
		case errors.Is(err, game.ErrNewer):
			return nil, fmt.Errorf("load %s: %w: use the newer program, or move %s away to begin that world anew", name, err, folder)
		case errors.Is(err, os.ErrPermission):
			return nil, fmt.Errorf("load %s: %w: let the user who runs the server read it", name, err)
		}
		s.setAside(name, err)
	}
	if all.damaged+len(all.whole) > 0 {
		return nil, fmt.Errorf("no snapshot of the world %s in %s can be read; none was deleted: put back a copy (its name must end with %s), or move the folder away to begin that world anew",
			world, folder, shotEnding)
	}
	return nil, nil
}

// setAside renames a damaged snapshot, so that it is not read again and not
// dropped as an old one.
func (s *Store) setAside(name string, why error) {
	s.log.Error("a snapshot is damaged; it is set aside and an older one is used", "file", name+damagedEnding, "error", why)
	if err := os.Rename(name, name+damagedEnding); err != nil {
		s.log.Warn("a damaged snapshot cannot be set aside", "error", err)
	}
}

func readShot(name string) (*game.Snapshot, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > int64(maxShot+shotHeader) {
		return nil, fmt.Errorf("it has %d bytes, allowed are %d", info.Size(), maxShot+shotHeader)
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return unpack(file)
}
