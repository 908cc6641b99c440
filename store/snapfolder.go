package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Where snapshots are, and what their names end with: one on its way has the
// second after the first, a damaged one the third.
const (
	shotsFolder   = "worlds"
	shotEnding    = ".snap"
	partEnding    = ".tmp"
	damagedEnding = ".damaged"
)

func shotName(folder string, number uint64) string {
	return filepath.Join(folder, fmt.Sprintf("%012d%s", number, shotEnding))
}

// shotFolder makes the folder of a world's snapshots.
func (s *Store) shotFolder(world string) (string, error) {
	folder := filepath.Join(s.folder, shotsFolder, world)
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if err := syncFile(filepath.Dir(folder)); err != nil {
		return "", err
	}
	return folder, syncFile(s.folder)
}

// shotList is what is in a world's folder.
type shotList struct {
	whole   []uint64 // numbers of those not known to be damaged, the newest first
	damaged int
	last    uint64 // the highest number of all
}

func listShots(folder string) (list shotList, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	if err != nil {
		return list, err
	}
	for _, e := range entries {
		name, damaged := strings.CutSuffix(e.Name(), damagedEnding)
		digits, ok := strings.CutSuffix(name, shotEnding)
		number, err := strconv.ParseUint(digits, 10, 63)
		if !ok || err != nil || filepath.Base(shotName(folder, number)) != name {
			continue // not ours
		}
		list.last = max(list.last, number)
		if damaged {
			list.damaged++
		} else {
			list.whole = append(list.whole, number)
		}
	}
	slices.Sort(list.whole)
	slices.Reverse(list.whole)
	return list, nil
}

// sweepShots removes what was left by saving that did not end.
func (s *Store) sweepShots() error {
	if s.folder == "" {
		return nil
	}
	root := os.DirFS(s.folder)
	parts, err := fs.Glob(root, shotsFolder+"/*/*"+shotEnding+partEnding)
	if err != nil {
		return fmt.Errorf("look for snapshots: %w", err)
	}
	for _, part := range parts {
		if err := os.Remove(filepath.Join(s.folder, part)); err != nil {
			return s.unusable(err)
		}
	}
	return nil
}

// adviseFile is an error of a file, with what to do about it.
func (s *Store) adviseFile(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: make room on the disk of %s", err, s.folder)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: let the user who runs the server write it", err)
	}
	return err
}
