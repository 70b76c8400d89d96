package main

import (
	"context"
	"io"
	"os"
)

// waiting reads from something that may let us wait for ever, a pipe or a terminal,
// and waits no longer than its context lasts.
type waiting struct {
	io.Closer
	ctx  context.Context
	from io.Reader
	room []byte
	left []byte // of room, read and not handed on
	err  error  // after left
}

func waitFor(ctx context.Context, from io.ReadCloser) *waiting {
	return &waiting{Closer: from, ctx: ctx, from: from, room: make([]byte, 64<<10)}
}

// Read reads as the reader behind it does. After the end of the context, room may
// still be written to and is not looked at.
func (r *waiting) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if len(r.left) == 0 && r.err == nil {
		if err := r.more(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	if len(r.left) > 0 {
		return n, nil
	}
	return n, r.err
}

func (r *waiting) more() error {
	var n int
	var err error
	done := make(chan struct{})
	go func() {
		n, err = r.from.Read(r.room)
		close(done)
	}()
	select {
	case <-done:
		r.left, r.err = r.room[:n], err
		return nil
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

// openWaiting opens a pipe or device; a named pipe opens when somebody writes to it.
func openWaiting(ctx context.Context, name string) (io.ReadCloser, error) {
	var f *os.File
	var err error
	done := make(chan struct{})
	go func() {
		f, err = os.Open(name)
		close(done)
	}()
	select {
	case <-done:
		if err != nil {
			return nil, readError(name, err)
		}
		return waitFor(ctx, f), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
