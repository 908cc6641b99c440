package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"thicket/push"
)

// brook is a lab without a world that is at its end with three bots.
type brook struct {
	load   int
	closed bool
}

func (b *brook) Kind() string { return "bots" }

func (b *brook) Grow(_ context.Context, n int, now func(int)) error {
	now(b.load)
	if b.load = n; n == 4 {
		return errors.New("dry")
	}
	return nil
}

func (b *brook) Start() {}

func (b *brook) Err() error { return nil }

func (b *brook) Take() push.Load {
	return push.Load{Load: b.load, Due: 10, Done: 10, P99: float64(20 * b.load * b.load), Seconds: 0.1}
}

func (b *brook) Close() error {
	b.closed = true
	return errors.New("too late")
}

// files are the names in a folder.
func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// What was measured is told and written, also when the push ends with an error.
func TestPushTells(t *testing.T) {
	folder := t.TempDir()
	r := ramping{Factor: 2, Hold: 100 * time.Millisecond, Limit: 50 * time.Millisecond,
		JSON: filepath.Join(folder, "figures.json"), Plot: filepath.Join(folder, "figures.svg")}
	lab := &brook{}
	var out, errs bytes.Buffer
	err := r.push(t.Context(), streams{&out, &errs}, r.between(1, 10), "a brook", func(context.Context) (push.Lab, error) { return lab, nil })
	if err == nil || err.Error() != "grow to 4 bots: dry" || !lab.closed {
		t.Errorf("%v; closed: %v", err, lab.closed)
	}
	contains(t, out.String(), "a brook\n", "   1 100.0", "   2 100.0", "limit 50.0 ms", "The knee is at 1 bots: p99 20.0 ms; at 2 it is 80.0 ms.\n")
	if strings.Contains(out.String(), "\x1b") {
		t.Errorf("colours where there is no terminal: %q", out.String())
	}
	if want := "1 bots: p99 20.0 ms, 100.0 % done, 0 fps\n2 bots: p99 80.0 ms, 100.0 % done, 0 fps\n"; errs.String() != want {
		t.Errorf("stderr %q, wanted %q", errs.String(), want)
	}
	var figures push.Report
	text, err := os.ReadFile(r.JSON)
	if err := errors.Join(err, json.Unmarshal(text, &figures)); err != nil {
		t.Fatal(err)
	}
	if figures.Knee != 1 || len(figures.Loads) != 2 || figures.Setup != "a brook" || figures.Ended != "grow to 4 bots: dry" {
		t.Errorf("%s", text)
	}
	picture, err := os.ReadFile(r.Plot)
	if err := errors.Join(err, xml.Unmarshal(picture, &struct{}{})); err != nil {
		t.Error(err)
	}
	if got := files(t, folder); !slices.Equal(got, []string{"figures.json", "figures.svg"}) {
		t.Errorf("%q", got)
	}
}

func TestPushThatCannotBegin(t *testing.T) {
	folder := t.TempDir()
	r := ramping{Factor: 2, Hold: 100 * time.Millisecond, Limit: 50 * time.Millisecond, JSON: filepath.Join(folder, "figures.json")}
	for _, open := range []func(context.Context) (push.Lab, error){
		func(context.Context) (push.Lab, error) { return nil, errors.New("no ground") },
		func(context.Context) (push.Lab, error) { return &brook{}, nil },
	} {
		var out, errs bytes.Buffer
		if err := r.push(t.Context(), streams{&out, &errs}, r.between(4, 10), "a brook", open); err == nil || out.Len()+errs.Len() > 0 {
			t.Errorf("%v, stdout %q, stderr %q", err, out.String(), errs.String())
		}
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("ctrl+c"))
	err := r.push(ctx, streams{io.Discard, io.Discard}, r.between(4, 10), "a brook", func(ctx context.Context) (push.Lab, error) {
		return nil, errors.Join(context.Cause(ctx), errors.New("its spring as well"))
	})
	if err == nil || err.Error() != "stopped before anything was measured: ctrl+c" {
		t.Error(err)
	}
	if got := files(t, folder); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

func TestWriteWhole(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	for _, text := range []string{"something long", "short"} {
		if err := errors.Join(writable(file), writeWhole(file, []byte(text))); err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	under := filepath.Join(file, "under") // a file is no folder
	for _, name := range []string{under, folder} {
		for _, err := range []error{writable(name), writeWhole(name, []byte("x"))} {
			if err == nil || !strings.HasPrefix(err.Error(), "write "+name+": ") || strings.Contains(err.Error(), ".thicket-") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	link := filepath.Join(folder, "link")
	if err := errors.Join(os.Symlink("file", link), writable(link), writeWhole(link, []byte("x"))); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "x" {
		t.Errorf("what it links to is %q, %v", got, err)
	}
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		text, _ := os.ReadFile(pipe)
		read <- string(text)
	}()
	if err := errors.Join(writable(pipe), writeWhole(pipe, []byte("through"))); err != nil {
		t.Error(err)
	}
	if got := <-read; got != "through" {
		t.Errorf("the pipe gave %q", got)
	}
	if got := files(t, folder); !slices.Equal(got, []string{"file", "link", "pipe"}) {
		t.Errorf("%q", got)
	}
}

// On a terminal the progress is one line that is written over, no longer than the
// terminal is wide, and the plot has colours.
func TestPushOnTerminal(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	for _, name := range []string{"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"} {
		t.Setenv(name, "")
	}
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	if err := pty.Setsize(terminal, &pty.Winsize{Rows: 24, Cols: 30}); err != nil {
		t.Fatal(err)
	}
	shown := make(chan string)
	go func() {
		text, _ := io.ReadAll(screen) // ends with an error when the terminal is closed
		shown <- string(text)
	}()
	r := ramping{Factor: 2, Hold: 100 * time.Millisecond, Limit: 50 * time.Millisecond}
	err = r.push(t.Context(), streams{terminal, terminal}, r.between(1, 4), "a brook", func(context.Context) (push.Lab, error) { return &brook{}, nil })
	_ = terminal.Close()
	if err == nil {
		t.Error("a brook that is dry grew")
	}
	progress, told, found := strings.Cut(<-shown, "a brook")
	if lines := strings.Split(progress, "\r"); !found || len(lines) < 3 || lines[len(lines)-1] != "\x1b[K" {
		t.Errorf("the line is not cleared: %q", progress)
	}
	for line := range strings.SplitSeq(progress, "\r") {
		if len(strings.TrimSuffix(line, "\x1b[K")) >= 30 || strings.Contains(line, "\n") {
			t.Errorf("%q in 30 columns", line)
		}
	}
	contains(t, told, "\x1b[", "The knee is at 1 bots")
}
