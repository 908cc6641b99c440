package sshd

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	gossh "golang.org/x/crypto/ssh"
)

// hostKey reads the host key in file, or makes it if there is none. It never
// replaces one: clients that know the old key would be told of an attack. An
// empty file name makes a key that is kept in memory only. made tells whether
// the key is new.
func hostKey(file string) (key gossh.Signer, made bool, err error) {
	if file == "" {
		key, _, err = makeKey()
		return key, true, err
	}
	key, err = readKey(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, false, err
	}
	key, text, err := makeKey()
	if err != nil {
		return nil, false, err
	}
	if err := keepKey(file, text); err != nil {
		return nil, false, fmt.Errorf("keep host key: %w", err)
	}
	return key, true, nil
}

func readKey(file string) (gossh.Signer, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read host key: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("host key %s: not a regular file", file)
	}
	if mode := info.Mode().Perm(); mode&^0o600 != 0 {
		return nil, fmt.Errorf("host key %s: its mode is %04o, allowed is 0600 or less (chmod 600 it)", file, mode)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read host key: %w", err)
	}
	key, err := gossh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("host key %s: not a private key in OpenSSH or PEM format: %w", file, err)
	}
	return key, nil
}

// makeKey makes an ed25519 key, and its text in OpenSSH's own format.
func makeKey() (gossh.Signer, []byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, fmt.Errorf("make host key: %w", err)
	}
	block, err := gossh.MarshalPrivateKey(private, "thicket")
	if err != nil {
		return nil, nil, fmt.Errorf("make host key: %w", err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		return nil, nil, fmt.Errorf("make host key: %w", err)
	}
	return key, pem.EncodeToMemory(block), nil
}

// keepKey writes text to file so that after a crash there is either all of it
// or nothing.
func keepKey(file string, text []byte) (err error) {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, ".hostkey-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(text)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), file); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a rename within dir last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
