package detect

import (
	"fmt"
	"io"
	"sync"
	"unsafe"
)

// Spill gives the pipeline a place for what does not fit into memory.
type Spill interface {
	// Create returns a new empty file. Closing it removes it.
	Create() (SpillFile, error)
}

// SpillFile is written at its end and read anywhere.
type SpillFile interface {
	io.Writer
	io.ReaderAt
	io.Closer
}

// partCount is into how many parts records are dealt; a part is worked on as a
// whole in memory, by one worker.
const partCount = 256

// parts holds records dealt by a hash, in memory up to a limit and beyond it in a
// spill file. T is a plain struct without pointers: it is written as it lies in
// memory, for this process alone.
type parts[T any] struct {
	spill Spill
	limit int // records in memory

	mu      sync.Mutex // guards all below
	memory  [partCount][]T
	held    int
	file    SpillFile
	end     int64
	extents [partCount][]extent
}

// extent is a run of records of one part in the spill file.
type extent struct {
	at int64
	n  int
}

func newParts[T any](spill Spill, limitBytes int64) *parts[T] {
	var one T
	limit := int(limitBytes / int64(unsafe.Sizeof(one)))
	return &parts[T]{spill: spill, limit: max(limit, partCount)}
}

// add puts records into a part.
func (p *parts[T]) add(part int, records []T) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.memory[part] = append(p.memory[part], records...)
	p.held += len(records)
	if p.spill == nil || p.held <= p.limit {
		return nil
	}
	return p.flush()
}

// flush writes all that is in memory to the spill file; mu is held.
func (p *parts[T]) flush() error {
	if p.file == nil {
		file, err := p.spill.Create()
		if err != nil {
			return fmt.Errorf("spill to disk: %w", err)
		}
		p.file = file
	}
	for i, records := range p.memory {
		if len(records) == 0 {
			continue
		}
		n, err := p.file.Write(bytesOf(records))
		if err != nil {
			return fmt.Errorf("spill to disk: %w", err)
		}
		p.extents[i] = append(p.extents[i], extent{p.end, len(records)})
		p.end += int64(n)
		p.memory[i] = records[:0]
	}
	p.held = 0
	return nil
}

// spilled reports whether anything was written to disk.
func (p *parts[T]) spilled() bool { return p.file != nil }

// load returns all records of a part, in no particular order. What lay in memory is
// handed over.
func (p *parts[T]) load(part int) ([]T, error) {
	p.mu.Lock()
	records := p.memory[part]
	p.memory[part] = nil
	extents := p.extents[part]
	p.mu.Unlock()
	for _, x := range extents {
		from := len(records)
		records = append(records, make([]T, x.n)...)
		if _, err := p.file.ReadAt(bytesOf(records[from:]), x.at); err != nil {
			return nil, fmt.Errorf("read back from disk: %w", err)
		}
	}
	return records, nil
}

func (p *parts[T]) close() error {
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}

// bytesOf returns records as they lie in memory.
func bytesOf[T any](records []T) []byte {
	if len(records) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&records[0])), len(records)*int(unsafe.Sizeof(records[0])))
}

// dealer collects one worker's records before they go to their parts.
type dealer[T any] struct {
	to  *parts[T]
	buf [partCount][]T
}

const dealt = 256 // records a part before they are handed on

func (d *dealer[T]) put(part uint32, record T) error {
	part %= partCount
	d.buf[part] = append(d.buf[part], record)
	if len(d.buf[part]) < dealt {
		return nil
	}
	err := d.to.add(int(part), d.buf[part])
	d.buf[part] = d.buf[part][:0]
	return err
}

func (d *dealer[T]) flush() error {
	for part := range d.buf {
		if err := d.to.add(part, d.buf[part]); err != nil {
			return err
		}
		d.buf[part] = nil
	}
	return nil
}

// mix spreads a number over the parts.
func mix(n uint32) uint32 {
	n ^= n >> 16
	n *= 0x45d9f3b
	return n ^ n>>16
}
