# Everything one does with Muster. `make` alone lists it.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PORT ?= 8000
HOST ?= 127.0.0.1
JOBS ?= 2
PY := .venv/bin/python
SERVICES := $(PY) -m config.services
export DJANGO_SETTINGS_MODULE ?= config.settings.dev
export LOG_FORMAT ?= console

.PHONY: help setup run test looks journeys races quick check lock bench shell manage

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

setup: ## the environment in .venv, from requirements.lock
	@sh config/scripts/setup.sh

run: setup ## everything at http://localhost:8000 (another port: make run PORT=8100)
	@$(SERVICES) --serve "$(PORT)" --host "$(HOST)" -- $(PY) manage.py serve

test: setup ## every check and every test, in a browser too
	@CHROMIUM=$$(sh config/scripts/chromium.sh) && export CHROMIUM && \
	NGINX=$$(sh config/scripts/nginx.sh) && export NGINX && \
	$(SERVICES) --fresh --data .muster/test -- \
	  sh -c 'sh config/scripts/checks.sh && exec $(PY) -m pytest -n $(JOBS)'

looks: setup ## every page × width × theme, with script and without: before a release
	@CHROMIUM=$$(sh config/scripts/chromium.sh) && export CHROMIUM && \
	$(SERVICES) --fresh --data .muster/looks -- \
	  env LOOKS=all $(PY) -m pytest -n $(JOBS) -m journey

journeys: setup ## three journeys in touches, typed fields and pages
	@CHROMIUM=$$(sh config/scripts/chromium.sh) && export CHROMIUM && \
	$(SERVICES) --fresh --data .muster/journeys -- $(PY) -m tests.journeys.counting

races: setup ## every race a hundred times: before a release
	@$(SERVICES) --fresh --data .muster/races -- \
	  env RACE_ROUNDS=100 $(PY) -m pytest -n $(JOBS) -m race

quick: setup ## linters and the quick tests, in under a minute
	@$(PY) -m ruff format --check . && $(PY) -m ruff check . && \
	$(SERVICES) --fresh --data .muster/quick -- \
	  $(PY) -m pytest -q -n $(JOBS) -m "not slow and not journey and not race"

check: setup ## formatters, linters, types, floors, migrations, settings, templates
	@$(SERVICES) --fresh --data .muster/check -- sh config/scripts/checks.sh

lock: setup ## requirements.lock anew, from pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --all-extras --generate-hashes --upgrade \
	  --no-emit-index-url --no-annotate --no-header --universal --python-version 3.11 \
	  --quiet -o requirements.lock

bench: setup ## the budgets, measured, into docs/benchmarks.md (quicker: make bench SIZES="10000 100000")
	@$(SERVICES) --data .muster/bench -- $(PY) -m tests.bench $(if $(SIZES),--listings $(SIZES)) $(ARGS)

shell: setup ## a Python shell, beside `make run` or alone
	@$(SERVICES) --join -- $(PY) manage.py shell

manage: setup ## a management command: make manage ARGS="load_demo --listings 50"
	@$(SERVICES) --join -- $(PY) manage.py $(ARGS)
