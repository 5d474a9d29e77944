# Executable documentation: `make` lists what can be done here. The work itself stands in scripts/, in Python's standard library.
.DEFAULT_GOAL := help
.PHONY: help run test check soak bench demo messages pins clean
PYTHON ?= $(shell sh scripts/python.sh)

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## prepare what is missing and start at http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(PYTHON) -m scripts.run

demo: ## put the demonstration people and programme into the database, without starting the server
	@exec $(PYTHON) -m scripts.run --without-server

test: ## run the whole suite on SQLite and on PostgreSQL (ARGS="tests/rules" for a part, DATABASES=sqlite for one)
	@exec $(PYTHON) -m scripts.test suite

check: ## style, types, directions of imports, templates, migrations, translations
	@exec $(PYTHON) -m scripts.check

soak: ## the long tests, up to 35 minutes (SOAK=ci for a small size)
	@exec $(PYTHON) -m scripts.test soak

bench: ## measure, print a table, write bench/latest.json
	@exec $(PYTHON) -m scripts.prepare dev -- -m bench

messages: ## bring the translation catalogues in step with the code and compile them
	@exec $(PYTHON) -m scripts.prepare dev -- -m scripts.messages

pins: ## compile requirements/*.in into pinned, hashed requirements/*.txt
	@exec $(PYTHON) -m scripts.prepare dev -- -m scripts.pins

clean: ## remove the environment and caches; the state folder .qosyl stays
	@rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache
