package limit

import "github.com/plimsoll-watch/plimsoll/base/quantity"

// Notified and Estimated name the two ledgers. They have no values: they keep the
// volumes of the one apart from those of the other.
type (
	// Notified is what suppliers reported under a cap.
	Notified struct{}
	// Estimated is what others say was delivered.
	Estimated struct{}
)

// Basis is the ledger that a volume belongs to.
type Basis interface{ Notified | Estimated }

// Volume is barrels of one ledger, between two bounds. A Volume[Notified] and a
// Volume[Estimated] are two types: no sum of both can be written.
type Volume[B Basis] struct {
	low, high quantity.Barrels
	_         [0]B
}

// volumeOf returns the volume between two bounds, in either order.
func volumeOf[B Basis](a, b quantity.Barrels) Volume[B] {
	return Volume[B]{low: min(a, b), high: max(a, b)}
}

// Plus adds two volumes of one ledger.
func (v Volume[B]) Plus(w Volume[B]) Volume[B] {
	return Volume[B]{low: v.low + w.low, high: v.high + w.high}
}

// Bounds returns the lowest and the highest it may be.
func (v Volume[B]) Bounds() quantity.Range[quantity.Barrels] {
	return quantity.Range[quantity.Barrels]{Low: v.low, High: v.high}
}
