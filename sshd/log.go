package sshd

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/netip"
	"slices"
	"strconv"
)

// patient is a log's handler that gives it what is known of a session when a line is
// written, of which a session has two or three: a log for people keeps kilobytes for
// each that is told beforehand.
type patient struct {
	slog.Handler
	known []slog.Attr
}

// Handle writes a line.
func (h patient) Handle(ctx context.Context, r slog.Record) error {
	return h.Handler.WithAttrs(h.known).Handle(ctx, r)
}

// WithAttrs notes what is known.
func (h patient) WithAttrs(more []slog.Attr) slog.Handler {
	return patient{h.Handler, append(slices.Clip(h.known), more...)}
}

// WithGroup begins a group, for which nobody waits.
func (h patient) WithGroup(name string) slog.Handler {
	return h.Handler.WithAttrs(h.known).WithGroup(name)
}

// printable is a client's text made fit for a log line or a terminal: the
// first maxLogged bytes of it, all but printable ASCII escaped.
func printable(s string) string {
	cut := ""
	if len(s) > maxLogged {
		s, cut = s[:maxLogged], "..."
	}
	q := strconv.QuoteToASCII(s)
	return q[1:len(q)-1] + cut
}

// masked is a source as it appears in the log: the same for the same source
// until the server restarts, and not to be turned back into an address.
type masked struct {
	key    *[32]byte
	source netip.Prefix
}

func (s *Server) mask(source netip.Prefix) masked { return masked{&s.maskKey, source} }

// String is called by a log handler, so only for lines that are written.
func (m masked) String() string {
	mac := hmac.New(sha256.New, m.key[:])
	text, _ := m.source.MarshalText()
	mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil)[:6])
}

// MarshalText is String for handlers that write JSON.
func (m masked) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// logged is the target of a ban as it appears in the log: a key as it is, a
// block of addresses masked.
func (s *Server) logged(target string) any {
	if block, err := netip.ParsePrefix(target); err == nil {
		return s.mask(block)
	}
	return target
}
