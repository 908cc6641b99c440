package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// becomeNobody gives up the rights of root, which may write everywhere.
func becomeNobody() {
	if os.Getuid() != 0 {
		return
	}
	if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
		fmt.Println("open:", err)
		os.Exit(1)
	}
}

const alone = "THICKET_TEST_ALONE"

// onSmallDisk runs a test again, in a process of its own, with a folder on a
// disk that is small, and that it can fill and make free. Where no file system
// can be mounted, no file can grow instead.
func onSmallDisk(t *testing.T, test func(t *testing.T, d smallDisk)) {
	if os.Getenv(alone) != "" {
		test(t, newSmallDisk(t))
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), alone+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	said, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) { // no namespaces to be had
		again := exec.Command(cmd.Path, cmd.Args[1:]...)
		again.Env = cmd.Env
		said, err = again.CombinedOutput()
	}
	t.Logf("%s", said)
	if err != nil {
		t.Fatal(err)
	}
}

// smallDisk is where a folder is.
type smallDisk struct {
	folder     string
	fill, free func()
}

func newSmallDisk(t *testing.T) smallDisk {
	folder := t.TempDir()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=2m"); err != nil {
		t.Log("no file system can be mounted: ", err)
		signal.Ignore(syscall.SIGXFSZ)
		var limit syscall.Rlimit
		must(syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit))
		least := limit
		least.Cur = 100
		return smallDisk{folder,
			func() { must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &least)) },
			func() { must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)) }}
	}
	t.Cleanup(func() { must(syscall.Unmount(folder, syscall.MNT_DETACH)) })
	ballast := filepath.Join(folder, "ballast")
	return smallDisk{folder,
		func() {
			if err := os.WriteFile(ballast, make([]byte, 4<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
				t.Fatal("the disk is not full: ", err)
			}
		},
		func() { must(os.Remove(ballast)) }}
}
