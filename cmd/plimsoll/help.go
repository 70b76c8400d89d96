package main

import "fmt"

type helpCmd struct {
	Topic string `arg:"" optional:"" help:"A verb, or exit."`
}

// Run prints the help of a verb, or the exit codes.
func (c helpCmd) Run(w *world) error {
	switch c.Topic {
	case "":
		return w.usage()
	case "exit":
		for _, x := range exitTable {
			fmt.Fprintf(w.stdout, "%4d  %s\n", x.code, x.meaning)
		}
		return nil
	case "demo", "inspect", "decode", "detect", "regime", "limit", "commitment", "council", "screen", "version", "help":
		return w.usage(c.Topic)
	}
	return usagef("plimsoll help lists the verbs; plimsoll help exit the exit codes", "no help on %q", c.Topic)
}
