package main

import (
	"context"
	"testing"
)

// BenchmarkFigureThrottledDisk is the echo while a crowd has things written, on
// a disk that takes no time and on one where each sync takes half a second and
// each write 20 ms more. Both run under strace, which delays them. It needs
// strace 5.3 or newer.
//
//	go test -run '^$' -bench FigureThrottledDisk -benchtime 1x .
func BenchmarkFigureThrottledDisk(b *testing.B) {
	const calls = "fsync,fdatasync,pwrite64"
	var p99 [2]float64
	for i, delays := range [][]string{
		{"fsync,fdatasync:delay_enter=1", "pwrite64:delay_enter=1"},
		{"fsync,fdatasync:delay_enter=500000", "pwrite64:delay_enter=20000"},
	} {
		tool := []string{"strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "signal=none", "-e", "trace=" + calls}
		for _, d := range delays {
			tool = append(tool, "-e", "inject="+d)
		}
		server := startUnder(b, tool, "--world", "200x200", "--bots", "500", "--generations", "0") // nobody is stung
		ctx, stop := context.WithCancel(context.Background())
		crowd := startCrowd(ctx, server.address, 20)
		took := echoes(b, server, 300)
		stop()
		crowd.Wait()
		p99[i] = quantile(took, .99)
		b.Logf("delays %v: p50 %.2f ms, p99 %.2f ms", delays, quantile(took, .5), p99[i])
	}
	b.ReportMetric(p99[0], "p99-ms")
	b.ReportMetric(p99[1], "p99-ms-throttled")
	b.ReportMetric(p99[1]/p99[0], "times")
}
