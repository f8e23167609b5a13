# Everything a newcomer needs: `make demo` and `make test` on a fresh Debian 12 machine, as root.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PEERS  := .venv-peers
# A lock holds everything, hashed: pip is to check it, not to add to it.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
LOCKED  := $(INSTALL) --require-hashes
# What the tests draw with and run against; a test whose program is missing is skipped and says so. Playwright's driver
# needs libatomic1.
TEST_PACKAGES := postgresql chromium libatomic1 libreoffice-calc libreoffice-writer tesseract-ocr tesseract-ocr-chi-sim curl \
                 fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai fonts-dejavu-core

.PHONY: help setup setup-tests test-system demo serve test test-quick check lint types imports schema picture lock docs sbom third-party audit container bench fuzz \
        clean

help:
	@echo "make demo         convert the sample through the HTTP service, from nothing"
	@echo "make serve        run the service with its review page on http://127.0.0.1:8000"
	@echo "make test         lint, types, import rules and all tests, from nothing"
	@echo "make test-quick   the tests without the slow ones"
	@echo "make setup        put the command at $(BIN)/tablewright"
	@echo "make fuzz         search for inputs that break it, SECONDS=600 a target"
	@echo "make docs         build the documentation as a site"
	@echo "make sbom         list what ships, as CycloneDX"
	@echo "make bench        measure against peers (see benchmarks/README.md)"

setup: $(VENV)/.installed

setup-tests: $(VENV)/.installed-tests test-system

# Debian ships Python without the module that makes environments.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tablewright needs Python 3.11 or later"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call apt_install,python3-venv) || { echo "please install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(LOCKED) -r requirements.lock
	$(INSTALL) --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-tests: requirements-dev.lock $(VENV)/.installed
	$(LOCKED) -r requirements-dev.lock
	@touch $@

test-system:
	@missing=""; for package in $(TEST_PACKAGES); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	[ -z "$$missing" ] || $(call apt_install,$$missing) || echo "not installed, their tests are skipped:$$missing"

# $(call apt_install,PACKAGES): a shell command.
apt_install = { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

demo: setup
	@$(BIN)/python -m samples.demo

serve: setup
	$(BIN)/tablewright serve

# A process a core; the tests of one file stay together, as they share what is slow to start.
PYTEST := $(BIN)/python -m pytest -rs -n $(shell nproc 2>/dev/null || echo 2) --dist loadfile

test: check
	$(PYTEST)

test-quick: setup-tests
	$(PYTEST) -m "not slow"

check: lint types imports

lint: setup-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tests.support.file_lengths

types: setup-tests
	$(BIN)/mypy

imports: setup-tests
	$(BIN)/lint-imports

schema: setup
	$(BIN)/tablewright schema > schemas/published/result.schema.json
	$(BIN)/tablewright schema --forms > schemas/published/form-definition.schema.json

# Draws samples/result.png anew: a page with the cells that were found, beside its JSON.
picture: setup-tests
	$(BIN)/python -m samples.picture

# Pins versions with hashes for every platform; the locks name no index and no host. Needs uv.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
lock:
	$(COMPILE) --all-extras --group build pyproject.toml -o requirements.lock
	$(COMPILE) --all-extras --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# The site in docs/_build.
docs: setup-tests
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

# What ships, for others to check: a CycloneDX document in dist/, and the list of licences.
sbom: setup-tests
	$(BIN)/python -m tests.support.supply sbom

third-party: setup-tests
	$(BIN)/python -m tests.support.supply third-party

# Known vulnerabilities in what is pinned. Asks api.osv.dev; OSV=all.zip, its file of all PyPI advisories, needs no network.
audit: setup-tests
	$(BIN)/python -m tests.support.supply audit $(if $(OSV),--osv $(OSV))

# Runs the Dockerfile's steps and the image without a container engine; needs root and debootstrap.
container: setup
	$(BIN)/python -m tests.support.container

# Half an hour, and one report.html; QUICK=1 shows in a minute whether it runs.
# The peers live in an environment of their own: what they ask for would change what is measured of ours.
bench: setup
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt -e '.[ocr]'
	$(PEERS)/bin/python -m benchmarks.report --to report.html $(if $(QUICK),--quick)

# Searches for inputs that break what reads foreign bytes: SECONDS for each of five targets, two at a time.
SECONDS ?= 600
fuzz: setup-tests
	$(BIN)/python -m tests.fuzz all --seconds $(SECONDS)

clean:
	rm -rf $(VENV) $(PEERS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
