# make run: serve with demo people on http://localhost:8000.  make test: set up and run all tests.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export BALANS_DATA ?= $(CURDIR)/var

.PHONY: run test check fix journeys bench faults browser pictures walkthroughs clean
.DEFAULT_GOAL := run

$(VENV)/.run: pyproject.toml constraints.txt
	@sh bin/setup $(PYTHON) $(VENV) .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	@sh bin/setup $(PYTHON) $(VENV) '.[dev]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	@BALANS_DEMO=$${BALANS_DEMO:-1} $(BIN)/balans run --port $(PORT)

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint src --quiet
	$(BIN)/balans check
	$(BIN)/balans content check
	$(BIN)/balans messages check

fix: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/balans messages compile

browser:
	@sh bin/browser

test: $(VENV)/.test browser
	@sh bin/postgres $(BIN)/pytest -m postgres
	@sh bin/tests $(BIN)/pytest

journeys: $(VENV)/.test browser
	$(BIN)/pytest -m browser

bench: $(VENV)/.test browser
	$(BIN)/python -m bench

# Every fault, 200 kills among them, on SQLite and on PostgreSQL: about an hour and a half.
faults: $(VENV)/.test
	@sh bin/faults $(BIN)

pictures: $(VENV)/.test browser
	$(BIN)/python docs/pictures/take.py

walkthroughs: $(VENV)/.test browser
	$(BIN)/python bin/walkthroughs.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
