package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"thicket/game"
)

var (
	errOver   = errors.New("this visit is over")
	errUnkept = errors.New("this cannot be kept now, the server's disk takes nothing: try again later")
)

// Arrive begins a visit. An account's name is on the disk when it returns; if
// it cannot be, or the visitor is a guest, memory keeps it until they depart.
func (s *Store) Arrive(ctx context.Context, v game.Visitor) (game.Visit, error) {
	visit := game.Visit{Account: v.Account}
	c := &change{ctx: ctx, leaves: true}
	begin := func(loose bool) {
		visit.ID, c.undo = s.stays.begin(v.Account, visit.Profile, loose)
	}
	c.do = func(q querier) (err error) {
		if v.Account == "" {
			visit.Profile, err = s.nameGuest(q, v)
		} else {
			visit.Profile, visit.Last, err = s.admit(q, v)
		}
		if err == nil {
			begin(v.Account == "")
		}
		return err
	}
	c.otherwise = func(q querier) error {
		var kept bool
		visit.Profile, visit.Last, kept = s.recall(q, v)
		begin(!kept)
		return nil
	}
	if err := s.write(c); err != nil {
		return game.Visit{}, err
	}
	return visit, nil
}

// nameGuest gives a guest a name.
func (s *Store) nameGuest(q querier, v game.Visitor) (game.Profile, error) {
	n := naming{Store: s, q: q, ctx: context.Background()}
	name, former, err := n.choose(wish(v))
	if err == nil {
		err = n.take(former)
	}
	return game.Profile{Name: name, Look: v.Look}, err
}

// admit finds a visitor's account, or makes it, and notes that they are here.
func (s *Store) admit(q querier, v game.Visitor) (game.Profile, time.Time, error) {
	a, err := find(context.Background(), q, v.Account)
	if err != nil {
		return game.Profile{}, time.Time{}, err
	}
	last := a.visited
	if last.IsZero() {
		n := naming{Store: s, q: q, ctx: context.Background(), owner: v.Account}
		like := wish(v)
		if bears := s.stays.bears(v.Account); bears != "" {
			like = bears
		}
		name, former, err := n.choose(like)
		if err == nil {
			err = n.take(former)
		}
		if err != nil {
			return game.Profile{}, time.Time{}, err
		}
		a.profile = game.Profile{Name: name, Look: v.Look}
	}
	a.visited = s.now()
	return a.profile, last, a.keep(q, v.Account, a.visited)
}

// recall is what is known of a visitor when nothing can be written. It never
// fails: kept is false if their name is one that only memory keeps.
func (s *Store) recall(q querier, v game.Visitor) (p game.Profile, last time.Time, kept bool) {
	if v.Account != "" {
		a, err := find(context.Background(), q, v.Account)
		if err == nil && !a.visited.IsZero() {
			return a.profile, a.visited, true
		}
		if name := s.stays.bears(v.Account); name != "" {
			return game.Profile{Name: name, Look: v.Look}, last, false
		}
	}
	n := naming{Store: s, q: q, ctx: context.Background(), owner: v.Account, strict: true}
	name, _, err := n.choose(wish(v))
	for i := int64(1); err != nil; i++ { // nothing can be read either
		if name = suffixed(wish(v), orderedSuffixes+i); s.stays.owner(name) == "" {
			break
		}
	}
	return game.Profile{Name: name, Look: v.Look}, last, false
}

// Depart ends a visit. It waits for nothing.
func (s *Store) Depart(v game.Visit) {
	if !s.stays.end(v.ID) || v.Account == "" {
		return
	}
	now := s.now().UnixMilli()
	tryWrite(s.queue, func(q querier) error { // who never came has no name to keep
		return run(q, "UPDATE accounts SET visited = max(visited, ?) WHERE fingerprint = ? AND visited > 0", now, v.Account)
	})
}

// Change keeps a profile and says what is kept then. The name that the caller
// was told last (v's) is no change, whatever became of it at another terminal,
// or by a change whose answer nobody waited for.
func (s *Store) Change(ctx context.Context, v game.Visit, p game.Profile) (game.Profile, error) {
	if err := checkProfile(p); err != nil {
		return game.Profile{}, err
	}
	c := &change{ctx: ctx, leaves: v.Account == ""}
	c.do = func(q querier) (err error) {
		st, ok := s.stays.get(v.ID)
		if !ok {
			return errOver
		}
		if st.account == "" {
			err = s.changeGuest(q, st, p, false)
		} else {
			p, err = s.changeAccount(q, st, v.Profile.Name, p)
		}
		if err == nil {
			c.undo = s.stays.set(v.ID, p, st.account == "")
		}
		return err
	}
	c.otherwise = func(q querier) error {
		st, ok := s.stays.get(v.ID)
		if !ok {
			return errOver
		}
		if st.account != "" {
			return errUnkept
		}
		if err := s.changeGuest(q, st, p, true); err != nil {
			return err
		}
		c.undo = s.stays.set(v.ID, p, true)
		return nil
	}
	if err := s.write(c); errors.As(err, new(unkept)) {
		return game.Profile{}, errUnkept
	} else if err != nil {
		return game.Profile{}, err
	}
	return p, nil
}

func (s *Store) changeGuest(q querier, st stay, p game.Profile, strict bool) error {
	if p.Name == st.profile.Name {
		return nil
	}
	return naming{Store: s, q: q, ctx: context.Background(), owner: st.owner, strict: strict}.claim(p.Name)
}

func (s *Store) changeAccount(q querier, st stay, told string, p game.Profile) (game.Profile, error) {
	a, err := find(context.Background(), q, st.account)
	if err != nil {
		return p, err
	}
	if a.visited.IsZero() { // it could not be written when the visit began
		a.profile.Name, a.visited = cmp.Or(s.stays.bears(st.account), st.profile.Name), s.now()
	}
	if p.Name == told || p.Name == a.profile.Name {
		p.Name = a.profile.Name
	} else if err := (naming{Store: s, q: q, ctx: context.Background(), owner: st.account}).claim(p.Name); err != nil {
		return p, err
	}
	a.profile = p
	return p, a.keep(q, st.account, s.now())
}

// checkProfile bounds what a profile may hold, but for its name.
func checkProfile(p game.Profile) error {
	if allowed := []string{"", "dark", "light", "colorblind"}; !slices.Contains(allowed, p.Theme) {
		return fmt.Errorf("there is no theme %.20q: dark, light, colorblind", p.Theme)
	}
	if allowed := []string{"", "emoji", "unicode", "ascii"}; !slices.Contains(allowed, p.Glyphs) {
		return fmt.Errorf("there is no glyph set %.20q: emoji, unicode, ascii", p.Glyphs)
	}
	return nil
}
