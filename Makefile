# The whole command surface. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --quiet
INSTALL := $(UV) pip install --compile-bytecode

.PHONY: help demo test check tests bench build reference messages lock clean

help:
	@echo "make demo       set up, and serve a hub with the Kenya 2020 collection on http://localhost:8000"
	@echo "make test       set up, and run every check and every test"
	@echo "make check      formatting, lint, types, arrows, generated reference, messages"
	@echo "make bench      measure speed and memory, as ratios in one run"
	@echo "make build      the installable package, in dist/"
	@echo "make reference  write docs/reference/ anew"
	@echo "make messages   gather the hub's messages, and compile their translations"
	@echo "make lock       lock the newest versions, with hashes"
	@echo "make clean      remove what was made"

demo: .venv/run
	$(BIN)/njia demo

test: check tests

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/messages.py --check

tests: .venv/dev
	@sh tools/spark.sh
	$(BIN)/pytest -n 2 --dist loadgroup
	NJIA_TEST_DATABASE=postgresql $(BIN)/pytest -n 2 --dist loadgroup -m "not browser and not pages" tests/hub

bench: .venv/dev
	@sh tools/spark.sh
	$(BIN)/python -m benchmarks

build: .venv/dev
	$(BIN)/python -m hatchling build -d dist

reference: .venv/dev
	$(BIN)/python tools/reference.py

messages: .venv/dev
	$(BIN)/python tools/messages.py

# Hashes, and no download addresses: what is installed is what was looked at.
LOCK := $(UV) pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url pyproject.toml
lock: .venv/uv
	$(LOCK) --group build --group dev --extra spark --output-file requirements/spark.txt
	$(LOCK:--upgrade=) --group build --group dev --constraints requirements/spark.txt --output-file requirements/dev.txt
	$(LOCK:--upgrade=) --group build --constraints requirements/spark.txt --output-file requirements/run.txt

clean:
	rm -rf .venv build dist demo-hub demo-report .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/uv:
	@PYTHON=$(PYTHON) sh tools/venv.sh
	@touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	$(INSTALL) --require-hashes --requirement requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(INSTALL) --require-hashes --requirement requirements/dev.txt
	@touch $@
