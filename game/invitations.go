package game

import (
	"slices"
	"strings"
)

// without is subjects but those of a name, without case, or of an account.
func without(subjects []Subject, d Decree) []Subject {
	return slices.DeleteFunc(slices.Clone(subjects), func(s Subject) bool {
		return strings.EqualFold(s.Name, d.Name) || d.Account != "" && s.Account == d.Account
	})
}

func (r *Room) invite(d Decree) Denial {
	it := Subject{Account: d.Account, Name: d.Name}
	if p := r.meant(d); p != nil {
		if it = (Subject{Account: r.world.accountOf(p), Name: p.name}); it.Account == "" {
			return Keyless
		}
	}
	switch {
	case it.Account == "":
		return NoSubject
	case has(r.charter.Invited, it.Account, ""):
		return Needless
	case len(r.charter.Invited) >= mostListed:
		return TooMany
	}
	c := *r.charter
	c.Invited = append(slices.Clone(c.Invited), it)
	return r.propose(&c)
}

// disinvite takes an invitation back. Who plays there stays, who looks on does not.
func (r *Room) disinvite(d Decree) Denial {
	c := *r.charter
	if c.Invited = without(c.Invited, d); len(c.Invited) == len(r.charter.Invited) {
		return NoSubject
	}
	r.amend(&c)
	r.clearViewers(Uninvited, errUninvited(r.name))
	return NotDenied
}

// unlock lets everybody come in.
func (r *Room) unlock() Denial {
	if !r.charter.Private {
		return Needless
	}
	c := *r.charter
	c.Private = false
	r.amend(&c)
	return NotDenied
}

// lock lets only those in who are invited. Who plays in the world stays, and is
// invited if they have a key; who only looks on has to go, unless invited.
func (r *Room) lock() Denial {
	if r.charter.Private {
		return Needless
	}
	c := *r.charter
	c.Private, c.Invited = true, slices.Clone(c.Invited)
	for i := range r.world.players {
		p := &r.world.players[i]
		if account := r.world.accountOf(p); account != "" && !has(c.Invited, account, "") {
			c.Invited = append(c.Invited, Subject{Account: account, Name: p.name})
		}
	}
	if len(c.Invited) > mostListed {
		return TooMany
	}
	r.amend(&c)
	r.clearViewers(Uninvited, errUninvited(r.name))
	return NotDenied
}
