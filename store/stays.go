package store

import (
	"strconv"
	"strings"
	"sync"

	"thicket/game"
)

// stays are the visits that last, and the names that only memory keeps: those
// of guests, and of accounts that could not be written. The writer begins and
// changes them, so that nobody gets a name while it looks; anybody may end
// one, which only makes more names free.
type stays struct {
	mu    sync.Mutex
	count uint64
	byID  map[uint64]stay
	here  map[string]int    // visits, by whose they are
	loose map[string]string // name, by whose it is
	whose map[string]string // by name in lower case
}

// guest begins what a guest is known by among the owners of names.
const guest = "guest "

// stay is a visit. Whose it is: the account, or a guest's own number.
type stay struct {
	owner   string
	account string
	profile game.Profile
}

func (s *stays) init() {
	s.byID, s.here = map[uint64]stay{}, map[string]int{}
	s.loose, s.whose = map[string]string{}, map[string]string{}
}

// begin begins a visit; loose says that only memory keeps its name.
func (s *stays) begin(account string, p game.Profile, loose bool) (id uint64, undo func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	id = s.count
	st := stay{owner: account, account: account, profile: p}
	if account == "" {
		st.owner = guest + strconv.FormatUint(id, 10)
	}
	bore := s.loose[st.owner]
	s.byID[id] = st
	s.here[st.owner]++
	s.bear(st.owner, p.Name, loose)
	return id, func() {
		s.end(id)
		s.restore(st.owner, bore)
	}
}

// bear makes name the loose name of an owner, or leaves them without one. The
// lock is held.
func (s *stays) bear(owner, name string, loose bool) {
	if old, ok := s.loose[owner]; ok {
		delete(s.whose, strings.ToLower(old))
		delete(s.loose, owner)
	}
	if loose {
		s.loose[owner] = name
		s.whose[strings.ToLower(name)] = owner
	}
}

// restore gives an owner who is here the loose name back that they bore, or none.
func (s *stays) restore(owner, bore string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.here[owner] > 0 {
		s.bear(owner, bore, bore != "")
	}
}

// end ends a visit; false: it had ended before.
func (s *stays) end(id uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, ok := s.byID[id]
	if !ok {
		return false
	}
	delete(s.byID, id)
	if s.here[st.owner]--; s.here[st.owner] <= 0 {
		delete(s.here, st.owner)
		s.bear(st.owner, "", false)
	}
	return true
}

// set changes the profile of a visit that lasts, and says how to take it back.
func (s *stays) set(id uint64, p game.Profile, loose bool) (undo func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, ok := s.byID[id]
	if !ok {
		return func() {}
	}
	old, bore := st.profile, s.loose[st.owner]
	st.profile = p
	s.byID[id] = st
	s.bear(st.owner, p.Name, loose)
	return func() {
		s.set(id, old, false)
		s.restore(st.owner, bore)
	}
}

// keep notes that an account's name is in the database now.
func (s *stays) keep(account string) (undo func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	bore := s.loose[account]
	s.bear(account, "", false)
	return func() { s.restore(account, bore) }
}

func (s *stays) get(id uint64) (stay, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, ok := s.byID[id]
	return st, ok
}

// has reports whether an account is here.
func (s *stays) has(account string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.here[account] > 0
}

// bears is the name that only memory keeps for an account; "": none.
func (s *stays) bears(account string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loose[account]
}

// owner is who bears a name that only memory keeps; "": nobody.
func (s *stays) owner(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.whose[strings.ToLower(name)]
}

// bearer is the account that bears a name which only memory keeps, "" of a
// guest; false: nobody does.
func (s *stays) bearer(name string) (account string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	owner, ok := s.whose[strings.ToLower(name)]
	if strings.HasPrefix(owner, guest) {
		owner = ""
	}
	return owner, ok
}

// borne is the profile of an account that is here and whose name only memory
// keeps.
func (s *stays) borne(account string) (p game.Profile, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := s.loose[account]
	for _, st := range s.byID {
		if name != "" && st.account == account {
			p, ok = st.profile, true
			p.Name = name
		}
	}
	return p, ok
}
