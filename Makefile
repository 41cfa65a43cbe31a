# The same recipes on a laptop and in CI. Needed: Python 3.11 or newer, and make.
VENV ?= .venv
PY := $(VENV)/bin/python
NAMED := $(PYTHON)
UNIT := $(wildcard tests/unit tests/service)
SERIAL := $(wildcard tests/flow tests/browser)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install dev demo test check bench lock static migrations unit serial wheel system clean

help:  ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

install: $(VENV)/.installed  ## Make .venv from the lock

demo: install  ## Take two projects through all their gates before your eyes (STAY=1 leaves it running)
	$(PY) -m jalon demo $(if $(STAY),--stay)

test: dev system unit serial  ## Run all tests

check: dev static migrations  ## Format, lint, types, import rules, migrations, tests, wheel: what CI runs
	$(MAKE) test JALON_BROWSER=required
	$(MAKE) wheel

bench: dev  ## Measure every figure that we quote; writes bench/results.json
	$(PY) -m bench

lock: dev  ## Resolve the dependencies anew and write both lock files
	$(PY) -m uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet uv
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group build --group dev -c requirements.lock -o requirements-dev.lock

LOCK = $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--all-extras --upgrade --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# The parts of the above, for one's own use.

dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@sh .ci/venv $(VENV) $(NAMED)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@sh .ci/install $(PY) requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@sh .ci/install $(PY) requirements-dev.lock
	@touch $@ $(VENV)/.installed

static: dev
	$(PY) -m pytest -q tests/unit/house/test_lock.py
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

migrations: dev
	$(PY) -m pytest -q tests/unit/house/test_migrations.py

system: dev
	@sh .ci/system $(PY)

unit: dev
	$(PY) -m pytest -n 2 $(UNIT)

serial: dev
	$(if $(SERIAL),JALON_BROWSER=$(JALON_BROWSER) $(PY) -m pytest $(SERIAL))

wheel: dev
	bash .ci/wheel $(PY)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
