package sshtest

import (
	"crypto/ed25519"
	"encoding/binary"
	"encoding/pem"

	"golang.org/x/crypto/ssh"
)

// What a terminal sends for keys that have no character of their own.
const (
	Up         = "\x1b[A"
	Down       = "\x1b[B"
	Right      = "\x1b[C"
	Left       = "\x1b[D"
	ShiftUp    = "\x1b[1;2A"
	ShiftDown  = "\x1b[1;2B"
	ShiftRight = "\x1b[1;2C"
	ShiftLeft  = "\x1b[1;2D"
	Enter      = "\r"
	Tab        = "\t"
	Esc        = "\x1b"
	Space      = " "
	Backspace  = "\x7f"
	CtrlC      = "\x03"
)

// Key is a player's SSH key. Unlike a bare ssh.Signer it can be written to
// a file for the ssh program.
type Key struct {
	ssh.Signer
	private ed25519.PrivateKey
}

// NewKey makes a fresh Ed25519 key.
func NewKey() *Key {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic(err) // the system's random source does not fail
	}
	return newKey(private)
}

// KeyFromSeed gives the same key for the same seed: for pictures and for
// many players that come back. It keeps nobody out.
func KeyFromSeed(seed uint64) *Key {
	var b [ed25519.SeedSize]byte
	binary.BigEndian.PutUint64(b[:], seed)
	return newKey(ed25519.NewKeyFromSeed(b[:]))
}

func newKey(private ed25519.PrivateKey) *Key {
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		panic(err) // an Ed25519 key always makes a signer
	}
	return &Key{Signer: signer, private: private}
}

// Fingerprint is the key's SHA256:... name.
func (k *Key) Fingerprint() string { return ssh.FingerprintSHA256(k.PublicKey()) }

// PEM is the private key as ssh -i reads it.
func (k *Key) PEM() ([]byte, error) {
	block, err := ssh.MarshalPrivateKey(k.private, "player")
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(block), nil
}
