package main

import (
	"context"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/crypto/ssh"
)

// BenchmarkFigureChaff is what typing with OpenSSH 9.5 and newer costs: 200
// players step once a second, so that their clients send a ping every 20 ms all
// the time. One after the other, three times over: nothing but the keys, pings,
// and the request that `thicket push sessions --chaff` sends instead of a ping.
//
//	go test -run '^$' -bench FigureChaff -benchtime 1x .
func BenchmarkFigureChaff(b *testing.B) {
	const n, rounds = 200, 3
	server := startProcess(b, "--fps", "10", "--bots", "10000", "--world", "1000x1000", "--max-players", strconv.Itoa(n))
	crowd := startAudience(b, server.address, n)
	stop := crowd.stroll(b)
	for _, v := range crowd.sessions {
		v.bearPongs()
	}
	ping := ssh.Marshal(struct {
		Data string `sshtype:"192"`
	}{"PING!"})
	size := ssh.Marshal(struct {
		Channel                       uint32 `sshtype:"98"`
		Request                       string
		WantReply                     bool
		Columns, Rows, Across, Upward uint32
	}{0, "window-change", true, 80, 24, 0, 0})
	time.Sleep(10 * time.Second)
	var none, pings, sizes packets
	for range rounds {
		none.add(crowd.flood(b, server, nil))
		pings.add(crowd.flood(b, server, ping))
		sizes.add(crowd.flood(b, server, size))
	}
	lost := crowd.lost.Load()
	stop()
	crowd.leave()
	still := none.cpu / none.seconds // of a core
	b.ReportMetric(100*still/n, "%core/player")
	b.ReportMetric(100*pings.cpu/pings.seconds/n, "%core/player-with-pings")
	b.ReportMetric(1e6*(pings.cpu-still*pings.seconds)/pings.sent, "us/ping")
	b.ReportMetric(1e6*(sizes.cpu-still*sizes.seconds)/sizes.sent, "us/stand-in")
	b.ReportMetric(pings.sent/pings.seconds/n, "pings/s/player")
	b.ReportMetric(float64(lost), "lost")
}

// packets are what was sent to a server over a while, and its processor time.
type packets struct{ sent, cpu, seconds float64 }

func (p *packets) add(o packets) {
	p.sent, p.cpu, p.seconds = p.sent+o.sent, p.cpu+o.cpu, p.seconds+o.seconds
}

// flood has each session send the packet every 20 ms, and measures.
func (a *audience) flood(b *testing.B, server *process, packet []byte) packets {
	const settle, over = time.Second, 5 * time.Second
	var sent atomic.Int64
	ctx, cancel := context.WithCancel(b.Context())
	var sending sync.WaitGroup
	if packet != nil {
		sending.Go(func() { a.send(ctx, packet, &sent) })
	}
	time.Sleep(settle)
	at, before, cpu := time.Now(), sent.Load(), server.cpu(b)
	time.Sleep(over)
	p := packets{cpu: server.cpu(b) - cpu, sent: float64(sent.Load() - before), seconds: time.Since(at).Seconds()}
	cancel()
	sending.Wait()
	return p
}

// send sends the packet for one session after the other, each every 20 ms.
// Encryption writes to what is sent, so that it is a copy.
func (a *audience) send(ctx context.Context, packet []byte, sent *atomic.Int64) {
	const every, beat = 20 * time.Millisecond, time.Millisecond
	buf := make([]byte, len(packet))
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for began, n := time.Now(), 0; ctx.Err() == nil; <-tick.C {
		for due := int(time.Since(began) * time.Duration(len(a.sessions)) / every); n < due; n++ {
			copy(buf, packet)
			_ = a.sessions[n%len(a.sessions)].send(buf)
			sent.Add(1)
		}
	}
}

// bearPongs has the client ignore the answers to pings: crypto/ssh's client
// takes any message that it does not know for one of a channel, whose number
// is at the place where a pong has the length of its data, 5. Of a channel that
// is not open yet it drops everything.
func (v *viewer) bearPongs() {
	mux := reflect.ValueOf(v.client.Conn).Elem().FieldByName("mux").UnsafePointer()
	for range len("PING!") { // the session has number 0
		newChannel(mux, "pong", 0, nil)
	}
}

// send writes a packet as it is. No client of crypto/ssh can send a ping.
func (v *viewer) send(packet []byte) error {
	transport := reflect.ValueOf(v.client.Conn).Elem().FieldByName("transport").Elem().UnsafePointer()
	return writePacket(transport, packet)
}

//go:linkname newChannel golang.org/x/crypto/ssh.(*mux).newChannel
func newChannel(mux unsafe.Pointer, kind string, direction uint8, extra []byte) unsafe.Pointer

//go:linkname writePacket golang.org/x/crypto/ssh.(*handshakeTransport).writePacket
func writePacket(transport unsafe.Pointer, packet []byte) error
