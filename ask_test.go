package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"

	"golang.org/x/crypto/ssh"
)

// ask runs a command over SSH without a terminal, with a key or (nil) as a
// guest, and gives what it wrote to stdout. The error holds exit code and
// stderr.
func ask(ctx context.Context, addr string, key ssh.Signer, command string) (string, error) {
	var dialer net.Dialer
	wire, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return "", err
	}
	defer wire.Close()
	defer context.AfterFunc(ctx, func() { _ = wire.Close() })()
	cfg := &ssh.ClientConfig{User: "script", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	cfg.Auth = []ssh.AuthMethod{ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })}
	if key != nil {
		cfg.Auth = []ssh.AuthMethod{ssh.PublicKeys(key)}
	}
	conn, chans, reqs, err := ssh.NewClientConn(wire, addr, cfg)
	if err != nil {
		return "", err
	}
	client := ssh.NewClient(conn, chans, reqs)
	defer client.Close()
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	var out, complaint bytes.Buffer
	session.Stdout, session.Stderr = &out, &complaint
	if err := session.Run(command); err != nil {
		return out.String(), fmt.Errorf("%s: %w: %s", command, err, &complaint)
	}
	if complaint.Len() > 0 {
		return out.String(), errors.New(complaint.String())
	}
	return out.String(), nil
}

// askFor is ask for a command's JSON.
func askFor(ctx context.Context, addr string, key ssh.Signer, command string, into any) error {
	out, err := ask(ctx, addr, key, command+" --json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		return fmt.Errorf("%s --json: %w: %q", command, err, out)
	}
	return nil
}
