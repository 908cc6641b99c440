package sshd

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"thicket/game"
)

// The bounds of a ban.
const (
	shortestBan = time.Minute
	longestBan  = 3650 * 24 * time.Hour
)

// target is what a ban is of.
type target struct {
	text  string // SHA256:..., or a block of addresses
	block netip.Prefix
	name  string // if it was given by name
	guest bool   // of that name, who is known by their address alone
}

// targetOf reads what stands behind ban and unban: a key, a block of
// addresses, or else a name.
func targetOf(text string) (target, error) {
	switch {
	case strings.HasPrefix(text, "SHA256:"):
		if game.CheckAccount(text) != nil {
			return target{}, misuse("\"%s\" is no key; allowed is SHA256: and 43 characters, as who is banned has it in me", printable(text))
		}
		return target{text: text}, nil
	case strings.ContainsAny(text, ".:/"):
		block, err := blockOf(text)
		return target{text: block.String(), block: block}, err
	case !isName(text):
		return target{}, misuse("\"%s\" is no name, key (SHA256:...) or block of addresses (192.0.2.0/24)", printable(text))
	}
	return target{name: text}, nil
}

// isName tells whether somebody could have a name; some end in ~2.
func isName(text string) bool {
	name, number, numbered := strings.Cut(text, "~")
	if n, err := strconv.Atoi(number); numbered && (err != nil || n < 2 || number != strconv.Itoa(n)) {
		return false
	}
	return len(name) >= game.MinName && game.CleanName(name) == name
}

// blockOf reads a block of addresses; a bare address is the block of one
// customer. A ban of half the network is a mistake.
func blockOf(text string) (netip.Prefix, error) {
	block, err := netip.ParsePrefix(text)
	if at, bare := netip.ParseAddr(text); bare == nil {
		block, err = customer(at.Unmap().WithZone("")), nil
	}
	if at := block.Addr(); at.Is4In6() && block.Bits() >= 96 {
		block = netip.PrefixFrom(at.Unmap(), block.Bits()-96)
	}
	widest := 16
	if block.Addr().Is4() {
		widest = 8
	}
	if err != nil || block.Bits() < widest {
		return netip.Prefix{}, misuse("\"%s\" is no block of addresses; allowed are 192.0.2.0/8 to /32 and 2001:db8::/16 to /128", printable(text))
	}
	return block.Masked(), nil
}

// duration reads "30m", "24h", "7d" or "1d12h".
func duration(text string) (time.Duration, error) {
	wrong := misuse("--for is \"%s\", allowed are 1m to 3650d, such as 30m, 24h or 7d", printable(text))
	days, rest, found := strings.Cut(text, "d")
	if !found {
		days, rest = "0", text
	}
	n, err := strconv.Atoi(days)
	if err != nil || n < 0 || n > 3650 {
		return 0, wrong
	}
	d := time.Duration(n) * 24 * time.Hour
	if rest != "" {
		part, err := time.ParseDuration(rest)
		if err != nil || part < 0 || part > longestBan {
			return 0, wrong
		}
		d += part
	}
	if d < shortestBan || d > longestBan {
		return 0, wrong
	}
	return d, nil
}
