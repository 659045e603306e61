# The commands of the project. `make run` and `make test` need nothing but Python 3.11 or later
# and make; what else they need they install, and they say so.

SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PO := $(wildcard jury/translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: run test check lint format types translations catalogues mutants bench storm pictures hygiene lock clean
.DEFAULT_GOAL := run

# --- What people run ---------------------------------------------------------------------------

run: .venv/.run $(MO)
	@exec $(BIN)/jury run --demo --port $(PORT)

test: .venv/.dev $(MO) .tools/.ready
	$(BIN)/pytest -n 2 --dist loadgroup $(TESTS)

check: test lint types translations hygiene mutants

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: .venv/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: .venv/.dev
	$(BIN)/mypy

translations: .venv/.dev
	$(BIN)/python -m scripts.check_translations

# Bring the catalogues up to what the code says; new sentences are left empty, to be translated.
catalogues: .venv/.dev
	$(BIN)/python -m scripts.check_translations --update

mutants: .venv/.dev $(MO)
	$(BIN)/python -m scripts.mutants

hygiene: .venv/.dev
	$(BIN)/python -m scripts.hygiene

bench: .venv/.dev .oracle/.ready $(MO)
	$(BIN)/python -m benchmarks

storm: .venv/.dev $(MO)
	$(BIN)/python -m benchmarks.storm

pictures: .venv/.dev $(MO)
	$(BIN)/python -m scripts.pictures

# --- How it is made ready ----------------------------------------------------------------------
# Stamps are older than what they stand for when that changes; a second `make run` starts one
# process only.

.venv/bin/pip:
	bash scripts/environment.sh "$(PYTHON)"

.venv/.run: requirements.lock pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The field's own lottery library, in an environment of its own: only `make bench` asks it.
.oracle/.ready: requirements-oracle.lock | .venv/.dev
	"$(PYTHON)" -m venv .oracle
	.oracle/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.tools/.ready: scripts/system.sh
	bash scripts/system.sh
	@touch $@

%.mo: %.po | .venv/.run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

lock: | .venv/.dev
	$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --build-deps-for editable --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --output-file requirements-oracle.lock requirements-oracle.in

# Leaves instance/ alone: what is in there is somebody's.
clean:
	rm -rf .venv .tools .oracle .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info $(MO)
