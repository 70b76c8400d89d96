package seal

import "fmt"

// Malformed says that something cannot be read as what it should be: nothing was checked.
type Malformed struct {
	Part string // what: "checkpoint", "entry 7", "act at entry 7"
	What string // what is wrong with it
	Hint string
}

func (e *Malformed) Error() string { return fmt.Sprintf("read %s: %s", e.Part, e.What) }

// NotProved says that something was read and does not hold.
type NotProved struct {
	Part string // which part does not hold
	What string // what was found instead
	Hint string
}

func (e *NotProved) Error() string { return fmt.Sprintf("%s does not hold: %s", e.Part, e.What) }

// Fork says that one key signed two logs of which neither extends the other.
type Fork struct {
	Key  string
	Ours Checkpoint // the checkpoint held
	Log  Checkpoint // the one shown
}

func (e *Fork) Error() string {
	return fmt.Sprintf("the log does not hold: the key %s signed two histories: the first %d of the %d entries shown are not the %d entries of the checkpoint held",
		e.Key, e.Ours.Size, e.Log.Size, e.Ours.Size)
}

// Truncated says that the log shown is shorter than the one held.
type Truncated struct {
	Ours Checkpoint
	Log  Checkpoint
}

func (e *Truncated) Error() string {
	return fmt.Sprintf("the log does not hold: it shows %d entries, the checkpoint held has %d: it is an older one, or was cut short", e.Log.Size, e.Ours.Size)
}

func malformed(part, hint, format string, args ...any) error {
	return &Malformed{Part: part, What: fmt.Sprintf(format, args...), Hint: hint}
}

func notProved(part, hint, format string, args ...any) error {
	return &NotProved{Part: part, What: fmt.Sprintf(format, args...), Hint: hint}
}
