package sshd

import (
	"strings"
	"testing"
	"time"

	"thicket/game"
)

func TestTargets(t *testing.T) {
	key := "SHA256:" + strings.Repeat("A", 43)
	for text, want := range map[string]string{
		key:                    key,
		"otter":                "name otter",
		"otter~2":              "name otter~2",
		"otter~1000007":        "name otter~1000007",
		"192.0.2.7":            "192.0.2.7/32",
		"192.0.2.7/24":         "192.0.2.0/24",
		"10.0.0.0/8":           "10.0.0.0/8",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0":         "fe80::/64",
		"2001:db8::/32":        "2001:db8::/32",
		"::ffff:192.0.2.7":     "192.0.2.7/32",
		"::ffff:192.0.2.0/120": "192.0.2.0/24",
		"0.0.0.0/0":            "",
		"10.0.0.0/7":           "",
		"::/0":                 "",
		"2001::/15":            "",
		"192.0.2.7/33":         "",
		"192.0.2":              "",
		"192.0.2.0/24/3":       "",
		"SHA256:abc":           "",
		key + "=":              "",
		key + "\n":             "",
		"SHA256:" + strings.Repeat("A", 42) + "B": "", // not as anybody writes it
		"otter~1":               "",
		"otter~02":              "",
		"otter~":                "",
		"o":                     "",
		"otter!":                "",
		strings.Repeat("o", 17): "",
		"\x1b[2J":               "",
	} {
		got, err := targetOf(text)
		if got.name != "" {
			got.text = "name " + got.name
		}
		if (err == nil) != (want != "") || err == nil && got.text != want {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "\""+printable(text)+"\"") {
			t.Errorf("%q: %v does not name it", text, err)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1m": time.Minute, "30m": 30 * time.Minute, "24h": 24 * time.Hour, "1h30m": 90 * time.Minute,
		"7d": 7 * 24 * time.Hour, "1d12h": 36 * time.Hour, "3650d": longestBan, "87600h": longestBan,
		"59s": 0, "0": 0, "0d": 0, "": 0, "-1h": 0, "-7d": 0, "2d-1h": 0, "3651d": 0, "3650d1m": 0, "week": 0, "7": 0, "1e9d": 0, "99999999999999d": 0, "d": 0,
	} {
		got, err := duration(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "allowed are 1m to 3650d") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSentence(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 59, 30, 0, time.UTC)
	for want, b := range map[string]game.Ban{
		"You are banned for good":                             {},
		"You are banned for good: rude":                       {Why: "rude"},
		"Your address is banned for good":                     {Target: "192.0.2.0/24"},
		"You are banned until 2026-11-22 10:00 UTC: rude [2J": {Why: "rude\x1b [2J\n", Until: at},
		"You are banned until 2026-11-22 10:00 UTC":           {Until: at.Add(30 * time.Second).In(time.FixedZone("", 3600))},
	} {
		if got := sentence(b); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
