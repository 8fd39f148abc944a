# `make help` lists the targets. Everything runs in .venv; nothing else is touched.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SIZE ?= 10000
EXAMPLES ?= 300
CORPUS ?= synthetic
ENGINES ?= lode,whoosh,fts5,tantivy

.DEFAULT_GOAL := help
.PHONY: help run test check browser bench bench-extraction bench-relevance fuzz-api lock format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime ## Install, prepare and serve Lode on http://127.0.0.1:8000
	@exec $(BIN)/python manage.py up

test: .venv/development browser ## Install what the tests need and run them all
	$(BIN)/pytest -n auto

check: .venv/development ## Lint, formatting, types, templates, migrations, deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/python manage.py makemigrations --check --dry-run
	ARCHIVE_HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/development ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2

bench: .venv-bench/ready ## Measure search beside other engines: SIZE= CORPUS= ENGINES=
	.venv-bench/bin/python -m tests.benchmarks --size $(SIZE) --corpus $(CORPUS) --engines $(ENGINES)

bench-extraction: .venv-bench/ready ## Measure how long reading a clipping takes
	.venv-bench/bin/python -m tests.benchmarks.extraction

bench-relevance: .venv-bench/ready ## Judge the order of answers beside other engines
	.venv-bench/bin/python -m tests.benchmarks.relevance

bench-pages: .venv/runtime ## Measure pages under 20 clients, on 100,000 articles: SIZE=
	$(BIN)/python -m tests.benchmarks.pages --size $(if $(filter command line,$(origin SIZE)),$(SIZE),100000)

audit: .venv/development browser ## Check pages with Lighthouse, axe-core and the Nu HTML checker
	$(BIN)/python -m tests.audit

screenshots: .venv/development browser ## Take the pictures of README.md from the running application
	$(BIN)/python -m tests.browser.screenshots

fuzz-api: .venv/development ## Attack the API with schemathesis: EXAMPLES=300 of each operation
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/pytest -n auto tests/api/test_fuzz.py

bench-hostile: .venv-bench/ready ## Measure the costliest questions there may be
	.venv-bench/bin/python -m tests.benchmarks.hostile

browser: # Debian's Chromium for the browser tests, where it can be installed
	@command -v chromium >/dev/null || .ci/install-chromium

lock: .venv/development ## Pin every dependency of pyproject.toml with hashes
	.ci/lock

clean: ## Remove the virtual environments and caches; the archive in var/ stays
	rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python .venv-bench/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "Lode needs Python 3.11. Install it, or run: make PYTHON=/path/to/python3.11"; exit 1; }
	"$(PYTHON)" -m venv $(patsubst %/bin/,%,$(dir $@))

.venv/runtime: .venv/bin/python requirements.txt
	@echo "Installing what Lode needs (about 30 seconds) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development: .venv/bin/python requirements-dev.txt
	@echo "Installing what the tests need (about 40 seconds) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/runtime

.venv-bench/ready: .venv-bench/bin/python requirements.txt tests/benchmarks/requirements.txt
	@echo "Installing what Lode is measured against (about 30 seconds) …"
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check \
	  -r requirements.txt -r tests/benchmarks/requirements.txt
	@touch $@
