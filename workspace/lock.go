package workspace

import (
	"context"
	"errors"
	"time"
)

// errLocked says that somebody else holds the lock.
var errLocked = errors.New("another process is writing to this workspace")

// takeLock takes the lock that a file stands for and waits for it as long as the context
// lasts. It keeps processes and goroutines apart.
func takeLock(ctx context.Context, file string) (release func() error, err error) {
	for wait := time.Millisecond; ; wait = min(2*wait, 50*time.Millisecond) {
		release, err := tryLock(file)
		if err == nil {
			return release, nil
		}
		if !errors.Is(err, errLocked) {
			return nil, outside(err, "lock the workspace")
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, lockError(ctx, file)
		}
	}
}

// lockError says why the waiting ended.
func lockError(ctx context.Context, file string) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return &Outside{What: "lock the workspace", Err: ctx.Err()}
	}
	return &Outside{What: "lock the workspace", Hint: lockHint(file), Err: errLocked}
}
