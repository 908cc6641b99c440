package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// healthcheck asks the server on this machine.
type healthcheck struct {
	HTTP    string        `name:"http" placeholder:"ADDRESS" help:"The server's HTTP listen address; if there is one, /healthz is asked."`
	SSH     string        `name:"ssh" default:":2222" placeholder:"ADDRESS" help:"The server's SSH listen address (default ${default}); else this is asked."`
	Timeout time.Duration `default:"5s" placeholder:"TIME" env:"-" help:"How long an answer may take (default ${default})."`
}

// Validate names the value that is wrong.
func (h *healthcheck) Validate() error { return validAddresses(h.SSH, h.HTTP) }

// Run asks, and fails if the answer is not that all is well.
func (h *healthcheck) Run(ctx context.Context, io streams) error {
	ctx, cancel := context.WithTimeout(ctx, h.Timeout)
	defer cancel()
	ask := h.shakeHands
	if h.HTTP != "" {
		ask = h.get
	}
	if err := ask(ctx); err != nil {
		return fmt.Errorf("unhealthy: %w", err)
	}
	fmt.Fprintln(io.out, "healthy")
	return nil
}

// get asks /healthz.
func (h *healthcheck) get(ctx context.Context) error {
	url := "http://" + reachable(h.HTTP) + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	// The server is on this machine: no proxy stands in between.
	direct := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := direct.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	said, _ := io.ReadAll(io.LimitReader(answer.Body, 1024))
	return fmt.Errorf("%s: %s: %s", url, answer.Status, strings.TrimSpace(string(said)))
}

// shakeHands goes through a whole SSH handshake, as a guest would.
func (h *healthcheck) shakeHands(ctx context.Context) error {
	address := reachable(h.SSH)
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return err
	}
	_, _, _, err = gossh.NewClientConn(conn, address, &gossh.ClientConfig{
		User:            "healthcheck",
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), // whoever answers here is this machine's server
		Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(
			func(string, string, []string, []bool) ([]string, error) { return nil, nil })},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	return nil
}

// reachable is where a listen address is reached from this machine.
func reachable(listen string) string {
	host, port, _ := net.SplitHostPort(listen)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
