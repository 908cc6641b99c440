package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/sync/errgroup"

	"thicket/sshd/sshtest"
)

// BenchmarkFigureSessions is what a session costs: players at 80 x 24 over SSH
// who step once a second among 10,000 bots, and beside it the floor, which is
// crypto/ssh alone, writing as many bytes at the same rate to as many sessions.
// Both are processes of their own, so that the load generator counts for
// neither. What the world costs before anybody comes is measured first: what a
// paint or a session takes is told with it, and beyond it.
//
//	go test -run '^$' -bench 'FigureSessions/sessions=1000$' -benchtime 1x .
func BenchmarkFigureSessions(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 3000, 5000} {
		b.Run(fmt.Sprintf("sessions=%d", n), func(b *testing.B) { benchSessions(b, n, "1000x1000") })
	}
}

// BenchmarkFigureSize is BenchmarkFigureSessions in worlds of other sizes.
func BenchmarkFigureSize(b *testing.B) {
	for _, size := range []string{"1000x1000", "8000x8000"} {
		b.Run(size, func(b *testing.B) { benchSessions(b, 500, size) })
	}
}

func benchSessions(b *testing.B, n int, size string) {
	server := startProcess(b, "--fps", "10", "--bots", "10000", "--world", size, "--max-players", strconv.Itoa(n))
	world := server.alone(b, 8*time.Second, 10*time.Second)
	crowd := startAudience(b, server.address, n)
	stop := crowd.stroll(b)
	idle := server.residentKiB(b)
	ours := crowd.measure(b, server)
	memory, lost := max(idle, server.residentKiB(b)), crowd.lost.Load()
	stop()
	crowd.leave()
	floor := startFloor(b, ours)
	crowd = startAudience(b, floor.address, n)
	least := crowd.measure(b, floor)
	crowd.leave()
	ours.report(b, world, least)
	b.ReportMetric(ours.slowest/ours.rate, "slowest/mean")
	b.ReportMetric(float64(lost), "lost")
	b.ReportMetric(memory/float64(n), "KiB/session")
	b.ReportMetric((memory-world.kib)/float64(n), "beyond-world-KiB/session")
	b.ReportMetric(world.kib/1024, "world-MiB")
	b.ReportMetric(floor.residentKiB(b)/float64(n), "floor-KiB/session")
}

// audience are sessions that read what is painted, and nothing else.
type audience struct {
	sessions []*viewer
	reading  errgroup.Group
	lost     atomic.Int64 // sessions that were thrown out
}

type viewer struct {
	client        *ssh.Client
	session       *ssh.Session
	in            interface{ Write([]byte) (int, error) }
	paints, bytes atomic.Int64
}

// startAudience opens n sessions, which call from many addresses.
func startAudience(b *testing.B, address string, n int) *audience {
	b.Helper()
	a := &audience{sessions: make([]*viewer, n)}
	var dialling errgroup.Group
	dialling.SetLimit(4)
	for i := range n {
		dialling.Go(func() (err error) {
			a.sessions[i], err = a.dial(address, i)
			return err
		})
	}
	if err := dialling.Wait(); err != nil {
		b.Fatal(err)
	}
	return a
}

// dial opens a session, and reads what it is sent.
func (a *audience) dial(address string, i int) (*viewer, error) {
	from := &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+i/250), byte(1+i%250))}
	conn, err := (&net.Dialer{LocalAddr: from}).Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	signer := ssh.PublicKeys(sshtest.KeyFromSeed(uint64(1 + i)))
	c, channels, requests, err := ssh.NewClientConn(conn, address, &ssh.ClientConfig{
		User: "figure", Auth: []ssh.AuthMethod{signer}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		return nil, err
	}
	v := &viewer{client: ssh.NewClient(c, channels, requests)}
	if v.session, err = v.client.NewSession(); err != nil {
		return nil, err
	}
	if v.in, err = v.session.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := v.session.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := v.session.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		return nil, err
	}
	a.reading.Go(func() error { v.read(out); a.lost.Add(1); return nil })
	return v, v.session.Shell()
}

// read counts paints: of a terminal that knows synchronized updates, each
// begins with one.
func (v *viewer) read(out interface{ Read([]byte) (int, error) }) {
	begin := []byte("\x1b[?2026h")
	buf := make([]byte, 8192)
	for {
		n, err := out.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("\x1b[?2026$p")) {
			_, _ = v.in.Write([]byte("\x1b[?2026;2$y"))
		}
		v.paints.Add(int64(bytes.Count(buf[:n], begin)))
		v.bytes.Add(int64(n))
	}
}

// stroll has each session step once a second, until stop is called.
func (a *audience) stroll(b *testing.B) (stop func()) {
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		keys := []string{sshtest.Right, sshtest.Down, sshtest.Left, sshtest.Up}
		const beat = 10 * time.Millisecond
		tick := time.NewTicker(beat)
		defer tick.Stop()
		began, n := time.Now(), 0
		for ctx.Err() == nil {
			<-tick.C
			due := int(time.Since(began).Seconds() * float64(len(a.sessions)))
			for ; n < due; n++ {
				_, _ = a.sessions[n%len(a.sessions)].in.Write([]byte(keys[n/len(a.sessions)/5%4]))
			}
		}
	}()
	return func() { cancel(); <-ended }
}

func (a *audience) leave() {
	for _, v := range a.sessions {
		_ = v.client.Close()
	}
	_ = a.reading.Wait()
}

// cost is what an audience got and what a server paid for it.
type cost struct {
	perPaint      float64 // microseconds of processor time
	bytes         float64 // a paint
	rate, slowest float64 // paints a second of a session
	cores         float64
}

// report tells what paints cost, beside a world that nobody watches and the floor.
func (c cost) report(b *testing.B, world quiet, floor cost) {
	b.ReportMetric(c.perPaint, "us/paint")
	b.ReportMetric(c.perPaint*(1-world.cores/c.cores), "beyond-world-us/paint")
	b.ReportMetric(c.bytes, "B/paint")
	b.ReportMetric(c.rate, "paints/s")
	b.ReportMetric(c.cores, "cores")
	b.ReportMetric(world.cores, "world-cores")
	b.ReportMetric(floor.perPaint, "floor-us/paint")
	b.ReportMetric(floor.rate, "floor-paints/s")
	b.ReportMetric(c.perPaint/floor.perPaint, "times-floor")
}

// quiet is what a server takes that nobody has come to.
type quiet struct{ cores, kib float64 }

// alone waits until the bots have entered and measures.
func (p *process) alone(b *testing.B, settle, over time.Duration) quiet {
	b.Helper()
	time.Sleep(settle)
	return quiet{cores: p.load(b, over), kib: p.residentKiB(b)}
}

// measure waits until things have settled, and measures.
func (a *audience) measure(b *testing.B, server *process) cost {
	b.Helper()
	return a.watch(b, server, 10*time.Second, 20*time.Second)
}

func (a *audience) watch(b *testing.B, server *process, settle, over time.Duration) cost {
	b.Helper()
	time.Sleep(settle)
	before, cpu, at := make([]int64, len(a.sessions)), server.cpu(b), time.Now()
	bytes := int64(0)
	for i, v := range a.sessions {
		before[i], bytes = v.paints.Load(), bytes-v.bytes.Load()
	}
	time.Sleep(over)
	cpu = server.cpu(b) - cpu
	took := time.Since(at).Seconds()
	paints, fewest := int64(0), int64(1<<62)
	for i, v := range a.sessions {
		n := v.paints.Load() - before[i]
		paints, fewest, bytes = paints+n, min(fewest, n), bytes+v.bytes.Load()
	}
	return cost{
		perPaint: 1e6 * cpu / float64(paints), bytes: float64(bytes) / float64(paints), cores: cpu / took,
		rate: float64(paints) / took / float64(len(a.sessions)), slowest: float64(fewest) / took,
	}
}

// floorSpec is the variable by which this binary becomes the floor: bytes a
// paint and microseconds between two.
const floorSpec = "FLOOR_SPEC"

// startFloor starts the least that a server could be.
func startFloor(b *testing.B, of cost) *process {
	b.Helper()
	spec := fmt.Sprintf("%.0f %.0f", of.bytes, 1e6/of.rate)
	b.Setenv(floorSpec, spec)
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	return startCommand(b, self)
}
