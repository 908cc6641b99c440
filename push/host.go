package push

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// host is a server that the lab has started as another process.
type host struct {
	cmd     *exec.Cmd
	address string
	ended   chan struct{} // closed when it has ended
}

// invited is what a server says on its first line.
var invited = regexp.MustCompile(`ssh -p (\d+) localhost`)

// startHost starts a server by its command line, which alone says how it is, and waits
// until it says where it listens. What it logs goes to standard error.
func startHost(ctx context.Context, words []string) (*host, error) {
	h := &host{cmd: exec.Command(words[0], words[1:]...), ended: make(chan struct{})}
	h.cmd.Stderr = os.Stderr
	h.cmd.Env = slices.DeleteFunc(os.Environ(), func(entry string) bool { return strings.HasPrefix(entry, "THICKET_") })
	tie(h.cmd)
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	if err := h.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	said := make(chan string, 1)
	go func() {
		defer close(h.ended)
		lines := bufio.NewReader(out)
		line, _ := lines.ReadString('\n')
		said <- line
		_, _ = io.Copy(io.Discard, lines)
		_ = h.cmd.Wait() // the state says it
	}()
	select {
	case line := <-said:
		if port := invited.FindStringSubmatch(line); port != nil {
			h.address = "127.0.0.1:" + port[1]
			return h, nil
		}
		err = fmt.Errorf("start the server: it did not say where it listens, but %q", line)
	case <-ctx.Done():
		err = fmt.Errorf("start the server: %w", context.Cause(ctx))
	}
	_ = h.stop() // that it ends is no news
	return nil, err
}

// err is that the server has ended by itself, nil if it has not.
func (h *host) err() error {
	select {
	case <-h.ended:
		return fmt.Errorf("the server ended by itself: %v", h.cmd.ProcessState)
	default:
		return nil
	}
}

// stop asks the server to end, and waits until it has.
func (h *host) stop() error {
	if err := h.err(); err != nil {
		return err
	}
	if h.cmd.Process.Signal(os.Interrupt) != nil {
		_ = h.cmd.Process.Kill()
	}
	select {
	case <-h.ended:
		return nil
	case <-time.After(30 * time.Second):
		_ = h.cmd.Process.Kill()
		<-h.ended
		return errors.New("the server did not stop within 30 s, and was killed")
	}
}
