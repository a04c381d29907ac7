# Needs Python 3.11 or later with venv, and make; everything else is installed into .venv and .venv-tools.
# A certain Python: make PYTHON=python3.12 demo
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format quality raise-floors golden bench clean

PYTHON ?= python3
UV_VERSION := 0.11.8
UV := .venv-tools/bin/uv
export UV_PROJECT_ENVIRONMENT := .venv
BIN := .venv/bin
DEMO := demo.db
CORPUS ?= examples/dossiers

help: ## List what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/.complete ## Install the package and its tools from the lock file, hashes checked

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.complete: uv.lock pyproject.toml | $(UV)
	$(UV) sync --quiet --frozen --all-extras --python .venv-tools/bin/python
	@touch $@

demo: .venv/.complete ## Build a ledger of the bundled articles and look at it
	@BIN=$(BIN) LEDGER=$(DEMO) bash examples/demo.sh

lint: .venv/.complete ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/.complete ## Mend style as far as it can be mended by a program
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

test: lint ## Check style and types, then run the tests with the quality gate
	$(BIN)/python -m pytest

quality: .venv/.complete ## Print the referee's figures and the floors that they must keep
	PYTHONPATH=tests $(BIN)/python -m quality.gate

raise-floors: .venv/.complete ## Raise the floors of the quality gate to the figures measured now, less 0.01
	PYTHONPATH=tests $(BIN)/python -m quality.gate --raise --margin 0.01

golden: .venv/.complete ## Write the golden files and the README's screen anew; look at the difference before you commit
	$(BIN)/python -m pytest tests/test_golden.py tests/test_docs.py tests/test_api.py --regenerate

bench: .venv/.complete ## Measure throughput and memory: make bench CORPUS=folder-of-articles
	$(BIN)/python bench/throughput.py $(CORPUS)

clean: ## Remove what make has made
	rm -rf .venv .venv-tools .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist $(DEMO) $(DEMO)-wal $(DEMO)-shm
