package game

import "math/bits"

// changes are where a chunk looks different from how it did in an earlier version.
type changes struct {
	version uint64 // the earlier one
	rows    [side]uint64
}

// Changes are the cells of the chunk in which it may look different from an earlier
// version of it, a bit for each: where something stands or lives that was not there,
// or was another, or does not any more. All who saw one of the few versions before
// share its answer.
func (c *Chunk) Changes(from *Chunk) *[side]uint64 {
	place := &c.changes[0]
	for i := range c.changes {
		shared := c.changes[i].Load()
		if shared != nil && shared.version == from.Version {
			return &shared.rows
		}
		if oldest := place.Load(); shared == nil || oldest != nil && shared.version < oldest.version {
			place = &c.changes[i]
		}
	}
	d := &changes{version: from.Version}
	c.differ(from, &d.rows)
	if oldest := place.Load(); oldest == nil || oldest.version < from.Version {
		place.Store(d)
	}
	return &d.rows
}

func (c *Chunk) differ(from *Chunk, rows *[side]uint64) {
	for y := range rows {
		rows[y] = (c.tree[y] ^ from.tree[y]) | (c.alive[y] ^ from.alive[y]) | (c.walk[y] ^ from.walk[y])
	}
	if c.standing != from.standing {
		for y := range rows {
			both := (c.players[y] | from.players[y]) & c.walk[y] & from.walk[y]
			for ; both != 0; both &= both - 1 {
				if x := bits.TrailingZeros64(both); c.Mark(x, y) != from.Mark(x, y) {
					rows[y] |= 1 << x
				}
			}
		}
	}
	if c.holding != from.holding {
		for y := range rows {
			rows[y] |= c.owned[y] ^ from.owned[y]
			for both := c.owned[y] & from.owned[y]; both != 0; both &= both - 1 {
				if x := bits.TrailingZeros64(both); c.Colony(x, y) != from.Colony(x, y) {
					rows[y] |= 1 << x
				}
			}
		}
	}
}
