# Every target sets up .venv by itself. Needed beforehand: make, and Python 3.11 or later with venv.

SHELL := /bin/sh
# The first interpreter that really runs: a version manager may leave names that lead nowhere.
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3; do \
  $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help memos site test languages lint clean lock bench

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

memos: .venv/.installed ## write the memos, the index and the ledger of claims to reports/
	$(BIN)/prong memo cases --out reports --format md,html
	$(BIN)/prong report cases --out reports

site: .venv/.installed ## write the site to reports/site; open its index.html
	$(BIN)/prong site cases --out reports/site

test: lint tests/browser/node_modules ## lint, then run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

languages: .venv/.installed ## bring the catalogues of translations up to date with the words of documents and rules
	$(BIN)/python -m pytest tests/repo/test_languages.py --update-languages

lint: .venv/.installed ## check the style of the Python code
	$(BIN)/ruff check src tests

bench: .venv-bench/.installed ## time Prong beside other tools, and write reports/benchmarks.md
	.venv-bench/bin/python tests/benchmarks/bench.py

clean: ## remove the environments and caches, but not the memos
	rm -rf .venv .venv-bench .venv-lock .pytest_cache .ruff_cache .hypothesis build dist tests/browser/node_modules
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What the tests of the pages need beside a browser; where there is no npm, those tests say so and skip.
tests/browser/node_modules: tests/browser/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/browser --no-audit --no-fund --silent && touch $@; fi

# The lock holds hashes for every platform and no address of an index. Run this after a change to
# the dependencies in pyproject.toml; it is the one target that always needs a network.
lock: ## write the locks anew from pyproject.toml
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	$(COMPILE) pyproject.toml --extra docx --extra pdf --extra test --extra corpus --group build --upgrade \
	  --output-file requirements.lock
	echo 'pyspark>=4.0' | $(COMPILE) - --upgrade --constraint requirements.lock --output-file .ci/spark.lock
	$(COMPILE) pyproject.toml tests/benchmarks/requirements.in --extra corpus --extra spark --group build --upgrade \
	  --output-file tests/benchmarks/requirements.lock
	rm -rf .venv-lock

# pip compiles the modules that it installs, but not what stays in src, nor templates.
.venv/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Prong needs Python 3.11 or later with venv.' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q src
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'from prong.rendering.filled import compile_templates; compile_templates()'
	@touch $@

# Spark is large and needs Java; only its tests and the benchmarks want it.
.venv/.spark: .venv/.installed .ci/spark.lock
	$(PIP) install --require-hashes --requirement .ci/spark.lock
	@touch $@

.venv-bench/.installed: tests/benchmarks/requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --no-build-isolation --no-deps --editable .
	@touch $@
