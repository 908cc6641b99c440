package push

import (
	"math"
	"testing"
	"time"
)

func TestLatencies(t *testing.T) {
	one := newLatencies()
	for i := range 900 {
		one.record(time.Duration(i+1)*time.Millisecond, 1) // 1 to 900 ms
	}
	one.record(901*time.Millisecond, 99)
	one.record(time.Hour, 1)
	var l Load
	one.fill(&l)
	for _, c := range []struct {
		name      string
		got, want float64
	}{{"p50", l.P50, 500}, {"p95", l.P95, 901}, {"p99", l.P99, 901}, {"p99 alone", one.p99(), 901}, {"max", l.Max, 600_000}} {
		if math.Abs(c.got-c.want) > c.want/1000 { // three digits
			t.Errorf("%s is %v ms, wanted %v", c.name, c.got, c.want)
		}
	}
	one.reset()
	one.record(-time.Second, 1)
	one.fill(&l)
	if l.P50 != 0 || l.P99 != 0 || l.Max != 0 {
		t.Errorf("of one that was early: %+v", l)
	}
	one.reset()
	one.fill(&l)
	if l.P50 != 0 || l.P99 != 0 || l.Max != 0 {
		t.Errorf("of nothing: %+v", l)
	}
}

func TestRecordingAllocatesNothing(t *testing.T) {
	one, d := newLatencies(), time.Duration(0)
	if n := testing.AllocsPerRun(1000, func() {
		one.record(d, 3)
		d += 7 * time.Millisecond
	}); n != 0 {
		t.Errorf("%v allocations a record", n)
	}
}

func BenchmarkRecord(b *testing.B) {
	l, d := newLatencies(), time.Duration(0)
	b.ReportAllocs()
	for b.Loop() {
		l.record(d, 1)
		d = (d + 7*time.Microsecond) % time.Second
	}
}
