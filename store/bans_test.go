package store

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"thicket/game"
)

func (r *running) ban(t *testing.T, b game.Ban) {
	t.Helper()
	if err := r.Ban(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func (r *running) wantBanned(t *testing.T, account, from string, want bool) {
	t.Helper()
	if b, got := r.Banned(account, netip.MustParseAddr(from)); got != want {
		t.Errorf("%s from %s: banned %v by %+v", account, from, got, b)
	}
}

func TestBans(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.ban(t, game.Ban{Target: key("a"), Name: "otter", Why: "spam", By: "fern"})
		r.ban(t, game.Ban{Target: "192.0.2.7/24"})
		r.ban(t, game.Ban{Target: "2001:db8::1"})
		r.ban(t, game.Ban{Target: "::ffff:198.51.100.0/120"})
		for _, c := range []struct {
			account, from string
			want          bool
		}{
			{key("a"), "203.0.113.1", true}, {key("b"), "203.0.113.1", false}, {"", "203.0.113.1", false},
			{key("b"), "192.0.2.255", true}, {"", "192.0.3.0", false}, {"", "::ffff:192.0.2.1", true},
			{"", "2001:db8::1", true}, {"", "2001:db8::1%eth0", true}, {"", "2001:db8::2", false},
			{"", "198.51.100.9", true},
		} {
			r.wantBanned(t, c.account, c.from, c.want)
		}
		if b, _ := r.Banned(key("a"), netip.Addr{}); b.Why != "spam" || b.By != "fern" || b.Since.UnixMilli() != r.clock.now().UnixMilli() || !b.Until.IsZero() {
			t.Errorf("the ban is %+v", b)
		}
	})
}

func TestBansEnd(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	for i, target := range []string{key("a"), "192.0.2.0/24", "198.51.100.1/32"} {
		b := game.Ban{Target: target, Until: r.clock.now().Add(time.Hour)}
		if i == 2 {
			b.Until = time.Time{}
		}
		r.ban(t, b)
		r.clock.add(time.Millisecond)
	}
	r.clock.add(58 * time.Minute)
	r.wantBanned(t, key("a"), "192.0.2.1", true)
	bans, err := r.Bans(t.Context())
	if err != nil || len(bans) != 3 || bans[0].Target != key("a") {
		t.Errorf("in force are %v, %v", bans, err)
	}
	r.clock.add(2 * time.Minute)
	r.wantBanned(t, key("a"), "192.0.2.1", false)
	clean(t, r)
	if bans, err := r.Bans(t.Context()); err != nil || len(bans) != 1 || bans[0].Target != "198.51.100.1/32" {
		t.Errorf("in force are %v, %v", bans, err)
	}
	if _, err := r.Unban(t.Context(), key("a")); !errors.Is(err, game.ErrNoBan) {
		t.Errorf("a ban that is over is lifted: %v", err)
	}
	r.stop()
	begin(t, folder).wantBanned(t, "", "198.51.100.1", true)
}

func TestANewBanReplacesTheOld(t *testing.T) {
	r := begin(t, "")
	r.ban(t, game.Ban{Target: "192.0.2.1", Why: "one"})
	r.ban(t, game.Ban{Target: "192.0.2.1/32", Why: "two", Until: r.clock.now().Add(time.Minute)})
	bans, err := r.Bans(t.Context())
	if err != nil || len(bans) != 1 || bans[0].Why != "two" {
		t.Errorf("in force are %v, %v", bans, err)
	}
}

func TestUnban(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		for _, c := range []struct{ target, lift string }{
			{key("a"), key("a")}, {key("a"), "OTTER"}, {key("b"), "Fern"},
			{"192.0.2.1/32", "192.0.2.1"}, {"192.0.2.0/24", "192.0.2.9/24"},
		} {
			b := game.Ban{Target: c.target, Name: "fern"}
			if c.target == key("a") {
				b.Name = ""
			}
			r.ban(t, b)
			got, err := r.Unban(t.Context(), c.lift)
			if err != nil || got.Target != c.target {
				t.Errorf("unban %s: %+v, %v", c.lift, got, err)
			}
			r.wantBanned(t, c.target, "192.0.2.1", false)
			if _, err := r.Unban(t.Context(), c.lift); !errors.Is(err, game.ErrNoBan) {
				t.Errorf("unban %s again: %v", c.lift, err)
			}
		}
	})
}

func TestBadTargets(t *testing.T) {
	r := begin(t, "")
	for _, target := range []string{"", "otter", "SHA256:abc", key("a") + "a", "192.0.2.0/33", "192.0.2", "fe80::1%eth0", "SHA256:" + "!!!"} {
		if err := r.Ban(t.Context(), game.Ban{Target: target}); err == nil {
			t.Errorf("%q is banned", target)
		}
	}
}
