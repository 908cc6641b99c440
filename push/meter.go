package push

import "time"

// meter measures a process: its processor time between two moments, and its memory.
type meter struct {
	pid   int // 0: this one
	began time.Time
	spent time.Duration // processor time until then
}

// start begins the interval.
func (m *meter) start() { m.began, m.spent = time.Now(), processorTime(m.pid) }

// take is the processor time since start, in cores, and the resident memory now, in
// bytes. Both are 0 where the system does not tell, such as of a process that is gone
// and, where this is not Linux, of any other process.
func (m *meter) take() (cores float64, rss int64) {
	spent, took := processorTime(m.pid), time.Since(m.began)
	if took > 0 && spent > m.spent {
		cores = (spent - m.spent).Seconds() / took.Seconds()
	}
	return cores, residentBytes(m.pid)
}
