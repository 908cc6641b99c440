//go:build unix && !linux

package main

import (
	"syscall"
	"testing"
)

// apart has a process be in a group of its own.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// cpu is Linux's alone.
func (p *process) cpu(b *testing.B) float64 {
	b.Skip("needs Linux")
	return 0
}
