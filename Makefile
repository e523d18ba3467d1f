# Everything sets itself up in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help play check prove test faults lint types bench wheel clean

help:
	@echo "make play     set up and play"
	@echo "make test     set up and run every test"
	@echo "make faults   thousands of faults against saved games (minutes)"
	@echo "make check    look for mistakes in the story"
	@echo "make prove    prove that the story holds"
	@echo "make lint     formatting, lint and types"
	@echo "make bench    measure, beside the peers that can be had"
	@echo "make wheel    build the package into dist/"

$(READY): pyproject.toml src/mars_adventure/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "mars-adventure needs Python 3.11 or newer; this is `$(PYTHON) --version`. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(READY_DEV): $(READY) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

play: $(READY)
	@$(BIN)/mars-adventure play

check: $(READY)
	@$(BIN)/mars-adventure check

prove: $(READY)
	@$(BIN)/mars-adventure prove --time 1800

test: $(READY_DEV)
	@$(BIN)/python -m pytest -n auto --dist loadgroup

faults: $(READY_DEV)
	@$(BIN)/python tests/saves/campaign.py

lint: $(READY_DEV)
	@$(BIN)/ruff format --check src tests bench
	@$(BIN)/ruff check src tests bench
	@$(BIN)/mypy

bench: $(READY_DEV)
	@$(BIN)/python -m bench

wheel: $(READY_DEV)
	@$(BIN)/python -m build --wheel --outdir dist .

clean:
	rm -rf $(VENV) dist build .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
