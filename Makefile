# Needs Python 3.11 or newer and make; everything else is installed into .venv from pinned versions.
# PYTHON=/path/to/python chooses another interpreter for a new .venv.

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)

.PHONY: run test lint coverage docs bench clean

run: $(STAMP)  ## builds the dataset from seeds/ into data/
	$(VENV)/bin/mithaq build seeds --out data

test: $(STAMP)  ## every test
	$(PY) -m pytest

lint: $(STAMP)  ## style and types
	$(PY) -m ruff check .
	$(PY) -m mypy

coverage: $(STAMP)  ## every test, and the lines that none of them runs
	$(PY) -m pytest --cov=transforms --cov=expectations --cov=flows --cov-report=term-missing:skip-covered

docs: $(STAMP)  ## the generated pages of docs/ and blocks of README.md
	$(PY) docs/refresh.py

bench: $(STAMP)  ## speed and memory, into benchmarks/
	$(PY) -m pip install --quiet --constraint requirements.lock --editable '.[bench]'
	$(PY) -m benchmarks

clean:  ## removes the environment; what was built stays
	rm -rf $(VENV)

# Touched last: an installation that was interrupted is taken up again.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Mithaq needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(PY) && $(PY) -c '' 2>/dev/null || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); } || \
		{ echo "$(PYTHON) cannot make an environment; install its venv module (python3-venv on Debian)" >&2; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)
