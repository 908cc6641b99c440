package push

import "testing"

// at is a load at which all steps were done.
func at(n int, p99 float64) Load { return Load{Load: n, Due: 1000, Done: 1000, P99: p99} }

func TestKnee(t *testing.T) {
	part := func(n, done int) Load { return Load{Load: n, Due: 1000, Done: int64(done), P99: 5} }
	cut := Load{Load: 8000, Due: 100, Done: 100, P99: 1, Cut: true}
	for _, c := range []struct {
		kind     string
		loads    []Load
		knee     int
		sentence string
	}{
		{"bots", []Load{at(512_000, 2), at(1_024_000, 4.1), at(2_000_000, 312)}, 1_024_000,
			"The knee is at 1,024,000 bots: p99 4.1 ms; at 2,000,000 it is 312 ms."},
		{"bots", []Load{at(1000, 100), at(2000, 100.1)}, 1000, "The knee is at 1,000 bots: p99 100 ms; at 2,000 it is 100 ms."},
		{"sessions", []Load{at(100, 0.46), part(200, 990), part(400, 989)}, 200,
			"The knee is at 200 sessions: p99 5.0 ms; at 400 only 98.9 % of the steps were done."},
		{"sessions", []Load{at(1000, 3), at(5000, 31.25)}, 5000, "The knee lies beyond 5,000 sessions: p99 is 31.2 ms there."},
		{"bots", []Load{at(1000, 1234.4), at(2000, 5000)}, 0, "The knee lies below 1,000 bots: there p99 is 1,234 ms."},
		{"bots", []Load{part(1000, 31)}, 0, "The knee lies below 1,000 bots: there only 3.1 % of the steps were done."},
		{"bots", []Load{at(1000, 1), at(2000, 300), at(4000, 2)}, 4000, // the largest, as it was agreed
			"The knee lies beyond 4,000 bots: p99 is 2.0 ms there."},
		{"bots", []Load{at(1000, 1), {Load: 2000}}, 1000, "The knee is at 1,000 bots: p99 1.0 ms; at 2,000 no step was due."},
		{"bots", []Load{at(4000, 1), cut}, 4000, "The knee lies beyond 4,000 bots: p99 is 1.0 ms there."},
		{"sessions", []Load{{Load: 100}, {Load: 200}}, 0, "No step was due: there is no knee."},
		{"bots", []Load{cut}, 0, "Nothing was measured."},
		{"bots", nil, 0, "Nothing was measured."},
	} {
		r := Report{Kind: c.kind, Limit: 100, Loads: c.loads}
		if r.Knee = r.knee(); r.Knee != c.knee {
			t.Errorf("%+v: the knee is at %d, wanted %d", c.loads, r.Knee, c.knee)
		}
		if got := r.Sentence(); got != c.sentence {
			t.Errorf("%q\nwanted %q", got, c.sentence)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 12_345: "12,345", 123_456: "123,456", 1_024_000: "1,024,000", -1: "-1", -100: "-100", -1000: "-1,000",
	} {
		if got := thousands(n); got != want {
			t.Errorf("%d is %q, wanted %q", n, got, want)
		}
	}
}
