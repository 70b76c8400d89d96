# Plimsoll. `make demo` and `make test` are the two to know.
# Needs Go 1.26; Node 20.19 or 22.12 for `web` and `browser` alone. What else is
# needed is fetched, and said.

.DEFAULT_GOAL := help
.PHONY: help demo test bench lint fuzz web build race browser
SHELL := /bin/sh

# Without git, or in a checkout that git does not trust, the program has no revision
# to tell; it is built all the same.
VCS := $(shell git status --porcelain >/dev/null 2>&1 || echo -buildvcs=false)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | awk '{ name = $$1; $$1 = ""; printf "  make %-8s%s\n", name, $$0 }'

demo: build ## the story, on an invented week at sea; leaves plimsoll-demo/
	@./plimsoll demo

build: ## the program, ./plimsoll
	@.ci/need go
	@echo "building ./plimsoll (fetches Go modules when they are missing)"
	@go build $(VCS) -o plimsoll ./cmd/plimsoll

test: ## all Go tests, without a network; ends with what was skipped and why
	@.ci/need go
	@echo "testing (fetches Go modules when they are missing)"
	@go run ./internal/testsum ./...
	@echo "the log, read by other people's programs (internal/interop, a module of its own)"
	@cd internal/interop && go test ./...

bench: ## every benchmark
	@.ci/need go
	@go test -run '^$$' -bench . -benchmem $$(.ci/gofiles '*_test.go' | xargs grep -l '^func Benchmark' | xargs -n1 dirname | sort -u)

lint: ## gofmt, go vet, golangci-lint, and the sizes of the house
	@.ci/need go
	@.ci/lint

fuzz: ## every fuzz target; about 3 minutes in all, or FUZZTIME=30s each
	@.ci/need go
	@.ci/fuzz

race: ## the packages that run goroutines, under the race detector
	@.ci/need go
	@.ci/apt gcc gcc libc6-dev
	@CGO_ENABLED=1 go run ./internal/testsum -race -short ./sea/... ./record/... ./cmd/...

web: ## the browser's assets (web/dist) and the coast (base/coast/land.bin)
	@.ci/need go
	@.ci/need node
	@echo "fetching npm packages into web/node_modules"
	@npm --prefix web ci --no-audit --no-fund
	@npm --prefix web run --silent check
	@npm --prefix web run --silent build
	@go run ./internal/coastpack -in web/node_modules/world-atlas/land-10m.json -out base/coast/land.bin

browser: build ## the demo's pages in a real browser (installs Chromium when missing)
	@.ci/need node
	@.ci/browser
