package game

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// switches is what the texts of off may use beside ON and OFF.
const switches = `package %s

import (
	"os"
	"strconv"
)

var ruleOff, _ = strconv.Atoi(os.Getenv("THICKET_RULE_OFF"))

//go:noinline
func either[T any](off bool, a, b T) T {
	if off {
		return a
	}
	return b
}

func mask(on bool) uint64 { return either(on, ^uint64(0), 0) }
`

// mutants are a package's tests in which its rules can be switched off.
type mutants struct {
	t       *testing.T
	folder  string
	rules   []rule
	numbers []int
	binary  string
}

// build makes the test binary.
func (m *mutants) build() {
	dir := m.t.TempDir()
	replace := map[string]string{
		m.absolute("zz_rules_off.go"): m.write(dir, "switches.go", fmt.Sprintf(switches, m.packageName())),
	}
	edits := map[string][]int{}
	for _, n := range m.numbers {
		file := m.rules[n-1].file
		edits[file] = append(edits[file], n)
	}
	for file, numbers := range edits {
		if text, ok := m.patched(file, numbers); ok {
			replace[m.absolute(filepath.Base(file))] = m.write(dir, filepath.Base(file), text)
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		m.t.Fatal(err)
	}
	if m.t.Failed() {
		m.t.Fatal("the rules' texts do not fit the sources")
	}
	m.binary = filepath.Join(dir, "rules.test")
	cmd := exec.Command("go", "test", "-c", "-race=false", "-cover=false", "-vet=off",
		"-overlay", m.write(dir, "overlay.json", string(overlay)), "-o", m.binary, ".")
	cmd.Dir = m.folder
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Fatalf("build with the rules' switches: %v\n%s", err, out)
	}
}

func (m *mutants) packageName() string {
	if m.folder == "." {
		return "game"
	}
	return filepath.Base(m.folder)
}

func (m *mutants) absolute(name string) string {
	path, err := filepath.Abs(filepath.Join(m.folder, name))
	if err != nil {
		m.t.Fatal(err)
	}
	return path
}

func (m *mutants) write(dir, name, text string) string {
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// patched is a source with the switches of its rules.
func (m *mutants) patched(file string, numbers []int) (string, bool) {
	source, err := os.ReadFile(file)
	if err != nil {
		m.t.Error(err)
		return "", false
	}
	text, ok := string(source), true
	at := map[int]int{} // where each rule's text begins
	for _, n := range numbers {
		r := m.rules[n-1]
		if found := strings.Count(text, r.old); found != 1 {
			m.t.Errorf("rule %q: %s holds %q %d times, not once", r.name, file, r.old, found)
			ok = false
		}
		at[n] = strings.Index(text, r.old)
	}
	if !ok {
		return "", false
	}
	// From the end on, so that the places before stay.
	slices.SortFunc(numbers, func(a, b int) int { return at[b] - at[a] })
	end := len(text)
	for _, n := range numbers {
		r := m.rules[n-1]
		if at[n]+len(r.old) > end {
			m.t.Errorf("rule %q: its text overlaps with another rule's", r.name)
			return "", false
		}
		end = at[n]
		text = text[:at[n]] + switched(r.off, n) + text[at[n]+len(r.old):]
	}
	return text, true
}

func switched(off string, n int) string {
	number := strconv.Itoa(n)
	return strings.NewReplacer("OFF", "(ruleOff == "+number+")", "ON", "(ruleOff != "+number+")").Replace(off)
}
