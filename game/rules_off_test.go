package game

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// rule is a rule of the game and how to switch it off: in file, the text old,
// which stands there once, becomes off. There ON is true and OFF is false
// unless this rule is switched off. The test, of the package of the file, must
// fail then.
type rule struct {
	name, test string
	file       string // from this folder
	old, off   string
}

func allRules() []rule {
	return slices.Concat(groundRules, walkerRules, lifeRules, wildRules, mealRules,
		stingRules, playerRules, plantRules, accountRules, absenceRules, botRules, strategyRules)
}

// Switching any one rule off makes its test fail. The sources of a package are
// built once with a switch for each rule, then run with one switched off each.
func TestEveryRuleIsChecked(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the tests once for every rule")
	}
	byFolder := map[string][]int{} // the rules' numbers, from 1
	rules := allRules()
	for i, r := range rules {
		byFolder[filepath.Dir(r.file)] = append(byFolder[filepath.Dir(r.file)], i+1)
	}
	for folder, numbers := range byFolder {
		m := &mutants{t: t, folder: folder, rules: rules, numbers: numbers}
		if m.build(); t.Failed() {
			return
		}
		if out, err := m.run(0, m.everyTest()); err != nil {
			t.Fatalf("with all rules on: %v\n%s", err, out)
		}
		m.runAll()
	}
}

// everyTest is the pattern of all tests that check rules.
func (m *mutants) everyTest() string {
	var names []string
	for _, n := range m.numbers {
		name, _, _ := strings.Cut(m.rules[n-1].test, "/")
		names = append(names, name)
	}
	slices.Sort(names)
	return "^(" + strings.Join(slices.Compact(names), "|") + ")$"
}

// run runs tests with one rule switched off, or none.
func (m *mutants) run(n int, tests string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, m.binary, "-test.run", tests, "-test.failfast")
	cmd.Dir = m.folder
	cmd.Env = append(os.Environ(), "THICKET_RULE_OFF="+strconv.Itoa(n))
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// runAll runs each rule's test with it switched off, a few at a time.
func (m *mutants) runAll() {
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(4, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for n := range next {
				r := m.rules[n-1]
				pattern := "^" + strings.ReplaceAll(r.test, "/", "$/^") + "$"
				if out, err := m.run(n, pattern); err == nil {
					m.t.Errorf("%s passes though the rule %q is off in %s:\n%s", r.test, r.name, r.file, out)
				}
			}
		})
	}
	for _, n := range m.numbers {
		next <- n
	}
	close(next)
	workers.Wait()
}
