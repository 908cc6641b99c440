package push

import "encoding/json"

// Report is what a push has measured.
type Report struct {
	Kind    string  `json:"kind"`            // "bots" or "sessions"
	Setup   string  `json:"setup,omitempty"` // what was pushed, in words; the caller fills it in
	Machine Machine `json:"machine"`
	Limit   float64 `json:"limit_ms"`
	// Knee is the largest load within the limit; 0 if none was.
	Knee  int    `json:"knee"`
	Loads []Load `json:"loads"`
	// Ended says why the push ended before its last load; "" if it did not.
	Ended string `json:"ended,omitempty"`
}

// Machine is where it was measured.
type Machine struct {
	OS     string `json:"os"`
	Arch   string `json:"arch"`
	CPU    string `json:"cpu"` // the model; "" where it is not known
	Cores  int    `json:"cores"`
	Memory int64  `json:"memory_bytes"` // 0 where it is not known
	Go     string `json:"go"`
}

// Load is what was measured at one load. Latencies are from the moment a step was
// due until its echo: for bots until the room had applied it, for sessions until the
// client had read the paint that shows it.
type Load struct {
	Load    int     `json:"load"` // bots or sessions
	Due     int64   `json:"due"`  // steps
	Done    int64   `json:"done"`
	Blocked int64   `json:"blocked"` // of those that were done
	P50     float64 `json:"p50_ms"`
	P95     float64 `json:"p95_ms"`
	P99     float64 `json:"p99_ms"`
	Max     float64 `json:"max_ms"`
	// FPS is the paints a second that a viewer got on average; Slowest and Fastest
	// those of one.
	FPS     float64 `json:"fps_per_viewer"`
	Slowest float64 `json:"fps_slowest"`
	Fastest float64 `json:"fps_fastest"`
	// Bytes are the bytes of terminal output of all viewers in a second.
	Bytes float64 `json:"bytes_per_second"`
	// Cores are the processor time of what is pushed, in cores; Generator that of the
	// load generator, 0 if it is the same process. RSS is the resident memory of what
	// is pushed. Of a target, wherever it is, Cores and RSS are not known, and 0.
	Cores     float64 `json:"cpu_cores"`
	Generator float64 `json:"generator_cpu_cores"`
	RSS       int64   `json:"rss_bytes"`
	Lost      int64   `json:"lost"` // sessions that were thrown out or broke
	Seconds   float64 `json:"seconds"`
	// Cut says that the push was stopped while this was measured: it does not count
	// for the knee.
	Cut bool `json:"cut,omitempty"`
	// Note says what else has to be known of these figures, such as that the
	// generator was the bottleneck; "" if nothing has.
	Note string `json:"note,omitempty"`
}

// JSON is the report as a file holds it, with a line break at its end.
func (r Report) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(r, "", "  ")
	return append(text, '\n'), err
}
