package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"thicket/game"
)

// A snapshot file: the magic, the format's version, the length of the bytes
// that a Snapshot is made of, the length of what follows, the SHA-256 of all
// the rest of the file; then those bytes, compressed (zstd).
const (
	shotMagic   = "THKTSNAP"
	shotVersion = 1
	shotHeader  = len(shotMagic) + 4 + 8 + 8 + sha256.Size
	// maxShot bounds what a file may claim to hold: the largest world takes
	// less. See game.MaxSide.
	maxShot = 1 << 30
)

// packer turns snapshots into files and back. Its buffers are used again.
type packer struct {
	encoder     *zstd.Encoder
	plain, file []byte
}

// pack is the file of a snapshot; it is good until the next call.
func (p *packer) pack(shot *game.Snapshot) ([]byte, error) {
	if p.encoder == nil {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, fmt.Errorf("begin to compress: %w", err)
		}
		p.encoder = e
	}
	plain, err := shot.AppendBinary(p.plain[:0])
	if err != nil {
		return nil, fmt.Errorf("encode a snapshot: %w", err)
	}
	if len(plain) > maxShot {
		return nil, fmt.Errorf("the snapshot has %d bytes, allowed are %d", len(plain), maxShot)
	}
	p.plain = plain
	b := append(p.file[:0], make([]byte, shotHeader)...)
	b = p.encoder.EncodeAll(plain, b)
	p.file = b
	copy(b, shotMagic)
	binary.LittleEndian.PutUint32(b[8:], shotVersion)
	binary.LittleEndian.PutUint64(b[12:], uint64(len(plain)))
	binary.LittleEndian.PutUint64(b[20:], uint64(len(b)-shotHeader))
	sum := shotSum(b)
	copy(b[28:], sum[:])
	return b, nil
}

// shotSum is the SHA-256 of a file without the sum itself.
func shotSum(file []byte) (sum [sha256.Size]byte) {
	h := sha256.New()
	h.Write(file[:28])
	h.Write(file[shotHeader:])
	h.Sum(sum[:0])
	return sum
}

// unpack is the snapshot of a file. Nothing of it is believed before its sum
// is right, and no more is taken than it says. Errors: game.ErrNewer, or what is
// damaged.
func unpack(b []byte) (*game.Snapshot, error) {
	if len(b) < shotHeader || string(b[:8]) != shotMagic {
		return nil, errors.New("it is no snapshot")
	}
	if v := binary.LittleEndian.Uint32(b[8:]); v > shotVersion {
		return nil, fmt.Errorf("%w: file version %d, known up to %d", game.ErrNewer, v, shotVersion)
	}
	plain, packed := binary.LittleEndian.Uint64(b[12:]), binary.LittleEndian.Uint64(b[20:])
	if plain > maxShot || packed != uint64(len(b)-shotHeader) {
		return nil, fmt.Errorf("its lengths are wrong: %d bytes of %d there, %d to come of it", len(b)-shotHeader, packed, plain)
	}
	if sum := shotSum(b); !bytes.Equal(sum[:], b[28:shotHeader]) {
		return nil, errors.New("its checksum is wrong")
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, fmt.Errorf("begin to decompress: %w", err)
	}
	defer decoder.Close()
	bytes, err := decoder.DecodeAll(b[shotHeader:], make([]byte, 0, plain))
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	if uint64(len(bytes)) != plain {
		return nil, fmt.Errorf("it holds %d bytes, not %d", len(bytes), plain)
	}
	return game.DecodeSnapshot(bytes)
}
