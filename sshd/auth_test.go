package sshd

import (
	"errors"
	"io"
	"slices"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// playsAs reports what Play is told of a client that is already connected.
func playsAs(t *testing.T, r *running, c *gossh.Client) played {
	t.Helper()
	shellOn(t, c)
	return receive(t, r.played, "session")
}

func TestKeyIsTheAccount(t *testing.T) {
	r := serve(t, nil)
	key := newKey(t)
	first := playsAs(t, r, r.dial(t, "root", key)).s
	again := playsAs(t, r, r.dial(t, "admin", key)).s
	if first.Guest || first.Name != again.Name || first.Look != again.Look {
		t.Errorf("the same key: %+v, then %+v", first, again)
	}
	if other := playsAs(t, r, r.dial(t, "root", newKey(t))).s; other.Look == first.Look && other.Name == first.Name {
		t.Errorf("two keys, one identity: %+v", other)
	}
	if named := playsAs(t, r, r.dial(t, "otter+meadow", key)).s; named.Name != first.Name || named.Guest || named.Last.IsZero() {
		t.Errorf("the name is not kept: %+v", named)
	}
	if named := playsAs(t, r, r.dial(t, "otter+meadow", newKey(t))).s; named.Name != "otter" || named.Guest || !named.Last.IsZero() {
		t.Errorf("otter+meadow is %+v", named)
	}
}

func TestGuest(t *testing.T) {
	r := serve(t, nil)
	if s := playsAs(t, r, r.dial(t, "fern")).s; !s.Guest || s.Name != "fern" {
		t.Errorf("a guest: %+v", s)
	}
	if s := playsAs(t, r, r.dial(t, "root")).s; !s.Guest || !drawn(s.Name) {
		t.Errorf("a nameless guest: %+v", s)
	}
}

// thief offers a victim's key and cannot sign with it.
type thief struct {
	victim  gossh.PublicKey
	offered chan struct{}
}

func (f thief) PublicKey() gossh.PublicKey { return f.victim }

func (f thief) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	close(f.offered) // the server has said that it would take the key
	return nil, errors.New("no private key")
}

// Offering a key proves nothing: who then comes in another way is a guest.
func TestOfferedKeyIsNoIdentity(t *testing.T) {
	r := serve(t, nil)
	victim := newKey(t)
	real := playsAs(t, r, r.dial(t, "root", victim)).s

	f := thief{victim.PublicKey(), make(chan struct{})}
	forged := playsAs(t, r, r.dial(t, "root", f)).s
	select {
	case <-f.offered:
	default:
		t.Fatal("the key was not offered")
	}
	if !forged.Guest || forged.Name == real.Name && forged.Look == real.Look {
		t.Errorf("a guest got %+v, the key's owner has %+v", forged, real)
	}
}

// Keys and prompts without questions, nothing else.
func TestAuthMethods(t *testing.T) {
	r := serve(t, nil)
	for name, method := range map[string][]gossh.AuthMethod{
		"none":     nil,
		"password": {gossh.Password("secret")},
	} {
		c, err := gossh.Dial("tcp", r.Addr().String(), &gossh.ClientConfig{
			User: "otter", Auth: method, HostKeyCallback: gossh.FixedHostKey(r.key.PublicKey()),
		})
		if err == nil {
			_ = c.Close()
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestCertificateIsItsKey(t *testing.T) {
	r := serve(t, nil)
	key := newKey(t)
	bare := playsAs(t, r, r.dial(t, "root", key)).s
	cert := &gossh.Certificate{Key: key.PublicKey(), CertType: gossh.UserCert, ValidBefore: gossh.CertTimeInfinity}
	if err := cert.SignCert(zeroes{}, newKey(t)); err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewCertSigner(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	with := playsAs(t, r, r.dial(t, "root", signer)).s
	if with.Guest || with.Name != bare.Name || with.Look != bare.Look {
		t.Errorf("with a certificate %+v, without %+v", with, bare)
	}
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// drawn reports whether a name is two of our words.
func drawn(name string) bool {
	for _, a := range adjectives {
		if len(name) > len(a) && name[:len(a)] == a && slices.Contains(animals, name[len(a)+1:]) {
			return true
		}
	}
	return false
}
