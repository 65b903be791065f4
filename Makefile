SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)

PYTHON ?= python3
PIP := .venv/bin/pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)

.PHONY: help demo setup test check bench train translations clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: setup ## Serve a real consultation on http://127.0.0.1:8000
	@consult demo

setup: .venv/.installed static/built/chunks.json $(CATALOGUES:.po=.mo) ## Install what the app needs into this folder

test: setup .venv/.tools ## Install what the tests need, and run every check and test
	@tools/install-system chromium firefox-esr postgresql
	@$(MAKE) check
	@pytest -n 2 --dist loadfile

check: setup .venv/.tools ## Check style, types, layers, templates and scripts
	@ruff check --quiet
	@ruff format --check --quiet
	@mypy --no-error-summary
	@tools/quietly lint-imports
	@tools/quietly djlint consult/web/templates --lint
	@vulture
	@tsc --project tsconfig.json
	@tsc --project tsconfig.worker.json
	@eslint

bench: setup .venv/.tools ## Print the measured figures
	@tools/install-system chromium firefox-esr postgresql
	@python -m tests.bench

train: setup ## Train the models of language and sentiment
	@consult train --from ../shared/data/sentiment

translations: setup ## Collect every text into the catalogues
	@pybabel --quiet extract --mapping-file pyproject.toml --keyword _ --keyword lazy_gettext \
	  --no-wrap --add-location file --sort-by-file --project Consult --output translations/messages.pot consult
	@pybabel --quiet update --input-file translations/messages.pot --output-dir translations \
	  --no-fuzzy-matching --ignore-obsolete --no-wrap

clean: ## Remove what set-up and runs have made; the database stays
	@rm -rf .venv node_modules static/built static/vendor build *.egg-info .*_cache tests/screenshots $(CATALOGUES:.po=.mo)

.venv/bin/python:
	@echo "Making .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Consult needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/install-system python3-venv
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing Python packages"
	@$(PIP) --editable .
	@touch $@

.venv/.tools: .venv/.installed
	@echo "Installing test and check tools"
	@$(PIP) --editable '.[check,test]'
	@touch $@

.venv/.node: tools/install-node constraints.txt | .venv/bin/python
	@tools/install-node
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc .venv/.node
	@echo "Installing browser libraries"
	@npm ci --silent
	@touch $@

static/vendor/.built: tools/vendor.js node_modules/.installed
	@node tools/vendor.js
	@touch $@

static/built/chunks.json: tools/script.js static/vendor/.built $(filter-out static/js/sw.js,$(wildcard static/js/*.js))
	@node tools/script.js

%.mo: %.po .venv/.installed
	@pybabel --quiet compile --input-file $< --output-file $@
