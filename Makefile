# Everything a newcomer needs: `make demo` and `make test` on a fresh Debian machine, as root.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# The system's part: Python's venv module, fonts and servers that the tests draw with and run against.
SYSTEM_PACKAGES := python3-venv curl fonts-wqy-zenhei fonts-arphic-uming
TEST_PACKAGES   := postgresql chromium

.PHONY: setup system test-system demo test check lint types imports schema lock bench clean

setup: $(VENV)/.installed

system:
	@$(call apt_install,$(SYSTEM_PACKAGES))

test-system: system
	@$(call apt_install,$(TEST_PACKAGES))

# Installs what is missing, and only then asks the network.
define apt_install
missing=""; for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" != 0 ]; then echo "please install as root:$$missing"; exit 1; fi; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
fi
endef

$(VENV)/.installed: requirements.lock requirements-dev.lock pyproject.toml | system
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	@$(BIN)/python -m samples.demo

test: setup test-system check
	$(BIN)/python -m pytest

check: lint types imports

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tests.support.file_lengths

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

schema: setup
	$(BIN)/tablewright schema > schemas/published/result.schema.json

# Pinned versions with hashes; names no index and no host.
lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --all-extras pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --all-extras --group dev pyproject.toml -o requirements-dev.lock

bench: setup
	$(BIN)/python benchmarks/text_pdfs.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
