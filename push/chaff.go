package push

import (
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	chaffEvery = 20 * time.Millisecond
	chaffFor   = 2 * time.Second
)

// chaff stands in for what OpenSSH 9.5 and later sends to hide when a key is pressed:
// a ping every 20 ms until two seconds after the last key. crypto/ssh lets nobody send
// that message. What is sent instead is a request of the channel that a server answers
// and has no reason to count as a probe: that the window has the size which it has.
// It takes the same way as a ping, one packet each way, and wakes one goroutine more.
// While an answer is late there is no next one.
func (s *session) chaff() {
	size := struct{ Columns, Rows, Across, Upward uint32 }{uint32(s.lab.cfg.Width), uint32(s.lab.cfg.Height), 0, 0}
	payload := ssh.Marshal(&size)
	ticker := time.NewTicker(chaffEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-s.over:
			return
		}
		if s.lab.clock()-s.lastKey() > chaffFor {
			continue
		}
		if _, err := s.channel.SendRequest("window-change", true, payload); err != nil {
			return
		}
	}
}

func (s *session) lastKey() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pressed
}
