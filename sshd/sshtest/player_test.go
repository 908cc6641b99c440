package sshtest

import (
	"context"
	"errors"
	"image/color"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clients runs a test with both flavours of client.
func clients(t *testing.T, test func(t *testing.T, dial func(Options) *Player)) {
	flavours := map[string]func(context.Context, string, Options) (*Player, error){
		"native": Dial, "openssh": DialOpenSSH,
	}
	for name, flavour := range flavours {
		t.Run(name, func(t *testing.T) {
			addr := serve(t)
			test(t, func(o Options) *Player {
				t.Helper()
				p, err := flavour(t.Context(), addr, o)
				if errors.Is(err, exec.ErrNotFound) {
					t.Skip(err)
				}
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { check(t, p.Close()) })
				return p
			})
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTextAppears(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{User: "otter", Env: map[string]string{"THICKET_GLYPHS": "emoji"}, Command: "join sea"})
		check(t, p.WaitText(t.Context(), "otter is a guest at xterm-256color", `glyphs=emoji command="join sea"`))
		if got := p.Row(0); got != "otter is a guest at xterm-256color" {
			t.Errorf("row 0 is %q", got)
		}
		if p.Bytes() == 0 || p.Chunks() == 0 || !p.AltScreen() {
			t.Errorf("%d bytes in %d chunks, alternate screen %v", p.Bytes(), p.Chunks(), p.AltScreen())
		}
	})
}

func TestKey(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		key := KeyFromSeed(7)
		p := dial(Options{Signer: key, Term: "vt100"})
		check(t, p.WaitText(t.Context(), "guest is "+key.Fingerprint()+" at vt100"))
	})
	again, other, fresh := KeyFromSeed(7), KeyFromSeed(8), NewKey()
	if key := KeyFromSeed(7); key.Fingerprint() != again.Fingerprint() ||
		key.Fingerprint() == other.Fingerprint() || key.Fingerprint() == fresh.Fingerprint() {
		t.Error("a seed does not stand for one key")
	}
}

func TestWideGlyphsAndColours(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{})
		check(t, p.WaitText(t.Context(), "is a guest"))
		check(t, p.Press("w"))
		check(t, p.WaitText(t.Context(), "🌲🌲ab"))
		tree, after, a := p.Cell(2, 3), p.Cell(3, 3), p.Cell(4, 3)
		if tree.Content != "🌲" || tree.Width != 2 || after != (uv.Cell{}) || a.Content != "a" {
			t.Errorf("cells are %+v, %+v, %+v", tree, after, a)
		}
		if tree.Style.Fg != (color.RGBA{10, 20, 30, 255}) || tree.Style.Attrs&uv.AttrBold == 0 {
			t.Errorf("the tree's style is %+v", tree.Style)
		}
		if a.Style.Fg != ansi.Red || a.Style.Bg != ansi.IndexedColor(200) {
			t.Errorf("a's style is %+v", a.Style)
		}
	})
}

func TestResize(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{Width: 60, Height: 20})
		check(t, p.WaitText(t.Context(), "is a guest"))
		check(t, p.Resize(91, 33))
		check(t, p.WaitText(t.Context(), "size 91x33."))
		if w, h := p.Size(); w != 91 || h != 33 {
			t.Errorf("size is %dx%d", w, h)
		}
	})
}

func TestLeaving(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{})
		check(t, p.WaitText(t.Context(), "is a guest"))
		if err := p.Restored(); err == nil || !strings.Contains(err.Error(), "hidden cursor") {
			t.Errorf("in the middle, Restored says %v", err)
		}
		check(t, p.Press("q"))
		code, err := p.Wait(t.Context())
		if code != 7 || err != nil {
			t.Errorf("exit code %d, %v", code, err)
		}
		check(t, p.Restored())
		if !strings.Contains(p.Screen(), "bye") {
			t.Errorf("the last word is missing:\n%s", p.Screen())
		}
	})
}

func TestLeavingAMess(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{})
		check(t, p.WaitText(t.Context(), "is a guest"))
		check(t, p.Press("x"))
		if code, err := p.Wait(t.Context()); code != 0 || err != nil {
			t.Errorf("exit code %d, %v", code, err)
		}
		err := p.Restored()
		for _, left := range []string{"alternate screen", "hidden cursor", "bracketed paste", "pen"} {
			if err == nil || !strings.Contains(err.Error(), left) {
				t.Errorf("no word of %s in: %v", left, err)
			}
		}
	})
}

func TestSynchronizedUpdate(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		p := dial(Options{})
		check(t, p.WaitText(t.Context(), "is a guest"))
		check(t, p.Press("u"))
		waiting := make(chan error, 1)
		torn := false
		go func() {
			waiting <- p.WaitFor(t.Context(), func(p *Player) bool {
				first, second := p.Row(4) != "", p.Row(5) != ""
				torn = torn || first != second
				return second
			})
		}()
		check(t, p.Press("zU"))
		check(t, <-waiting)
		if torn {
			t.Error("a condition saw half an update")
		}
	})
}

func TestQueriesAreAnswered(t *testing.T) {
	clients(t, func(t *testing.T, dial func(Options) *Player) {
		for unsynchronized, setting := range map[bool]string{false: "2", true: "0"} {
			p := dial(Options{Unsynchronized: unsynchronized})
			check(t, p.WaitText(t.Context(), "is a guest"))
			check(t, p.Press("d"))
			check(t, p.WaitText(t.Context(), `answer "\x1b[?2026;`+setting+`$y"`))
		}
	})
}

func TestRequest(t *testing.T) {
	p, err := Dial(t.Context(), serve(t), Options{})
	check(t, err)
	defer p.Close()
	for name, want := range map[string]bool{"ping@test": true, "unheard-of@test": false} {
		if known, err := p.Request(name); known != want || err != nil {
			t.Errorf("request %s: %v, %v", name, known, err)
		}
	}
}

func TestBlind(t *testing.T) {
	var seen atomic.Int64
	p, err := Dial(t.Context(), serve(t), Options{Blind: true, OnOutput: func(_ time.Time, b []byte) {
		seen.Add(int64(len(b)))
	}})
	check(t, err)
	defer p.Close()
	check(t, p.WaitFor(t.Context(), func(p *Player) bool { return p.Bytes() > 20 }))
	if seen.Load() != p.Bytes() || p.Screen() != "" {
		t.Errorf("saw %d of %d bytes, screen %q", seen.Load(), p.Bytes(), p.Screen())
	}
}

func TestWaitingInVain(t *testing.T) {
	p, err := Dial(t.Context(), serve(t), Options{Patience: 100 * time.Millisecond})
	check(t, err)
	defer p.Close()
	check(t, p.WaitText(t.Context(), "is a guest"))
	err = p.WaitText(t.Context(), "godot")
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "guest is a guest") {
		t.Errorf("the error is %v", err)
	}
	check(t, p.Press("q"))
	if _, err := p.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.WaitText(t.Context(), "godot"); !errors.Is(err, errOver) {
		t.Errorf("after the end, the error is %v", err)
	}
}

func TestDialFails(t *testing.T) {
	if _, err := Dial(t.Context(), "127.0.0.1:1", Options{}); err == nil {
		t.Error("nobody listens there")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, dial := range []func(context.Context, string, Options) (*Player, error){Dial, DialOpenSSH} {
		if _, err := dial(ctx, "127.0.0.1:1", Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}

func TestDialToSilence(t *testing.T) {
	addr := silence(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Dial(ctx, addr, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a server that says nothing: %v", err)
	}
}
