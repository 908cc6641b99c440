package main

import (
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// apart has a process be in a group of its own, since a tool may keep signals to
// itself, and asked to end when this one does, however that is: a timeout runs no
// cleanup.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}

// cpu is the processor time that the process has used, in seconds; to the
// nanosecond, of its threads that have ended as well.
func (p *process) cpu(b *testing.B) float64 {
	b.Helper()
	clock := int32(^p.Process.Pid<<3 | 2) // clock_getcpuclockid(3): CPUCLOCK_SCHED of that process
	var used unix.Timespec
	if err := unix.ClockGettime(clock, &used); err != nil {
		b.Fatal("the clock of the server's processor time: ", err)
	}
	return float64(used.Nano()) / 1e9
}
