package push

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// example is a report of twelve loads whose knee is at 1,024,000.
func example(kind string) Report {
	r := Report{Kind: kind, Limit: 100, Setup: `a world <of> 4000x4000 & "viewers"`, Machine: Machine{
		OS: "linux", Arch: "amd64", CPU: "Xeon & Sons", Cores: 2, Memory: 24 << 30, Go: "go1.26.8"}}
	for _, n := range (Ramp{From: 1000, To: 2_000_000, Factor: 2}).loads() {
		p99 := 0.8 * math.Pow(float64(n)/1000, 0.25)
		l := Load{Load: n, Due: int64(10 * n), Done: int64(10 * n), P50: p99 / 7, P95: p99 / 2, P99: p99, Max: 3 * p99,
			FPS: 11.9, Slowest: 11.4, Fastest: 12, Bytes: 1_234_567, Cores: 0.45, RSS: int64(n) << 10, Seconds: 10}
		if n == 2_000_000 {
			l.Done, l.P50, l.P95, l.P99, l.Max = l.Due*97/100, 30, 640, 1312, 12_403
			l.Note = "the generator was the bottleneck"
		}
		switch kind {
		case "bots":
			l.Blocked = l.Done / 8
		case "sessions":
			l.Generator, l.Lost = 1.25, 3
		}
		r.Loads = append(r.Loads, l)
	}
	r.Knee = r.knee()
	return r
}

func TestTable(t *testing.T) {
	r := example("bots")
	cut := r.Loads[11]
	r.Loads = []Load{r.Loads[0], r.Loads[10], r.Loads[11]}
	cut.Cut, cut.Seconds, cut.Note = true, 3.21, ""
	r.Loads[0].Cores, r.Loads[0].RSS = 0, 0 // as of a target
	r.Loads = append(r.Loads, cut)
	want := `
     bots  done blocked  p50  p95   p99    max  fps  fps  out   CPU memory
          % due       %   ms   ms    ms     ms mean  low MB/s cores    MiB
    1,000 100.0    12.5 0.11 0.40  0.80    2.4 11.9 11.4  1.2     -      -
1,024,000 100.0    12.5 0.65  2.3   4.5   13.6 11.9 11.4  1.2  0.45  1,000
2,000,000  97.0    12.5 30.0  640 1,312 12,403 11.9 11.4  1.2  0.45  1,953
2,000,000  97.0    12.5 30.0  640 1,312 12,403 11.9 11.4  1.2  0.45  1,953
2,000,000: the generator was the bottleneck
2,000,000: stopped after 3.2 s, and not judged
`
	if got := "\n" + r.Table(); got != want {
		t.Errorf("%s\nwanted%s", got, want)
	}
	for _, kind := range []string{"bots", "sessions"} {
		for line := range strings.Lines(example(kind).Table()) {
			if len(line) > 81 {
				t.Errorf("%d columns: %q", len(line)-1, line)
			}
		}
	}
	sessions := example("sessions").Table()
	for _, word := range []string{"client", "lost", "1.25    3\n"} {
		if !strings.Contains(sessions, word) {
			t.Errorf("no %q in\n%s", word, sessions)
		}
	}
}

func TestPlot(t *testing.T) {
	r := example("bots")
	rows := strings.Split(strings.TrimSuffix(ansi.Strip(r.Plot()), "\n"), "\n")
	if len(rows) != 15 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		if n := utf8.RuneCountInString(row); n > 80 {
			t.Errorf("%d columns: %q", n, row)
		}
	}
	field := rows[1:13]
	at := func(sign string) (row, column int) {
		for i, text := range field {
			if before, _, found := strings.Cut(text, sign); found {
				return i, utf8.RuneCountInString(before)
			}
		}
		t.Fatalf("no %s in\n%s", sign, strings.Join(rows, "\n"))
		return 0, 0
	}
	first, begin := at("●")
	knee, middle := at("◆")
	beyond, end := at("○")
	limit, _ := at("┄")
	if !(beyond < limit && limit < knee && knee < first+1 && middle < end) || begin >= middle {
		t.Errorf("beyond in row %d, limit %d, knee %d:\n%s", beyond, limit, knee, strings.Join(rows, "\n"))
	}
	if !strings.HasPrefix(field[limit], "  100│") || !strings.HasPrefix(rows[14], "     1k  ") || !strings.Contains(rows[14], "100k") {
		t.Errorf("the axes:\n%s", strings.Join(rows, "\n"))
	}
	for n := range 12 { // whatever was measured, nothing falls out of it
		few := example("sessions")
		few.Loads = append(few.Loads[n:n+1], Load{Load: few.Loads[n].Load + 1}, Load{Load: 50_000_000, P99: 600_000})
		few.Plot()
		few.SVG()
	}
	if got := (Report{Kind: "bots", Limit: 100}).Plot(); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		values    []float64
		low, high float64
		ticks     string
	}{
		{[]float64{1000, 2_000_000}, 1000, 2_000_000, "1k 10k 100k 1M"},
		{[]float64{100, 3000}, 100, 5000, "100 200 500 1k 2k 5k"},
		{[]float64{1000}, 1000, 2000, "1k 2k"},
		{[]float64{4999, 5001}, 2000, 10_000, "2k 5k 10k"},
		{[]float64{1, 1}, 1, 2, "1 2"},
		{[]float64{1, 50_000_000}, 1, 50_000_000, "1 10 100 1k 10k 100k 1M 10M"},
	} {
		a, names := newAxis(c.values...), []string{}
		for _, tick := range a.ticks(9) {
			names = append(names, shortLabel(tick))
		}
		if math.Abs(a.low/c.low-1) > 1e-9 || math.Abs(a.high/c.high-1) > 1e-9 || strings.Join(names, " ") != c.ticks {
			t.Errorf("%v: from %v to %v, ticks %v", c.values, a.low, a.high, names)
		}
	}
	a := newAxis(0.003, 70)
	if names := tickLabel(a.ticks(9)[0]) + " " + tickLabel(a.high) + " " + tickLabel(a.low); names != "0.01 100 0.002" {
		t.Error(names)
	}
	if at := []float64{a.at(a.low), a.at(a.high), a.at(0), a.at(1e9), newAxis(1, 100).at(10)}; !slices.Equal(at, []float64{0, 1, 0, 1, 0.5}) {
		t.Error(at)
	}
}

// texts parses a picture and gives its texts.
func texts(t *testing.T, picture []byte) (texts []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(string(picture)))
	decoder.Strict = true
	inside := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("%v:\n%s", err, picture)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local == "text"
			for _, a := range token.Attr {
				if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") || strings.Contains(a.Value, "%!") {
					t.Errorf("%s=%q in a %s", a.Name.Local, a.Value, token.Name.Local)
				}
			}
		case xml.CharData:
			if inside {
				texts = append(texts, string(token))
			}
		case xml.EndElement:
			inside = false
		}
	}
}

func TestSVG(t *testing.T) {
	r := example("bots")
	got := texts(t, r.SVG())
	for _, want := range []string{
		"How many bots can one world carry?", r.Sentence(), "limit of p99: 100 ms", "knee: 1,024,000", "p50", "p99",
		"1,000", "1,000,000", "0.1", "bots", `a world <of> 4000x4000 & "viewers"`, "Xeon & Sons, 2 cores, 24 GiB, linux/amd64, go1.26.8",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no text %q in %q", want, got)
		}
	}
	if n := strings.Count(string(r.SVG()), `fill="#ffffff" stroke=`); n != 2 {
		t.Errorf("%d hollow dots, wanted those of the one load that is not within", n)
	}
	r.Loads = r.Loads[:3]
	r.Knee = r.knee()
	if got := texts(t, r.SVG()); !slices.Contains(got, "knee: beyond 4,000") {
		t.Errorf("%q", got)
	}
	if got := texts(t, Report{Kind: "sessions"}.SVG()); !slices.Contains(got, "Nothing was measured.") {
		t.Errorf("%q", got)
	}
}

func TestJSON(t *testing.T) {
	text, err := example("bots").JSON()
	var got struct {
		Kind    string
		Machine map[string]any
		Knee    int
		Loads   []map[string]any
	}
	if err := errors.Join(err, json.Unmarshal(text, &got)); err != nil {
		t.Fatal(err)
	}
	if got.Kind != "bots" || got.Knee != 1_024_000 || len(got.Loads) != 12 || got.Machine["cores"] != 2.0 {
		t.Errorf("%+v", got)
	}
	for _, key := range strings.Fields(`load due done blocked p50_ms p95_ms p99_ms max_ms fps_per_viewer fps_slowest fps_fastest
		bytes_per_second cpu_cores generator_cpu_cores rss_bytes lost seconds`) {
		if _, found := got.Loads[0][key].(float64); !found {
			t.Errorf("no number %s in %v", key, got.Loads[0])
		}
	}
	if got.Loads[11]["note"] != "the generator was the bottleneck" || got.Loads[0]["load"] != 1000.0 || !strings.HasSuffix(string(text), "}\n") {
		t.Errorf("%s", text)
	}
	broken := sound(Load{Load: 3, FPS: math.NaN(), Bytes: math.Inf(1), P99: 4})
	if text, err := (Report{Loads: []Load{broken}}).JSON(); err != nil || broken.P99 != 4 || broken.FPS != 0 {
		t.Errorf("%v: %s", err, text)
	}
}
