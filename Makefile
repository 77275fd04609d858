# make sit    a virtual environment, mindful in it, and a practice of one minute
# make test   everything that is checked: format, lint, types, tests
# make bench  start-up, files and sittings, measured and printed
# make bench-peers  what costs most, beside jrnl, which it installs in an environment of its own
# make faults the long fault campaigns
# make schema the schema of exercise files, made anew from the types that check them

FIND = for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
       && $$python -c 'import venv, ensurepip' 2>/dev/null; then command -v $$python; break; fi; done
NEEDED = mindful needs Python 3.11 or later with its venv module: install it from python.org or \
your system's packages (on Debian and Ubuntu: sudo apt install python3 python3-venv).
BIN = .venv/bin

sit: .venv/sits
	@$(BIN)/mindful start sounds --for 1m

test: .venv/tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 6 --dist worksteal -m "not long"

faults: .venv/tests
	@$(BIN)/pytest -s -m long tests/faults

bench: .venv/tests
	@$(BIN)/python tests/bench/startup.py
	@$(BIN)/python tests/bench/rendering.py
	@$(BIN)/python tests/bench/sitting.py

bench-peers: .venv/tests .venv-peers/bin/jrnl
	@$(BIN)/python tests/bench/peers.py .venv-peers/bin/jrnl

schema: .venv/sits
	@$(BIN)/python -c 'from mindful.store.schema import text; print(text(), end="")' \
	  >exercises/exercise.schema.json

clean:
	rm -rf .venv .venv-peers dist

.venv/bin/python:
	@python=$$($(FIND)); test -n "$$python" || { echo "$(NEEDED)" >&2; exit 1; }; \
	  "$$python" -m venv .venv

.venv-peers/bin/jrnl: .venv/bin/python
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check jrnl
	@touch $@

.venv/sits: .venv/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tests: .venv/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/sits

.PHONY: sit test faults bench bench-peers schema clean
