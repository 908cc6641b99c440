package store

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"thicket/game"
)

// banList is the bans in force when it was read. It never changes.
type banList struct {
	byKey  map[string]game.Ban
	blocks []bannedBlock
}

type bannedBlock struct {
	netip.Prefix
	ban game.Ban
}

// Banned is the ban of a key, else of an address. It asks no disk.
func (s *Store) Banned(account string, from netip.Addr) (game.Ban, bool) {
	list, now := s.bans.Load(), s.now()
	if b, ok := list.byKey[account]; ok && lasts(b, now) {
		return b, true
	}
	from = from.Unmap().WithZone("")
	for _, block := range list.blocks {
		if block.Contains(from) && lasts(block.ban, now) {
			return block.ban, true
		}
	}
	return game.Ban{}, false
}

func lasts(b game.Ban, now time.Time) bool { return b.Until.IsZero() || now.Before(b.Until) }

// Ban keeps a ban of a key or of a block of addresses, which is brought to its
// canonical form. Since is now if it is zero.
func (s *Store) Ban(ctx context.Context, b game.Ban) error {
	target, err := canonical(b.Target)
	if err != nil {
		return err
	}
	if b.Since.IsZero() {
		b.Since = s.now()
	}
	until := int64(0)
	if !b.Until.IsZero() {
		until = b.Until.UnixMilli()
	}
	return s.changeBans(ctx, func(q querier) error {
		return run(q, "INSERT OR REPLACE INTO bans (target, name, why, by, since, until) VALUES (?, ?, ?, ?, ?, ?)",
			target, b.Name, b.Why, b.By, b.Since.UnixMilli(), until)
	})
}

// Unban lifts the ban of a target, or of the player who has a name, or had it
// when they were banned.
func (s *Store) Unban(ctx context.Context, target string) (lifted game.Ban, err error) {
	err = s.changeBans(ctx, func(q querier) error {
		list, err := queryBans(context.Background(), q, `SELECT target, name, why, by, since, until FROM bans
			WHERE (until = 0 OR until > ?1) AND (target = ?2
			OR target = (SELECT fingerprint FROM accounts WHERE name = ?3) OR name = ?3 COLLATE NOCASE)
			ORDER BY target = ?2 DESC, target = (SELECT fingerprint FROM accounts WHERE name = ?3) DESC, since DESC LIMIT 1`, s.now().UnixMilli(), orSame(target), target)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return game.ErrNoBan
		}
		lifted = list[0]
		return run(q, "DELETE FROM bans WHERE target = ?", lifted.Target)
	})
	if err != nil {
		return game.Ban{}, err
	}
	return lifted, nil
}

// Bans are those in force, the oldest first.
func (s *Store) Bans(ctx context.Context) ([]game.Ban, error) {
	list, err := inForce(ctx, s.readers, s.now())
	if err != nil {
		return nil, fmt.Errorf("read the bans: %w", err)
	}
	return list, nil
}

// changeBans writes, and reads the list that is held in memory anew.
func (s *Store) changeBans(ctx context.Context, do func(q querier) error) error {
	c := &change{ctx: ctx}
	c.do = func(q querier) error {
		if err := do(q); err != nil {
			return err
		}
		list, err := readBans(q, s.now())
		if err == nil {
			old := s.bans.Swap(list)
			c.undo = func() { s.bans.Store(old) }
		}
		return err
	}
	return s.write(c)
}

func readBans(q querier, now time.Time) (*banList, error) {
	bans, err := inForce(context.Background(), q, now)
	if err != nil {
		return nil, err
	}
	list := &banList{byKey: map[string]game.Ban{}}
	for _, b := range bans {
		if block, err := netip.ParsePrefix(b.Target); err == nil {
			list.blocks = append(list.blocks, bannedBlock{block, b})
		} else {
			list.byKey[b.Target] = b
		}
	}
	return list, nil
}

func inForce(ctx context.Context, q querier, now time.Time) ([]game.Ban, error) {
	return queryBans(ctx, q, `SELECT target, name, why, by, since, until FROM bans
		WHERE until = 0 OR until > ? ORDER BY since, target`, now.UnixMilli())
}

func queryBans(ctx context.Context, q querier, query string, args ...any) (bans []game.Ban, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var b game.Ban
		var since, until int64
		if err := rows.Scan(&b.Target, &b.Name, &b.Why, &b.By, &since, &until); err != nil {
			return nil, err
		}
		b.Since = time.UnixMilli(since)
		if until != 0 {
			b.Until = time.UnixMilli(until)
		}
		bans = append(bans, b)
	}
	return bans, rows.Err()
}

// canonical is the form in which a target is kept.
func canonical(target string) (string, error) {
	if strings.HasPrefix(target, "SHA256:") {
		return target, game.CheckAccount(target)
	}
	block, err := netip.ParsePrefix(target)
	if err != nil {
		addr, err := netip.ParseAddr(target)
		if err != nil || addr.Zone() != "" {
			return "", fmt.Errorf("%q is neither a fingerprint (SHA256:...) nor a block of addresses (192.0.2.0/24, 2001:db8::/32)", target)
		}
		block = netip.PrefixFrom(addr, addr.BitLen())
	}
	if addr := block.Addr(); addr.Is4In6() && block.Bits() >= 96 {
		block = netip.PrefixFrom(addr.Unmap(), block.Bits()-96)
	}
	return block.Masked().String(), nil
}

// orSame is a target's canonical form; of anything else, itself.
func orSame(target string) string {
	if c, err := canonical(target); err == nil {
		return c
	}
	return target
}
