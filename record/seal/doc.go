// Package seal keeps sealed acts in a transparency log: signed notes, an RFC 6962
// Merkle tree in C2SP tlog-tiles, commitments that tell nothing, and the checks that a
// stranger can run on them without a network.
//
// # What is sealed
//
// An act is a finding, a review, a dissent, a reply, a withdrawal, an edition, a
// circulation, a receipt, a stop, a release, a capture of a list, a version of a method
// or a key. Its bytes are a signed note (golang.org/x/mod/sumdb/note), UTF-8, every line
// ended by one line feed:
//
//	plimsoll.act/1
//	kind KIND
//	claimed TIME
//	salt SALT
//	BODY
//
//	— NAME SIGNATURE
//
// KIND is one of the words of [Kinds]. TIME is when the sealer says it was done,
// 2006-01-02T15:04:05Z, never before 1970. SALT is 32 random bytes in lower-case
// hexadecimal. BODY is one line of JSON without control characters, of a shape its own
// room defines. The last line is the note's only signature: Ed25519, by the key NAME,
// over the five lines above the empty one. An act is at most 1,000,000 bytes.
//
// The commitment to an act is the SHA-256 of all of these bytes. Because of the salt
// nobody who has not seen the act can test a guess of what it says against it. The same
// 32 bytes, in hexadecimal, are the name of the object in which a workspace keeps the act.
//
// # The leaf
//
// What the log holds of an act is its leaf, 74 bytes:
//
//	offset  length  what
//	     0       1  the layout's version, 1
//	     1       1  the kind, its place in Kinds, counted from 1
//	     2       8  the time claimed, seconds since 1970-01-01T00:00:00Z, big-endian
//	    10      32  the commitment
//	    42      32  the key: SHA-256 of its algorithm byte and its public key
//
// The leaf's hash in the tree is SHA-256(0x00 || leaf) and an inner node's is
// SHA-256(0x01 || left || right), as in RFC 6962, section 2.1. Entries are numbered from
// 1 in words and from 0 in proofs: "entry 7" has the index 6.
//
// For example the act
//
//	plimsoll.act/1
//	kind stop
//	claimed 2018-09-13T12:00:00Z
//	salt 0000000000000000000000000000000000000000000000000000000000000000
//	{"why":"an example"}
//
//	— example 1UgAW2REBLlE+vfWdifdSrIDw3dmG780FmzGayS9ee2tOk1QAxcDgYL3EM7g3zMPefQchNM6Kf2EzBAlYil32RDWagg=
//
// signed by the key whose 32-byte seed is all zero, has the leaf
//
//	010c
//	000000005b9a5140
//	c613a2e2df3563bdce323f742fef67f290a8cfa0bc9afb534063883f159b61ad
//	4654a09c3796d409448689fd1926cddf48b98b7dcc3245f74a02073cbbc44c7b
//
// A salt of zeros is for examples only.
//
// # The log
//
// The log is a static folder in the layout of C2SP tlog-tiles (c2sp.org/tlog-tiles):
//
//	checkpoint                  the signed state of the log, as below
//	tile/L/N[.p/W]              256 hashes of level 8·L, or W of them
//	tile/entries/N[.p/W]        256 leaves, each behind its length in two bytes, big-endian
//
// N is written in groups of three digits, all but the last behind an x: 1234067 is
// x001/x234/067. A checkpoint (c2sp.org/tlog-checkpoint) is a note with three lines: the
// origin, which is the key's name; the number of entries, in decimal; the root hash in
// base64.
//
// [Log.Append] writes the entries and tiles first and the checkpoint last; the store
// promises that a file it has written is on the disk, whole, under its name. An act is
// acknowledged when the checkpoint is written, never before: what a crash leaves of tiles
// beyond the checkpoint belongs to no act and is written over by the next one. Partial
// tiles are kept.
//
// The published folder holds leaves and hashes, the times claimed, the kinds, and one
// name: the key's own, in the checkpoint. No name of a ship, a party, a reader or a place
// is in it, and the salts keep anybody from guessing one. The kinds and times are there to
// be read; who has a key's public half can tell which leaves are its.
//
// # What a proof proves
//
// [View] is a log as somebody else shows it: a checkpoint and all leaves up to it. What
// it proves is said by the functions that check it; what it cannot prove, however right
// it is: that the times and names are true, that nothing was done outside the log, that
// no later entry exists, and, without a checkpoint from somewhere else, that everybody is
// shown the same log. The same key under two logs that do not extend one another is the
// one thing a sealer cannot explain away; [Fork] is that finding. A workspace that was
// copied and used twice gives it too.
//
// Conformance: TestRFC6962 (hashes of the tree), TestTilesFollowC2SP (paths and
// contents), TestWorkedExample (the bytes above); the tiles and proofs are also read by
// other people's programs in the module internal/interop.
package seal
