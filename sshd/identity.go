package sshd

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"thicket/game"
)

// identity is who somebody is.
type identity struct {
	name        string // letters, digits, '-' and '_', 2 to 16 of them
	world       string // as asked for, not cleaned; empty: none in particular
	guest       bool   // came without a key
	fingerprint string // of the key, SHA256:...; empty for a guest
	look        game.Look
}

// identify tells who comes as user with key, which is nil for a guest. The
// key must be the one that the connection was authenticated with: one that
// was merely offered proves nothing.
func identify(user string, key gossh.PublicKey) identity {
	var id identity
	var seed [sha256.Size]byte
	if cert, ok := key.(*gossh.Certificate); ok {
		key = cert.Key // the key stays the same when its certificate is renewed
	}
	if key != nil {
		seed = sha256.Sum256(key.Marshal())
		id.fingerprint = gossh.FingerprintSHA256(key)
	} else {
		id.guest = true
		_, _ = rand.Read(seed[:]) // never fails
	}
	name, world, _ := strings.Cut(user[:min(len(user), maxUser)], "+")
	id.world = world
	id.name = game.CleanName(name)
	if !game.Telling(id.name) {
		id.name = twoWords(seed)
	}
	id.look = game.Look{Glyph: seed[4], Colour: seed[5]}
	return id
}

// twoWords draws a name such as mossy-otter.
func twoWords(seed [sha256.Size]byte) string {
	a := int(binary.BigEndian.Uint16(seed[0:])) % len(adjectives)
	b := int(binary.BigEndian.Uint16(seed[2:])) % len(animals)
	return adjectives[a] + "-" + animals[b]
}
