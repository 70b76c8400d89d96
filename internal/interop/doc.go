// Package interop checks record/seal with other people's programs: the proof checks of
// transparency-dev/merkle and the client of Tessera, over a log that record/seal wrote.
//
// It is a module of its own, since it brings in many modules that the program does not
// need. It holds tests alone: go test ./... in this folder, or make interop.
package interop
