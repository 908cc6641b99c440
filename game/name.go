package game

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// The bounds of a player's name, in characters.
const (
	MinName, MaxName = 2, 16
)

// CleanName drops what a name may not contain (all but letters, digits, '-'
// and '_', in ASCII), and what is too long.
func CleanName(s string) string {
	kept := make([]byte, 0, min(len(s), MaxName))
	for i := 0; i < len(s) && len(kept) < MaxName; i++ {
		if nameByte(s[i]) {
			kept = append(kept, s[i])
		}
	}
	return string(kept)
}

// CheckName tells in words why nobody can choose a name, nil if they can. Whether
// it is somebody else's is another question.
func CheckName(name string) error {
	switch {
	case len(name) < MinName || len(name) > MaxName:
		return fmt.Errorf("a name has %d to %d characters", MinName, MaxName)
	case CleanName(name) != name:
		return fmt.Errorf("a name has letters, digits, - and _ only")
	case !Telling(name):
		return fmt.Errorf("nobody can be called %s", name)
	}
	return nil
}

// CheckAccount tells in words why a text is no account, nil if it is one: the
// fingerprint of a key exactly as ssh-keygen -l shows it.
func CheckAccount(account string) error {
	digest, found := strings.CutPrefix(account, "SHA256:")
	sum, err := base64.RawStdEncoding.Strict().DecodeString(digest)
	if !found || err != nil || len(digest) != 43 || len(sum) != sha256.Size { // the decoder skips line ends
		return fmt.Errorf("%q is no fingerprint of a key; allowed is SHA256: and 43 characters, as ssh-keygen -l shows it", account)
	}
	return nil
}

func nameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// untelling are the names that say nothing of a person (they come from an
// image or an installer) or would pass for somebody in charge. Compared
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

// Telling reports whether a clean name can stand for a player.
func Telling(name string) bool {
	bare := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name))
	return len(name) >= MinName && bare != "" && !untelling[bare]
}
