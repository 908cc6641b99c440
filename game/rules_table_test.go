package game

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tableRow is a row of docs/rules.md.
type tableRow struct {
	sentence            string
	files, tests, rules []string
}

var quoted = regexp.MustCompile("`([^`]+)`")

// rulesTable are the rows of docs/rules.md.
func rulesTable(t *testing.T) (rows []tableRow) {
	text, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(line, "|\n"), " | ")
		if line[0] != '|' || len(cells) != 4 || strings.TrimSpace(cells[0]) == "rule" {
			if line[0] == '|' && len(cells) != 4 && line[1] != '-' {
				t.Errorf("a row of %d cells: %s", len(cells), line)
			}
			continue
		}
		r := tableRow{sentence: strings.TrimSpace(cells[0]), files: list(cells[1], ", "), rules: list(cells[3], "; ")}
		for _, m := range quoted.FindAllStringSubmatch(cells[0]+cells[2], -1) {
			r.tests = append(r.tests, m[1])
		}
		rows = append(rows, r)
	}
	return rows
}

// list is the parts of a cell; a dash is none.
func list(cell, by string) []string {
	if cell = strings.TrimSpace(cell); cell == "-" {
		return nil
	}
	return strings.Split(cell, by)
}

// Every file, scenario and test of the table exists.
func TestRulesTable(t *testing.T) {
	there := testNames(t)
	for _, r := range rulesTable(t) {
		for _, file := range r.files {
			if _, err := os.Stat(filepath.Join("..", file)); err != nil {
				t.Errorf("%q lives in %s: %v", r.sentence, file, err)
			}
		}
		for _, name := range r.tests {
			if !slices.Contains(there, name) {
				t.Errorf("%q is checked by %s, which is not there", r.sentence, name)
			}
		}
	}
}

// Every rule that is switched off stands in the table, beside the test that
// notices, and the table names no other.
func TestRulesTableHoldsEverySwitch(t *testing.T) {
	beside := map[string][]string{} // the tests beside a rule
	for _, row := range rulesTable(t) {
		for _, name := range row.rules {
			beside[name] = append(beside[name], row.tests...)
		}
	}
	known := map[string]bool{}
	for _, r := range allRules() {
		if known[r.name] {
			t.Errorf("two rules are called %q", r.name)
		}
		known[r.name] = true
		if test := strings.TrimPrefix(r.test, "TestScenarios/"); !slices.Contains(beside[r.name], test) {
			t.Errorf("%q does not stand beside %s in the table", r.name, test)
		}
	}
	for name := range beside {
		if !known[name] {
			t.Errorf("the table says %q, which nothing switches off", name)
		}
	}
}

// testNames are the names of all scenarios and tests.
func testNames(t *testing.T) (names []string) {
	scenarios, _ := filepath.Glob("testdata/scenarios/*.txt")
	for _, file := range scenarios {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".txt"))
	}
	function := regexp.MustCompile(`(?m)^func ((Test|Fuzz)\w+)\(`)
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range function.FindAllStringSubmatch(string(text), -1) {
			names = append(names, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
