// Command plimsoll follows United Nations Security Council sanctions from a ship's
// position at sea to a paragraph on the Council's table.
//
// Each verb has a file of its own; this one parses the command line and turns
// errors into exit codes. What a person reads goes to stderr, data to stdout.
package main

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"github.com/plimsoll-watch/plimsoll/internal/config"
)

// commands is the command line.
type commands struct {
	Demo       demoCmd       `cmd:"" help:"Tell the whole path, step by step, on an invented week at sea."`
	Inspect    inspectCmd    `cmd:"" help:"Say what is in AIS files, and what they could have shown."`
	Decode     decodeCmd     `cmd:"" help:"Print AIS sentences as JSON lines."`
	Detect     detectCmd     `cmd:"" help:"Find who met whom, when, how close, and what it is consistent with."`
	Regime     regimeCmd     `cmd:"" help:"Which measures bind on a day, from which paragraph, whom."`
	Commitment commitmentCmd `cmd:"" help:"Who pledged what, on which condition, and what was said of it by a day."`
	Council    councilCmd    `cmd:"" help:"The Council's record: meetings, votes, positions, members."`
	Limit      limitCmd      `cmd:"" help:"How a limit stands: notified by then, estimated, disputed."`
	Brief      briefCmd      `cmd:"" help:"A briefing in which every sentence leads to its source: drafted, checked, published."`
	Screen     screenCmd     `cmd:"" help:"Is there a match for this ship, as of a day, and what was checked?"`
	Finding    findingCmd    `cmd:"" help:"Our claims: drafted, reviewed, disputed, answered."`
	Report     reportCmd     `cmd:"" help:"Editions of a report: sealed, compared, circulated."`
	Verify     verifyCmd     `cmd:"" help:"Is this what was sealed, what does that prove, and what not?"`
	Init       initCmd       `cmd:"" help:"Make a workspace: a folder with a log, a key and an index."`
	Config     configCmd     `cmd:"" help:"Print the workspace's settings, and where each comes from."`
	Version    versionCmd    `cmd:"" help:"Print the version, the methods and the tables in this program."`
	Help       helpCmd       `cmd:"" help:"Explain a verb, or the exit codes (help exit)."`
}

// world is everything a verb touches outside itself.
type world struct {
	stdin                          io.Reader
	stdout, stderr                 io.Writer
	stdinTTY, stdoutTTY, stderrTTY bool
	config                         config.Config
	width                          int // of people's text, in characters
	ctx                            context.Context
	now                            func() time.Time
	random                         io.Reader                  // salts and keys
	usage                          func(verb ...string) error // prints the help, of a verb or of all, to stdout
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // asked a second time, the program ends where it stands
	w := &world{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		stdinTTY: term.IsTerminal(int(os.Stdin.Fd())), stdoutTTY: term.IsTerminal(int(os.Stdout.Fd())),
		stderrTTY: term.IsTerminal(int(os.Stderr.Fd())),
		config:    config.FromEnv(os.Getenv), ctx: ctx, now: time.Now, random: rand.Reader,
	}
	w.width = widthOf(w.config, os.Stderr)
	code := run(w, os.Args[1:])
	stop()
	os.Exit(code)
}

// run parses the arguments, runs the verb and returns the exit code.
func run(w *world, args []string) int {
	var cli commands
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("plimsoll"),
		kong.Description("Possible ship-to-ship transfers in AIS data, with every other explanation tested.\n\nExit codes: plimsoll help exit"),
		kong.Writers(w.stdout, w.stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100, NoExpandSubcommands: true}),
	)
	if err != nil {
		return fail(w, err)
	}
	w.usage = func(verb ...string) error {
		if _, err := parser.Parse(append(verb, "--help")); exited < 0 {
			return err
		}
		return nil // the help is printed; what kong made of the rest does not matter
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(withNumbers(args))
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return fail(w, usageError{err})
	}
	return fail(w, parsed.Run(w))
}

// withNumbers joins a flag and a number below zero behind it, which would be taken for
// a short flag: --area -98,18,-80,31.
func withNumbers(args []string) []string {
	var out []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return append(out, args[i:]...)
		}
		if i+1 < len(args) && slices.Contains(numbered[:], a) && negative(args[i+1]) {
			i++
			a += "=" + args[i]
		}
		out = append(out, a)
	}
	return out
}

// numbered are the flags whose value may begin like a number below zero.
var numbered = [...]string{"--area", "--max-distance", "--min-duration", "--memory", "--workers"}

func negative(s string) bool {
	return len(s) > 1 && s[0] == '-' && (s[1] == '.' || s[1] >= '0' && s[1] <= '9')
}
