# make demo    install everything needed into .venv and build the examples
# make test    run the tests
# make check   all that must pass before a commit: format, lint, types, layers, tests
# make lint    the same without the tests
# make fuzz    let a fuzzer look for texts that break a promise (ARGS=-max_total_time=600 for ten minutes)
# make steady  build two hundred drafts while something dies: processes, disk, cluster (some twenty minutes)
# make bench   measure parser, check, renderer and costly texts; then compare with other ways to a PDF
# make messages  collect the messages of the code into the catalogue, and compile it
# make lock    choose the newest versions of all packages for requirements-dev.lock
# make bundle PLATFORM=linux_x86_64|linux_aarch64|win_amd64 PYTHON=3.11|3.12|3.13
#              one zip for desks without a network (docs/offline.md)
# make clean   remove what these commands made
#
# Paths are relative throughout: a checkout may lie below folders with spaces or Chinese names.

.DEFAULT_GOAL := demo
.PHONY: demo test lint check fuzz steady bench messages lock bundle clean user developer
SHELL := /bin/bash

BIN := .venv/bin
LOCALE := bulletinc/locale/zh_CN/LC_MESSAGES
MADE := $(LOCALE)/bulletinc.mo bulletinc/parser/tables.json
export PYTHON

demo: user
	@$(BIN)/bulletinc build examples -o build/examples
	@printf '\nThe PDFs are here · PDF 文件在这里：\n%s\n' "$$PWD/build/examples"

test: developer $(MADE)
	@$(BIN)/python -m pytest $(ARGS)

check: lint test

lint: developer $(MADE)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fuzz: developer $(MADE)
	@$(BIN)/python -m tests.fuzz -max_total_time=60 $(ARGS)

steady: developer $(MADE)
	@$(BIN)/python -m tests.steady $(ARGS)

bench: developer
	@$(BIN)/python benchmarks/parse.py
	@$(BIN)/python benchmarks/check.py
	@$(BIN)/python benchmarks/render.py
	@$(BIN)/python -m benchmarks.pathological
	@$(BIN)/python benchmarks/rivals.py

messages: developer
	@$(BIN)/python scripts/messages.py
	@$(BIN)/python hatch_build.py

lock: developer
	@$(BIN)/python scripts/lock.py

bundle: developer $(MADE)
	@$(BIN)/python scripts/bundle.py "$(PLATFORM)" "$(PYTHON)"

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -f $(MADE)
	find bulletinc tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

user:
	@scripts/setup.sh

# What PYTHON says for a bundle is a version, and no program.
developer:
	@PYTHON="$(filter-out 3.%,$(PYTHON))" scripts/setup.sh dev

$(MADE): $(LOCALE)/bulletinc.po grammar/bulletin.lark bulletinc/parser/tables.py | developer
	@$(BIN)/python hatch_build.py
