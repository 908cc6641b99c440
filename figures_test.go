package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// The benchmarks of this file measure the real program from outside, as a
// process of its own. Each takes its time, so they are run once:
//
//	go test -run '^$' -bench Figure -benchtime 1x .

// process is a running server.
type process struct {
	*exec.Cmd
	address string
}

func startProcess(b *testing.B, flags ...string) *process {
	b.Helper()
	return startUnder(b, nil, flags...)
}

// startUnder starts a server as the last arguments of another program.
func startUnder(b *testing.B, tool []string, flags ...string) *process {
	b.Helper()
	words := append(tool, binary(b), "--ssh", "127.0.0.1:0", "--data", b.TempDir(), "--seed", "7", "--max-per-source", "0")
	return startCommand(b, append(words, flags...)...)
}

// startCommand starts a server that says where it listens.
func startCommand(b *testing.B, words ...string) *process {
	b.Helper()
	p := &process{Cmd: exec.Command(words[0], words[1:]...)}
	p.SysProcAttr = apart()
	out, err := p.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(p.stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	said := invitation.FindStringSubmatch(line)
	if said == nil {
		b.Fatalf("the server said %q: %v", line, err)
	}
	p.address = "127.0.0.1:" + said[1]
	return p
}

// stop ends the process, whatever it is the tool of; the second time does nothing.
func (p *process) stop() {
	if p.ProcessState == nil {
		_ = syscall.Kill(-p.Process.Pid, syscall.SIGTERM)
		_ = p.Wait()
	}
}

// load is the part of a core that the process uses over a while.
func (p *process) load(b *testing.B, over time.Duration) float64 {
	before, at := p.cpu(b), time.Now()
	time.Sleep(over)
	return (p.cpu(b) - before) / time.Since(at).Seconds()
}

func (p *process) dial(b *testing.B, o sshtest.Options) *sshtest.Player {
	b.Helper()
	o.User = "figure"
	player, err := sshtest.Dial(context.Background(), p.address, o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = player.Close() })
	return player
}

// sees waits until the player's screen shows a position other than before.
func sees(ctx context.Context, p *sshtest.Player, before game.Point) error {
	return p.WaitFor(ctx, func(p *sshtest.Player) bool {
		pos, ok := at(p)
		return ok && pos != before
	})
}

var nowhere = game.Point{X: -1, Y: -1}

func quantile(sorted []time.Duration, q float64) float64 {
	return float64(sorted[int(q*float64(len(sorted)-1))]) / float64(time.Millisecond)
}

// BenchmarkFigureFirstFrame is the time from dialling to the first frame.
func BenchmarkFigureFirstFrame(b *testing.B) {
	server := startProcess(b, "--world", "200x200", "--bots", "500")
	var took []time.Duration
	for range 30 {
		began := time.Now()
		p := server.dial(b, sshtest.Options{Width: 100, Height: 30})
		if err := sees(context.Background(), p, nowhere); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		_ = p.Close()
	}
	slices.Sort(took)
	b.ReportMetric(quantile(took, .5), "p50-ms")
	b.ReportMetric(quantile(took, 1), "max-ms")
}

// BenchmarkFigureEcho is the time from a key to the changed screen, for one
// player at 100 x 30 among 500 bots in 200 x 200.
func BenchmarkFigureEcho(b *testing.B) {
	server := startProcess(b, "--world", "200x200", "--bots", "500")
	took := echoes(b, server, 500)
	b.ReportMetric(quantile(took, .5), "p50-ms")
	b.ReportMetric(quantile(took, .99), "p99-ms")
	b.ReportMetric(quantile(took, 1), "max-ms")
}

// echoes are the times of n steps of a player who comes for that, the shortest first.
func echoes(b *testing.B, server *process, n int) []time.Duration {
	b.Helper()
	p := server.dial(b, sshtest.Options{Width: 100, Height: 30})
	if err := sees(context.Background(), p, nowhere); err != nil {
		b.Fatal(err)
	}
	took, err := answers(p, n)
	if err != nil {
		b.Fatal(err)
	}
	return took
}

// answers are the times of n steps of a player, the shortest first.
func answers(p *sshtest.Player, n int) (took []time.Duration, err error) {
	keys := []string{sshtest.Right, sshtest.Down, sshtest.Left, sshtest.Up}
	for i := 0; len(took) < n; i++ {
		time.Sleep(100*time.Millisecond + rand.N(50*time.Millisecond)) // a player's pace
		before, _ := at(p)
		patience, cancel := context.WithTimeout(context.Background(), time.Second)
		began := time.Now()
		if err := p.Press(keys[i/3%4]); err != nil {
			cancel()
			return nil, err
		}
		err := sees(patience, p, before)
		cancel()
		if since := time.Since(began); err == nil {
			took = append(took, since)
		} else if !stopped(p.Screen()) {
			return nil, fmt.Errorf("no answer within %v:\n%s", since, p.Screen())
		}
	}
	slices.Sort(took)
	return took, nil
}

// stopped tells whether a screen says why somebody did not move, or something that came
// after that.
func stopped(screen string) bool {
	return slices.ContainsFunc([]string{"in the way", "ends here", "Stung by"}, func(why string) bool {
		return strings.Contains(screen, why)
	})
}

// BenchmarkFigurePaints counts the paints that a standing player gets, with
// bots in view and cells that live, and the bytes with none.
func BenchmarkFigurePaints(b *testing.B) {
	for _, c := range []struct{ bots, generations string }{{"500", "4"}, {"0", "0"}} {
		b.Run("bots="+c.bots, func(b *testing.B) {
			server := startProcess(b, "--world", "200x200", "--bots", c.bots, "--generations", c.generations)
			var paints atomic.Int64
			p := server.dial(b, sshtest.Options{Width: 100, Height: 30, OnOutput: func(_ time.Time, out []byte) {
				paints.Add(int64(strings.Count(string(out), "\x1b[?2026h")))
			}})
			if err := sees(context.Background(), p, nowhere); err != nil {
				b.Fatal(err)
			}
			time.Sleep(5 * time.Second) // hints and the first round trip are over
			const over = 20 * time.Second
			before, bytes, inView := paints.Load(), p.Bytes(), strings.Count(p.Screen(), "🐜")
			time.Sleep(over)
			b.ReportMetric(float64(paints.Load()-before)/over.Seconds(), "paints/s")
			b.ReportMetric(float64(p.Bytes()-bytes)/over.Seconds(), "B/s")
			b.ReportMetric(float64(inView), "bots-in-view")
		})
	}
}

// BenchmarkFigureUnwatched is what bots cost when nobody looks.
func BenchmarkFigureUnwatched(b *testing.B) {
	for _, bots := range []string{"10000", "100000"} {
		b.Run("bots="+bots, func(b *testing.B) {
			server := startProcess(b, "--bots", bots)
			time.Sleep(5 * time.Second) // all have entered
			b.ReportMetric(100*server.load(b, 20*time.Second), "%core")
		})
	}
}

// BenchmarkFigureIdleSessions is what 1,000 sessions cost while nothing moves,
// and while bacteria grow before everybody's eyes.
func BenchmarkFigureIdleSessions(b *testing.B) {
	for _, generations := range []string{"0", "4"} {
		b.Run("generations="+generations, func(b *testing.B) { benchIdle(b, generations) })
	}
}

func benchIdle(b *testing.B, generations string) {
	server := startProcess(b, "--bots", "0", "--generations", generations)
	for range 1000 {
		p := server.dial(b, sshtest.Options{Blind: true})
		if err := p.WaitFor(context.Background(), func(p *sshtest.Player) bool { return p.Bytes() > 500 }); err != nil {
			b.Fatal(err)
		}
	}
	time.Sleep(10 * time.Second)
	b.ReportMetric(100*server.load(b, 30*time.Second), "%core")
	b.ReportMetric(server.residentKiB(b)/1000, "KiB/session")
}

// residentKiB is the memory that the process holds.
func (p *process) residentKiB(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
	if err != nil {
		b.Skip("needs /proc: ", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kib
		}
	}
	return 0
}
