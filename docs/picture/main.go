// Command picture draws a running server's screen as a picture: it connects
// as a player would, presses keys if told to, and writes what the terminal
// shows as SVG or as plain text.
//
//	go run ./docs/picture --target localhost:2222 --size 100x30 \
//		--keys "right*8 down 2 space" --glyphs emoji --out docs/thicket.svg
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

// settings are the command's flags.
type settings struct {
	Target   string            `default:"localhost:2222" placeholder:"HOST:PORT" help:"The server to connect to (${default})."`
	User     string            `default:"otter" help:"The name to play under."`
	Identity string            `type:"existingfile" placeholder:"FILE" help:"A private SSH key without a passphrase; none: as a guest."`
	Size     size              `default:"100x30" placeholder:"WxH" help:"The terminal's columns and rows (${default})."`
	Term     string            `default:"xterm-256color" help:"The terminal's type, TERM."`
	Glyphs   string            `enum:",emoji,unicode,ascii" default:"" placeholder:"SET" help:"The glyph set to ask for: emoji, unicode or ascii; none: the server chooses."`
	Env      map[string]string `placeholder:"NAME=VALUE" help:"More of the client's environment; repeatable. LANG and COLORTERM are set already, for UTF-8 and true colour."`
	Until    string            `placeholder:"TEXT" help:"Wait until this stands on the screen before pressing keys; none: until anything does."`
	Keys     keys              `placeholder:"WORDS" help:"Keys to press, in words: up, down, left, right, shift+up, space, enter, tab, esc, backspace, ctrl+c; other words are typed letter by letter. right*5 is five times right."`
	Gap      time.Duration     `default:"120ms" help:"The time between two keys."`
	Wait     time.Duration     `default:"2s" help:"The time between the last key and the picture."`
	Text     bool              `help:"Write the screen as plain text instead of SVG."`
	Title    string            `placeholder:"TEXT" help:"The window's title; none: how to connect."`
	Out      string            `short:"o" placeholder:"FILE" help:"The file to write; none: standard output."`
}

// size is a terminal's size, written 100x30.
type size struct{ width, height int }

// UnmarshalText reads WxH; sizes beyond any screen are refused.
func (s *size) UnmarshalText(text []byte) error {
	var rest string
	n, _ := fmt.Sscanf(string(text)+" .", "%dx%d %s", &s.width, &s.height, &rest)
	if n != 3 || rest != "." || s.width < 1 || s.height < 1 || s.width > 1000 || s.height > 1000 {
		return fmt.Errorf("%q is not a size like 100x30, at most 1000x1000", text)
	}
	return nil
}

func main() {
	var s settings
	parser := kong.Must(&s, kong.Name("picture"),
		kong.Description("Draws a running server's screen as a picture."))
	if _, err := parser.Parse(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "picture: %v (--help lists the flags)\n", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "picture: %v\n", err)
		os.Exit(1)
	}
}

// run plays, draws, and writes the picture to its file or to out.
func run(ctx context.Context, s settings, out io.Writer) error {
	scene, err := play(ctx, s)
	if err != nil {
		return err
	}
	picture := scene.svg(s.title())
	if s.Text {
		picture = []byte(scene.text + "\n")
	}
	if s.Out == "" {
		_, err := out.Write(picture)
		return err
	}
	return os.WriteFile(s.Out, picture, 0o644)
}
