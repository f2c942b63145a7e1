# Putright. `make run` to try it, `make test` to check it; both need Python 3.11 or newer and nothing else.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11) and "Putright needs Python 3.11 or newer: make PYTHON=python3.12 ...")
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml

.PHONY: run build test test-all test-rasa bench bench-diet words lock clean

run: .venv/ready build  ## start the portal, with its worker, on http://127.0.0.1:$(PORT)
	@exec $(BIN)/python -m portal.start --port $(PORT)

build: .venv/ready  ## stylesheets, fonts, catalogues, what the assistant has learnt: whatever is out of date
	@$(BIN)/python -m portal.prepare

test: .venv/ready-dev build  ## everything that is checked before a change is kept
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2 -m "not wide"

test-all: test  ## the wide matrices too
	$(BIN)/python -m pytest -n 2 -m wide

test-rasa: .venv/ready-dev build  ## every conversation on a real Rasa server too; needs Python 3.10, builds .venv-rasa
	@rasa=$$($(BIN)/python -m tests.rasa.environment) && test -z "$$rasa" || RASA=$$rasa $(BIN)/python -m pytest -n 2 tests/rasa

bench-diet: .venv/ready-dev build  ## what Rasa's own DIET learns from the same files, beside ours (an hour or two)
	@rasa=$$($(BIN)/python -m tests.rasa.environment) && test -z "$$rasa" || $(BIN)/python -m benchmarks.diet $$rasa

bench: .venv/ready-dev build  ## speed, as ratios measured in one run
	$(BIN)/python -m benchmarks

words: .venv/ready  ## collect the words to translate, and bring every catalogue up to date (NEW=fr begins one)
	$(BIN)/python -m portal.files.catalogues $(NEW)

lock: .venv/ready-dev  ## choose newer packages, within the ranges of pyproject.toml
	$(PIP) uv
	$(LOCK) --upgrade -o requirements.lock
	$(LOCK) --upgrade --constraints requirements.lock --extra dev -o requirements-dev.lock

clean:  ## take away what was built, but neither instance/ nor translations
	rm -rf .venv .venv-rasa node_modules static/dist portal/letters/fonts bot/model translations/*/LC_MESSAGES/*.mo

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c '$(ENOUGH)'
	@echo "Installing what Putright needs (a minute or two, once) ..."
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(PIP) --no-compile --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) --no-compile --require-hashes -r requirements-dev.lock
	@touch $@
