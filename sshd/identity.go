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
	id.name = cleanName(name)
	if !telling(id.name) {
		id.name = twoWords(seed)
	}
	id.look = game.Look{Glyph: seed[4], Colour: seed[5]}
	return id
}

// cleanName drops what a name may not contain, and what is too long.
func cleanName(s string) string {
	return keep(s, maxName, func(c byte) bool { return isAlnum(c) || c == '-' || c == '_' })
}

// keep returns the first n bytes of s that are allowed.
func keep(s string, n int, allowed func(byte) bool) string {
	kept := make([]byte, 0, min(len(s), n))
	for i := 0; i < len(s) && len(kept) < n; i++ {
		if allowed(s[i]) {
			kept = append(kept, s[i])
		}
	}
	return string(kept)
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// untelling are the user names that say nothing of a person (they come from
// an image or an installer) or would pass for somebody in charge. Compared
// without case and without '-' and '_'.
var untelling = setOf(`root toor admin administrator sysadmin superuser operator owner moderator
	mod staff support system sys daemon nobody none null server host localhost thicket meadow
	ubuntu debian fedora centos alpine arch rocky almalinux opensuse suse rhel redhat kali
	raspberry freebsd openbsd netbsd coreos core bitnami cloud clouduser ec2user azureuser gcpuser
	opc vagrant docker podman container node app www wwwdata web nginx apache mysql postgres
	oracle jenkins runner ci build deploy ansible backup ftp ftpuser ssh sshd git svn hg pi
	user user1 username users guest guests test tester testuser test1 demo default anonymous anon
	player bot name me you login home mac macbook pc desktop laptop workstation codespace gitpod`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// telling reports whether a cleaned name can stand for a player.
func telling(name string) bool {
	bare := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name))
	return len(name) >= minName && bare != "" && !untelling[bare]
}

// twoWords draws a name such as mossy-otter.
func twoWords(seed [sha256.Size]byte) string {
	a := int(binary.BigEndian.Uint16(seed[0:])) % len(adjectives)
	b := int(binary.BigEndian.Uint16(seed[2:])) % len(animals)
	return adjectives[a] + "-" + animals[b]
}
