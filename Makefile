## Switchboard: a contact-center simulator.
##
##   make run       install what is missing, build, simulate a bank's day, show its report
##   make test      build and run all tests
##
##   make setup     install what is missing: Debian packages
##   make setup-pdf install Chromium and a Chinese font, for reports in PDF (some 400 MB)
##   make build     build the program: .build/release/switchboard
##   make lint      check format, house rules and scripts
##   make format    bring Swift files into the house format
##   make bench     measure speed; every benchmark checks its own result
##   make bench-scale   measure what sharing replications out costs
##   make cluster-test  a real Slurm of three nodes here, with faults: the bytes of one machine
##   make cluster-test-short  the same in less than three minutes; says so where Slurm cannot be had
##   make reports   simulate every scenario of Scenarios/ into Reports/
##   make docs      write the pages that are made from the program
##   make check     all that must hold before a change goes in: lint, build without
##                  warnings, tests, reports of all scenarios, a short benchmark
##   make install   put the program, manual page and completions under prefix=/usr/local
##   make uninstall take them away again
##   make dist      an archive and a Debian package that start without Swift, into .build/packages
##   make api-docs  pages of the modules' public declarations, in .build/api-docs
##   make clean     remove what was built
##
##   make run SCENARIO=Scenarios/05-a-real-day.yaml      another scenario
##   make reports REPLICATIONS=100 REPORTS=some/folder   more of them, elsewhere

SCENARIO ?= Scenarios/bank-1999.yaml
REPLICATIONS ?= 20
# Of each of the small scenarios in Scenarios/routing/, so that `make reports` stays quick.
POLICY_REPLICATIONS ?= 5
REPORTS ?= Reports
# "no" leaves the tests out of `make check`, for those who run `make test` beside it.
TESTS ?= yes
prefix ?= /usr/local
dist ?= .build/packages
PROGRAM := .build/release/switchboard
SWIFT_FILES := Sources Tests Package.swift

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: bench-scale cluster-test cluster-test-short install uninstall dist api-docs help setup setup-pdf build run test lint format bench bench-smoke reports docs check clean

help:
	@sed -n 's/^##$$//p; s/^## //p' $(firstword $(MAKEFILE_LIST))

setup:
	@Scripts/setup.sh

setup-pdf:
	@Scripts/setup-pdf.sh

build:
	swift build -c release --omit-frame-pointers --product switchboard

run: setup build
	$(PROGRAM) run $(SCENARIO)

test: setup build
	swift test -c release --omit-frame-pointers --disable-testable-imports

lint:
	@Scripts/lint.sh

format:
	swift format -i -r $(SWIFT_FILES)

bench: build
	python3 Scripts/bench.py

bench-scale: build
	python3 Scripts/bench-scale.py

cluster-test: build
	python3 Scripts/cluster-test.py

cluster-test-short: build
	python3 Scripts/cluster-test.py --short

bench-smoke: build
	python3 Scripts/bench.py --smoke

reports: build
	@set -e; for file in Scenarios/*.yaml Scenarios/routing/*.yaml; do \
	  name=$${file#Scenarios/}; name=$${name%.yaml}; \
	  case "$$name" in routing/*) count=$(POLICY_REPLICATIONS);; *) count=$(REPLICATIONS);; esac; \
	  echo "$$file -> $(REPORTS)/$$name/"; \
	  $(PROGRAM) run "$$file" --replications $$count --check --quiet --no-archive \
	    --out "$(REPORTS)/$$name" --force; \
	done

docs: build
	$(PROGRAM) schema --format markdown > .build/Scenario-Format.md
	cp .build/Scenario-Format.md Docs/Scenario-Format.md

check:
	@echo "== lint"
	@$(MAKE) --no-print-directory lint
	@echo "== build without warnings"
	@Scripts/build-strict.sh
	@if [ "$(TESTS)" != no ]; then echo "== tests"; $(MAKE) --no-print-directory test; fi
	@echo "== reports of all scenarios"
	@$(MAKE) --no-print-directory reports REPORTS=.build/reports REPLICATIONS=3
	@echo "== short benchmark"
	@$(MAKE) --no-print-directory bench-smoke
	@echo "== all checks passed"

install: setup build
	Scripts/install.sh install $(PROGRAM) $(prefix)

uninstall:
	Scripts/install.sh uninstall $(prefix)

dist: setup
	Scripts/dist.sh $(dist)

api-docs: build
	Scripts/api-docs.sh .build/api-docs

clean:
	rm -rf .build
