package push

import (
	"os/exec"
	"syscall"
)

// tie has a process asked to end when this one does, however that is; or, to be exact, when
// the thread does that started it, but those of Go end with the process unless a
// goroutine is bound to one.
func tie(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM} }
