# SPDX-License-Identifier: EUPL-1.2
# `make run` does the main job, `make test` passes the tests; both install what they need.
# Only Python 3.11, make and git have to be there.

PYTHON := $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(if $(shell command -v $(p) 2>/dev/null),$(p))))
BIN := .venv/bin
OUT ?= out

.PHONY: help run test check fix docs bench environment clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

environment:
	@$(PYTHON) tools/environment.py

run: environment ## the whole chain: example register, snapshot, check, answer to question 216, in out/
	@$(BIN)/python tools/run.py $(OUT)

test: environment ## all tests
	@$(BIN)/python tools/chromium.py
	@$(BIN)/python tools/spark.py
	@$(BIN)/python -m pytest -n 2 tests

check: environment ## style, types, import contracts, generated pages, what may not be committed
	@$(BIN)/ruff format --check --quiet . || { echo "run 'make fix'"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/python tools/house.py
	@$(BIN)/python tools/pages.py --check

fix: environment ## mend style and generated pages
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python tools/pages.py

docs: environment ## make the generated pages again (glossary, snapshot, command line, tables)
	@$(BIN)/python tools/pages.py

bench: environment ## measure side by side; prints ratios, keeps nothing
	@$(BIN)/python benchmarks/run.py

clean: ## remove what was made
	rm -rf .venv $(OUT)
