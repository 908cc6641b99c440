package main

import (
	"fmt"
	"net"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// healthcheck asks the server on this machine.
type healthcheck struct {
	SSH     string        `name:"ssh" default:":2222" placeholder:"ADDRESS" help:"The server's SSH listen address (default ${default})."`
	Timeout time.Duration `default:"5s" placeholder:"TIME" env:"-" help:"How long an answer may take (default ${default})."`
}

// Validate names the value that is wrong.
func (h *healthcheck) Validate() error { return validAddress(h.SSH) }

// Run goes through a whole SSH handshake, as a guest would.
func (h *healthcheck) Run(io streams) error {
	host, port, _ := net.SplitHostPort(h.SSH)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	address := net.JoinHostPort(host, port)
	conn, err := net.DialTimeout("tcp", address, h.Timeout)
	if err != nil {
		return fmt.Errorf("unhealthy: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(h.Timeout)); err != nil {
		return fmt.Errorf("unhealthy: %w", err)
	}
	_, _, _, err = gossh.NewClientConn(conn, address, &gossh.ClientConfig{
		User:            "healthcheck",
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), // whoever answers here is this machine's server
		Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(
			func(string, string, []string, []bool) ([]string, error) { return nil, nil })},
	})
	if err != nil {
		return fmt.Errorf("unhealthy: %s: %w", address, err)
	}
	fmt.Fprintln(io.out, "healthy")
	return nil
}
