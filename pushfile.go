package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// writable says whether a file of that name can be written; "" is none.
func writable(name string) error {
	if name == "" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("write %s: it is a folder", name)
	}
	if fixed(name) {
		return nil
	}
	temporary, err := beside(name)
	if err != nil {
		return failed(name, err)
	}
	return failed(name, errors.Join(temporary.Close(), os.Remove(temporary.Name())))
}

// writeWhole writes all of data to a file, or leaves what was there; "" is none.
func writeWhole(name string, data []byte) error {
	switch {
	case name == "":
		return nil
	case already(name):
		_, err := os.Stdout.Write(data)
		return failed(name, err)
	case fixed(name):
		return failed(name, os.WriteFile(name, data, 0o644))
	}
	temporary, err := beside(name)
	if err != nil {
		return failed(name, err)
	}
	_, err = temporary.Write(data)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return failed(name, err)
}

// beside makes a file beside the one of that name.
func beside(name string) (*os.File, error) {
	return os.CreateTemp(filepath.Dir(name), ".thicket-*")
}

// fixed says whether it is something that is not to be replaced by another file, such as
// /dev/null or a link.
func fixed(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && !info.IsDir() && !info.Mode().IsRegular()
}

// already says whether it is where this program writes to already: opened anew it would
// lose what was printed.
func already(name string) bool {
	here, err := os.Stdout.Stat()
	there, wrong := os.Stat(name)
	return err == nil && wrong == nil && os.SameFile(here, there)
}

// failed names the file that was asked for, and not the one beside it.
func failed(name string, err error) error {
	if why := syscall.Errno(0); errors.As(err, &why) {
		err = why
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
