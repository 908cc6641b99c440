package tui

import (
	"math"
	"time"
)

const (
	askEvery = time.Second // on a good line
	// An answer is late when it takes so much longer than the quickest one.
	lateAfter = 100 * time.Millisecond

	// So many bytes are asked after at once, so that a narrow line is found out
	// before more is on its way,
	much = 2048
	// and so many at most when as many have often come in time.
	mostTrust = 16 << 10
	// A paint of fewer bytes does not tell how many a line brings in a second, and
	// a line is not taken to be so narrow that a paint had to be smaller.
	telling = 512
	// A line that brings so many is no narrow one.
	wideFrom = 64 << 10
	// So long a paint may be on a narrow line,
	paintFor = 400 * time.Millisecond
	// and so long what was written takes before the next one waits for an answer.
	aheadFor = 200 * time.Millisecond
	// What has been narrow for so long is narrow also when everybody is late.
	provenAfter = 10 * time.Second
	// What a write takes beside its bytes: packet, padding, authentication.
	packet = 40
)

// pacer keeps paints from piling up in buffers that nobody sees. It belongs
// to the painter.
type pacer struct {
	*line
	picture
	asked    time.Time
	open     bool          // the question has no answer yet
	tardy    bool          // the newest answer was late
	slow     bool          // and because of the line
	quickest time.Duration // answer of this minute and the one before
	recent   time.Duration // quickest answer of this minute
	minute   time.Time     // when it began

	rate   int       // bytes that a narrow line brings in a second; 0: it is not known to be narrow
	narrow time.Time // since when it is known to be
	unsure int       // bytes written that may be on their way
	sent   int       // those written before the question
	probe  int       // those of the paint that the question followed
	trust  int       // so many may be on their way before they are asked after: half as many came in time
}

// most is how many bytes a paint may take now; 0: none, since an answer is late.
// When it comes the painter is woken.
func (p *pacer) most() int {
	p.listen()
	late := p.late()
	if late {
		p.held.Store(true)
		p.listen() // it may have come in between
		late = p.late()
	}
	if !late {
		p.held.Store(false)
	}
	switch {
	case late:
		return 0
	case p.rate > 0:
		return max(p.within(paintFor), telling)
	}
	return math.MaxInt
}

// within is how many bytes a narrow line brings in a time.
func (p *pacer) within(d time.Duration) int { return p.rate * int(d) / int(time.Second) }

// wrote is called after each paint. It asks now and then, on a slow line each time.
func (p *pacer) wrote(n int) {
	p.probe = n + packet
	p.unsure += p.probe
	atOnce := p.trust
	if p.rate > 0 {
		atOnce = min(p.within(aheadFor), atOnce)
	}
	if p.slow || p.unsure >= atOnce || time.Since(p.asked) >= askEvery {
		p.ask()
	}
}

// ask asks unless there is a question.
func (p *pacer) ask() {
	if !p.open {
		p.asked, p.open, p.sent = time.Now(), true, p.unsure
		p.asks <- struct{}{}
	}
}

// late tells whether a paint has to wait for the answer.
func (p *pacer) late() bool {
	patience := p.quickest + lateAfter
	if p.quickest == 0 {
		patience = askEvery // nobody knows yet how far the client is
	}
	return p.open && (p.slow || p.rate > 0 && p.unsure > p.within(aheadFor) || time.Since(p.asked) > patience)
}

// listen takes the answer if it has come.
func (p *pacer) listen() {
	if !p.open {
		return
	}
	select {
	case rtt := <-p.answers:
		p.answered(rtt)
	default:
	}
}

func (p *pacer) answered(rtt time.Duration) {
	first := p.quickest == 0
	if first {
		p.quickest, p.recent, p.minute = rtt, rtt, time.Now()
	}
	if now := time.Now(); now.Sub(p.minute) >= time.Minute {
		p.quickest, p.recent, p.minute = p.recent, rtt, now
	}
	p.recent, p.quickest = min(p.recent, rtt), min(p.quickest, rtt)
	p.open = false
	p.unsure -= p.sent
	p.note(rtt > p.quickest+lateAfter)
	if p.gate.crowded() {
		p.forgive()
	} else {
		p.judge(rtt - p.quickest)
	}
	p.rtt.Store(int64(rtt))
	if first {
		p.tell(readyMsg{}) // the first row can show it now
	}
}

// note tells the gate whether the newest answer was late.
func (p *pacer) note(tardy bool) {
	switch {
	case tardy && !p.tardy:
		p.gate.count(0, 1)
	case !tardy && p.tardy:
		p.gate.count(0, -1)
	}
	p.tardy = tardy
}

func (p *pacer) uncount() {
	p.note(false)
	p.gate.count(-1, 0)
}

// judge takes from by how much an answer came later than the quickest what is to be
// thought of the line.
func (p *pacer) judge(extra time.Duration) {
	p.slow = p.tardy
	switch {
	case p.slow:
		p.trust = much
	case p.sent >= p.trust/2:
		p.trust = min(2*p.trust, mostTrust)
	}
	p.gauge(extra)
}

// forgive takes back what was thought of the line lately, before so many others were
// late too that it has not been its fault.
func (p *pacer) forgive() {
	if p.slow = false; time.Since(p.narrow) < provenAfter {
		p.rate = 0
	}
}

// gauge takes from how long a paint was on its way how narrow the line is: an answer
// that was late because of it says so, one that was much sooner than expected says
// that it is wider.
func (p *pacer) gauge(extra time.Duration) {
	switch {
	case p.slow && p.probe >= telling:
		if p.rate == 0 {
			p.narrow = time.Now()
		}
		p.rate = p.probe * int(time.Second) / int(extra)
	case p.rate > 0 && extra < time.Duration(p.probe)*time.Second/time.Duration(2*p.rate):
		p.rate *= 2
	}
	if p.rate > wideFrom {
		p.rate = 0
	}
}
