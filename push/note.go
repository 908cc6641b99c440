package push

import (
	"fmt"
	"runtime"
	"strings"
)

const (
	notable = 0.25 // of the echo's p99
	waiting = 25.0 // ms: somebody else has the processor
	full    = 0.9  // of all cores
)

// note says what has to be known of a load's figures: that the generator is the
// bottleneck itself, by its own lateness (p99 in ms: of keys from when they were due
// until they were written, and of timers) or because there is no processor left; and
// that a follower was wrong.
func (l *sessions) note(load Load, late float64) string {
	var notes []string
	if load.Done > 0 && late > notable*load.P99 || late > waiting {
		notes = append(notes, fmt.Sprintf("the generator itself was late: p99 %.1f ms", late))
	}
	if cores := float64(runtime.NumCPU()); load.Cores+load.Generator > full*cores {
		notes = append(notes, fmt.Sprintf("the %.0f cores are full, the generator takes %.2f of them", cores, load.Generator))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.differs != nil {
		notes = append(notes, l.differs.Error())
	}
	return strings.Join(notes, "; ")
}
