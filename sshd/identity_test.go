package sshd

import (
	"regexp"
	"slices"
	"testing"

	"thicket/game"
)

func TestNames(t *testing.T) {
	for user, want := range map[string]string{
		"otter":                       "otter",
		"Mossy_Otter-7":               "Mossy_Otter-7",
		"ab":                          "ab",
		"a.b c":                       "abc",
		"abcdefghijklmnopqrstuvwxyz":  "abcdefghijklmnop",
		"\x1b[31mred\r\n":             "31mred",
		"otter+meadow":                "otter",
		"otter+meadow+more":           "otter",
		"evil\u202etxt":               "eviltxt",
		"":                            "",
		"a":                           "",
		"--":                          "",
		"__-":                         "",
		"Root":                        "",
		"r.o.o.t":                     "",
		"EC2-user":                    "",
		"ec2_user":                    "",
		"git":                         "",
		"pi":                          "",
		"+meadow":                     "",
		"\u540d\u524d":                "",
		"administrator-administrator": "administrator-ad",
	} {
		got := identify(user, nil)
		if want == "" && drawn(got.name) || want != "" && got.name == want {
			continue
		}
		t.Errorf("%q is called %q, want %q", user, got.name, want)
	}
}

func TestWorldPart(t *testing.T) {
	for user, want := range map[string]string{"otter": "", "otter+": "", "otter+meadow": "meadow", "+a+b": "a+b"} {
		if got := identify(user, nil).world; got != want {
			t.Errorf("%q wants world %q, not %q", user, got, want)
		}
	}
}

func TestIdentityFollowsFromTheKey(t *testing.T) {
	key := newKey(t).PublicKey()
	a, b := identify("root", key), identify("ubuntu", key)
	if a != b || a.guest || a.fingerprint == "" {
		t.Errorf("%+v, then %+v", a, b)
	}
	if g := identify("root", nil); !g.guest || g.fingerprint != "" {
		t.Errorf("a guest: %+v", g)
	}
}

func TestWords(t *testing.T) {
	for what, words := range map[string][]string{"adjectives": adjectives, "animals": animals} {
		if len(words) < 64 {
			t.Errorf("%d %s", len(words), what)
		}
		if sorted := slices.Compact(slices.Sorted(slices.Values(words))); len(sorted) != len(words) {
			t.Errorf("some %s are twice there", what)
		}
	}
	for _, a := range adjectives {
		for _, b := range animals {
			if name := a + "-" + b; len(name) > game.MaxName || !game.Telling(name) || game.CleanName(name) != name {
				t.Errorf("%s would not do as a name", name)
			}
		}
	}
}

var goodName = regexp.MustCompile(`^[A-Za-z0-9_-]{2,16}$`)

func FuzzIdentify(f *testing.F) {
	for _, s := range []string{"", "otter", "root", "a+b", "\x00\xff", "日本語", "-_-_-_-_-_-_-_-_-_-_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, user string) {
		if id := identify(user, nil); !goodName.MatchString(id.name) || !game.Telling(id.name) {
			t.Errorf("%q is called %q", user, id.name)
		}
	})
}
