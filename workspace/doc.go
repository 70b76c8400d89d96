// Package workspace keeps the case folder: sealed acts and evidence, the log they stand
// in, the keys that sign, and an index of it all. It alone knows where things lie.
//
// # The folder
//
//	config.json         settings, see Config; written last, so that a folder that has
//	                    it is a whole workspace
//	objects/3f/3f9a…    sealed acts and raw evidence, named by the SHA-256 of their
//	                    bytes, never changed
//	log/                the transparency log of record/seal, a static folder
//	keys/NAME.key       the private key that signs, mode 0600
//	keys/NAME.pub       its public half
//	keys/NAME.seen      the last checkpoint that was acknowledged
//	index.db            SQLite: drafts, and an index of the acts
//	lock                held by whoever writes, for one write
//	unfinished          there while Init is at work
//
// Objects and log are the truth. The index is made from them: it is brought up to date
// when a workspace is opened and whenever it is asked, and Rebuild makes it again to the
// same content. Drafts lie nowhere else; SQLite keeps them (synchronous=full).
//
// # When an act is acknowledged
//
// Append takes the lock, reads the checkpoint again (another process may have appended)
// and checks that the log only grew. Then it writes, each file whole and synced before
// the next (see workspace/disk):
//
//  1. the object of each act;
//  2. the entries and tiles of the log, then its checkpoint. The acts are acknowledged
//     now;
//  3. keys/NAME.seen, then the index. When one of these fails the acts stand all the
//     same: it is told to Options.Warn and made good at the next opening.
//
// What a crash leaves before step 2 is complete belongs to no act: objects that no leaf
// names, tiles beyond the checkpoint, leftovers. None of it is served.
//
// # What is checked when a workspace is opened
//
// The format; every setting; the key's mode and that its halves belong together; that
// every leaf leads to the checkpoint and that the log holds the entries of keys/NAME.seen
// in their places (else it was cut short, seal.Truncated, or rewritten, seal.Fork); that
// the index names the acts that the log holds. An object is hashed again each time it is
// read and an act's signature is checked. On a read-only disk what is up to date can be
// read; whatever would write is refused.
//
// # Limits
//
// A whole workspace, keys/NAME.seen included, that is put back to an older copy looks
// whole: only a checkpoint kept elsewhere shows it. A workspace that was copied and used
// twice makes two logs of one key; seal.Compare names the fork when the two meet. Other
// users of the machine are kept out by file modes alone (folder 0700). On Windows modes
// are not checked and a name may be lost with the power (workspace/disk); a lock left by
// a killed process is removed by hand there.
//
// Conformance: TestCrashAtEveryStep, TestErrorAtEveryStep (a disk that forgets what was
// not synced), TestKilledAtEveryStep (real processes), TestRebuildSameContent,
// TestReadOnlyDisk, TestFormat1 (a frozen workspace that every later build opens).
package workspace
