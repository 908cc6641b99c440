package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// names that players of FuzzNames would like to have.
var wishes = []string{"otter", "Otter", "OTTER", "fern", "FERN", "moss"}

// FuzzNames lets players come, go, rename themselves and score while time passes
// and the disk fails: nobody who is here bears another's name, or one that is kept
// for somebody else; who could have a name has it.
func FuzzNames(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 3, 1, 0, 4, 2, 0, 5, 3})
	f.Add([]byte{0, 3, 0, 2, 0, 0, 4, 0, 7, 0, 0, 0, 0, 3, 0, 0, 4, 1})
	f.Add([]byte{5, 0, 0, 0, 3, 0, 0, 4, 0, 0, 0, 1, 5, 0, 0, 3, 0, 3, 0, 3, 0, 2, 0, 0, 0, 1, 0})
	f.Add([]byte{0, 3, 0, 0, 3, 0, 3, 0, 3, 3, 1, 1, 0, 0, 0, 0, 0, 3, 2, 0, 0, 4, 0, 7, 6, 0, 0, 0, 4, 3})
	f.Add([]byte{5, 0, 0, 0, 3, 0, 2, 0, 0, 5, 0, 0, 7, 3, 0, 5, 0, 0, 0, 3, 0, 5, 0, 0, 7, 3, 0, 0, 1, 0})
	random := rand.NewChaCha8([32]byte{7})
	for range 30 {
		ops := make([]byte, 300)
		_, _ = random.Read(ops)
		f.Add(ops)
	}
	f.Fuzz(func(t *testing.T, ops []byte) {
		m := &people{T: t, r: begin(t, ""), accounts: map[string]*known{}}
		defer m.r.stop()
		for ; len(ops) >= 3; ops = ops[3:] {
			m.do(ops[0], int(ops[1]), int(ops[2]))
			m.check()
		}
	})
}

// people is what FuzzNames expects.
type people struct {
	*testing.T
	r        *running
	fails    bool // the disk
	here     []*visitor
	accounts map[string]*known
}

type visitor struct {
	game.Visit
	name string
}

type known struct {
	account, name string
	visited       time.Time // as it is on the disk
	kept          bool      // it is on the disk
	scored        bool      // its results are, too
}

func (m *people) do(op byte, who, what int) {
	switch op % 8 {
	case 0, 1:
		m.arrive(who%7, wishes[what%len(wishes)])
	case 2:
		if len(m.here) > 0 {
			m.depart(who % len(m.here))
		}
	case 3:
		if len(m.here) > 0 {
			m.rename(m.here[who%len(m.here)], append(wishes, "x~2")[what%(len(wishes)+1)])
		}
	case 4:
		m.r.clock.add(time.Duration(what%40) * 24 * time.Hour)
	case 5:
		m.fails = !m.fails
		if _, err := m.r.writer.Exec(fmt.Sprintf("PRAGMA query_only = %t", m.fails)); err != nil {
			m.Fatal(err)
		}
	case 6:
		if !m.fails {
			clean(m.T, m.r)
			for _, k := range m.accounts {
				k.kept = k.kept && (k.scored || m.reserved(k))
			}
		}
	case 7:
		m.record(key(fmt.Sprint(2 + who%5)))
	}
}

func (m *people) present(account string) bool {
	return slices.ContainsFunc(m.here, func(v *visitor) bool { return v.Account == account })
}

func (m *people) reserved(k *known) bool {
	return m.present(k.account) || k.kept && m.r.clock.now().Sub(k.visited) < keepName
}

// free reports whether somebody (an account, or a guest's visit) can have a name.
func (m *people) free(name, account string, self *visitor) bool {
	for _, v := range m.here {
		other := v != self && (account == "" || v.Account != account)
		if other && strings.EqualFold(m.nameOf(v), name) {
			return false
		}
	}
	holder, err := m.r.Account(m.Context(), name)
	if err != nil || holder == account && account != "" {
		return true
	}
	return !m.fails && !m.reserved(m.accounts[holder])
}

func (m *people) nameOf(v *visitor) string {
	if v.Account != "" {
		return m.accounts[v.Account].name
	}
	return v.name
}

func (m *people) arrive(who int, wish string) {
	account := ""
	if who >= 2 {
		account = key(fmt.Sprint(who))
	}
	k := m.known(account)
	knew, had := account != "" && (k.kept || m.present(account)), m.reserved(k)
	could := m.free(wish, account, nil)
	v := &visitor{Visit: m.r.arrive(m.T, account, wish)}
	v.name = v.Profile.Name
	switch {
	case knew && had && v.name != k.name:
		m.Fatalf("they were %s, are %s", k.name, v.name)
	case knew:
	case could != (v.name == wish):
		m.Fatalf("%q would like to be %s, is %s", account, wish, v.name)
	case !strings.HasPrefix(strings.ToLower(v.name), strings.ToLower(wish)):
		m.Fatalf("%q would like to be %s, is %s", account, wish, v.name)
	}
	if account != "" {
		k.name = v.name
		if !m.fails {
			k.kept, k.visited = true, m.r.clock.now()
		}
		m.accounts[account] = k
	}
	m.here = append(m.here, v)
}

func (m *people) known(account string) *known {
	if k := m.accounts[account]; k != nil {
		return k
	}
	return &known{account: account}
}

func (m *people) record(account string) {
	err := m.r.Record("meadow", []game.Result{{Account: account, Best: 1}})
	if m.fails != (err != nil) {
		m.Fatalf("results of %s: %v", account, err)
	}
	if m.fails {
		return
	}
	k := m.known(account)
	k.scored = true
	if m.present(account) && !k.kept {
		k.kept, k.visited = true, m.r.clock.now()
	}
	m.accounts[account] = k
}

func (m *people) depart(i int) {
	v := m.here[i]
	m.here = slices.Delete(m.here, i, i+1)
	m.r.Depart(v.Visit)
	if m.fails {
		_ = m.r.write(&change{ctx: m.Context(), do: func(querier) error { return nil }})
		return
	}
	m.r.settle(m.T)
	if k := m.accounts[v.Account]; k != nil && k.kept {
		k.visited = m.r.clock.now()
	}
}

func (m *people) rename(v *visitor, name string) {
	k := m.accounts[v.Account]
	could := name == v.name || game.CheckName(name) == nil && m.free(name, v.Account, v)
	if k != nil {
		could = !m.fails && (could || name == k.name)
	}
	p, err := m.r.change(m.T, v.Visit, func(p *game.Profile) { p.Name = name })
	if could != (err == nil) {
		m.Fatalf("%s to %s: %v, want it to work: %t", v.name, name, err, could)
	}
	if err != nil {
		return
	}
	want := name
	if k != nil && name == v.name {
		want = k.name
	}
	if p.Name != want {
		m.Fatalf("%s to %s: is %s", v.name, name, p.Name)
	}
	v.name, v.Profile = p.Name, p
	if k != nil {
		was := k.kept
		k.name, k.kept = p.Name, true
		if !was {
			k.visited = m.r.clock.now()
		}
	}
}

// check looks at everybody's names.
func (m *people) check() {
	owners := map[string]any{}
	claim := func(name string, owner any) {
		name = strings.ToLower(name)
		if was, ok := owners[name]; ok && was != owner {
			m.Fatalf("%s is the name of two", name)
		}
		owners[name] = owner
	}
	for _, v := range m.here {
		if v.Account == "" {
			claim(v.name, v)
		} else {
			claim(m.nameOf(v), v.Account)
		}
	}
	for account, k := range m.accounts {
		if !m.reserved(k) {
			continue
		}
		claim(k.name, account)
		if got, err := m.r.Account(m.Context(), k.name); err != nil || got != account {
			m.Fatalf("%s is the name of %q, not of %q, %v", k.name, got, account, err)
		}
	}
}

// A million who bear a name, all suffixes that are tried first among theirs, do
// not keep the writer from finding one more.
func TestAMillionOfOneName(t *testing.T) {
	r := begin(t, "")
	r.stays.mu.Lock()
	r.stays.whose["otter"] = "somebody"
	for i := range orderedSuffixes + 1 + randomSuffixes {
		r.stays.whose[fmt.Sprintf("otter~%d", i)] = "somebody"
	}
	r.stays.mu.Unlock()
	if v := r.arrive(t, "", "otter"); !strings.HasPrefix(v.Profile.Name, "otter~") {
		t.Errorf("they are %s", v.Profile.Name)
	}
}

// crowded is a database in which every name is somebody's.
type crowded struct{ querier }

func (c crowded) QueryRowContext(ctx context.Context, _ string, _ ...any) *sql.Row {
	return c.querier.QueryRowContext(ctx, "SELECT 1, 'somebody', ?", math.MaxInt64)
}

func TestTheSearchForANameEnds(t *testing.T) {
	r := begin(t, "")
	n := naming{Store: r.Store, q: crowded{r.readers}, ctx: t.Context()}
	if name, _, err := n.choose("otter"); err == nil || !strings.Contains(err.Error(), "no name like otter") {
		t.Errorf("found %q, %v", name, err)
	}
}
