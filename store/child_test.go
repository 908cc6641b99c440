package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// What a child process does, and with which folder, stands in its environment.
const (
	childRole   = "THICKET_TEST_ROLE"
	childFolder = "THICKET_TEST_FOLDER"
)

// childMain is the main function of a child process; false: this is none.
func childMain() bool {
	folder := os.Getenv(childFolder)
	switch os.Getenv(childRole) {
	case "hold":
		hold(folder)
	case "play":
		play(folder)
	case "found":
		foundWorlds(folder)
	case "open as nobody":
		becomeNobody()
		hold(folder)
	default:
		return false
	}
	return true
}

// hold opens the folder, says what came of it, and waits for the end of its input.
func hold(folder string) {
	s, _, err := openChild(folder)
	fmt.Println("open:", err)
	if err == nil {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = s.Close()
	}
}

func openChild(folder string) (*Store, *log, error) { return openFor(&testing.B{}, folder) }

// play lets accounts arrive, score and get banned without end, and says what
// is acknowledged.
func play(folder string) {
	s, _, err := openChild(folder)
	if err != nil {
		fmt.Println("open:", err)
		return
	}
	go s.Run(context.Background())
	out := make(chan string)
	for player := range 20 {
		go func() {
			for i := 0; ; i++ {
				account := key(fmt.Sprint(os.Getpid(), player, i))
				v, err := s.Arrive(context.Background(), game.Visitor{Account: account, Name: "otter"})
				if err != nil {
					out <- "error: " + err.Error()
				}
				out <- "name " + account + " " + v.Profile.Name
				if err := s.Record("meadow", []game.Result{{Account: account, Best: i + 1, Meals: player}}); err != nil {
					out <- "error: " + err.Error()
				}
				out <- fmt.Sprint("best ", account, " ", i+1)
				if err := s.Ban(context.Background(), game.Ban{Target: account}); err != nil {
					out <- "error: " + err.Error()
				}
				out <- "ban " + account + " -"
				s.Depart(v)
			}
		}()
	}
	for line := range out {
		fmt.Println(line)
	}
}

// foundWorlds founds, saves and forgets worlds without end, and says what is
// acknowledged. Their message of the day is a number that rises, as the seed of
// their snapshots.
func foundWorlds(folder string) {
	s, _, err := openChild(folder)
	if err != nil {
		fmt.Println("open:", err)
		return
	}
	go s.Run(context.Background())
	out := make(chan string)
	for player := range 8 {
		world := fmt.Sprintf("fen-%d", player)
		said := func(what string, n int, err error) {
			if err != nil {
				what = "error:" + err.Error()
			}
			out <- fmt.Sprint(what, " ", world, " ", n)
		}
		go func() {
			for i := int(time.Now().UnixMilli()); ; i++ { // higher than of the child before
				c := charterOf(world)
				c.Motd = fmt.Sprint(i)
				said("charter", i, s.Charter(c))
				said("shot", i, s.Save(world, shotOf(&testing.B{}, uint64(i))))
				if i%3 == player%3 {
					out <- "forgets " + world + " 0"
					said("forgotten", i, s.Forget(world))
				}
			}
		}()
	}
	for line := range out {
		fmt.Println(line)
	}
}

// child starts this program in a role; what it says comes line by line.
func child(t *testing.T, role, folder string) (cmd *exec.Cmd, lines *bufio.Scanner) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childRole+"="+role, childFolder+"="+folder)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	return cmd, bufio.NewScanner(out)
}

// opened is what a child said of opening the folder.
func opened(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	if !lines.Scan() {
		t.Fatal("the child said nothing: ", lines.Err())
	}
	return strings.TrimPrefix(lines.Text(), "open: ")
}
