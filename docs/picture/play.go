package main

import (
	"context"
	"fmt"
	"maps"
	"net"
	"os"
	"strings"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/crypto/ssh"

	"thicket/sshd/sshtest"
)

// scene is what a terminal shows at one moment.
type scene struct {
	cells  [][]uv.Cell // by row, then by column
	text   string
	cursor *cursor // nil: hidden
}

type cursor struct{ x, y int }

// play connects, presses the keys and looks at the screen.
func play(ctx context.Context, s settings) (*scene, error) {
	options, err := s.options()
	if err != nil {
		return nil, err
	}
	opening, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	p, err := sshtest.Dial(opening, s.Target, options)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	err = p.WaitFor(ctx, func(p *sshtest.Player) bool {
		screen := p.Screen()
		return strings.TrimSpace(screen) != "" && strings.Contains(screen, s.Until)
	})
	if err != nil {
		return nil, err
	}
	for _, k := range s.Keys.sent {
		if err := p.Press(k); err != nil {
			return nil, err
		}
		if err := pause(ctx, p, s.Gap); err != nil {
			return nil, err
		}
	}
	if err := pause(ctx, p, s.Wait); err != nil {
		return nil, err
	}
	return capture(ctx, p)
}

// capture copies the screen between two updates.
func capture(ctx context.Context, p *sshtest.Player) (*scene, error) {
	sc := &scene{}
	err := p.WaitFor(ctx, func(p *sshtest.Player) bool {
		w, h := p.Size()
		sc.cells = make([][]uv.Cell, h)
		for y := range sc.cells {
			for x := range w {
				sc.cells[y] = append(sc.cells[y], p.Cell(x, y))
			}
		}
		sc.text = p.Screen()
		if x, y, visible := p.Cursor(); visible {
			sc.cursor = &cursor{x, y}
		}
		return true
	})
	return sc, err
}

// pause fails if the session ends meanwhile: then there is no screen left to
// draw, only a farewell.
func pause(ctx context.Context, p *sshtest.Player, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-p.Over():
		code, err := p.Wait(ctx)
		if err != nil {
			return err
		}
		return fmt.Errorf("the session ended before the picture was taken, exit code %d:\n%s",
			code, strings.TrimSpace(p.Screen()))
	}
}

func (s settings) options() (sshtest.Options, error) {
	env := map[string]string{"LANG": "C.UTF-8", "COLORTERM": "truecolor"}
	if s.Glyphs != "" {
		env["THICKET_GLYPHS"] = s.Glyphs
	}
	maps.Copy(env, s.Env)
	o := sshtest.Options{User: s.User, Term: s.Term, Width: s.Size.width, Height: s.Size.height, Env: env}
	if s.Identity == "" {
		return o, nil
	}
	text, err := os.ReadFile(s.Identity)
	if err != nil {
		return o, err
	}
	o.Signer, err = ssh.ParsePrivateKey(text)
	if err != nil {
		return o, fmt.Errorf("read key %s: %w", s.Identity, err)
	}
	return o, nil
}

// title is what the window's frame says.
func (s settings) title() string {
	if s.Title != "" {
		return s.Title
	}
	host, port, err := net.SplitHostPort(s.Target)
	if err != nil || port == "22" {
		return "ssh " + host
	}
	return fmt.Sprintf("ssh -p %s %s", port, host)
}
