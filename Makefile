# make run: serve with demo people on http://localhost:8000.  make test: set up and run all tests.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Tests are shared over the cores, file by file, in order.
SHARED := -n logical --dist loadfile --no-loadscope-reorder
export BALANS_DATA ?= $(CURDIR)/var

.PHONY: run test audit fuzz faults check fix move journeys bench bench-large load load-ceiling browser valkey pictures walkthroughs installs clean
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
	@$(AUDIT) --in-passing

AUDIT = [ -x $(VENV)/audit/bin/pip-audit ] || { $(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1 >/dev/null 2>&1 || true; }; $(BIN)/python bin/audit.py $(VENV)/audit/bin/pip-audit

audit: $(VENV)/.test
	@$(AUDIT)

fuzz: $(VENV)/.test
	BALANS_FUZZ=$${BALANS_FUZZ:-10000} BALANS_INPUTS=$${BALANS_INPUTS:-10000} $(BIN)/pytest -m fuzz
	BALANS_API_QUESTIONS=$${BALANS_API_QUESTIONS:-10000} $(BIN)/pytest src/balans/api/tests/test_any_question.py

fix: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/balans messages compile

browser:
	@sh bin/browser

valkey:
	@sh bin/valkey

test: $(VENV)/.test browser valkey
	@sh bin/proxies
	@sh bin/postgres $(BIN)/pytest $(SHARED)
	@$(BIN)/pytest $(SHARED)

move: $(VENV)/.test
	@BALANS_PAGES=3000 sh bin/postgres $(BIN)/pytest tests/test_move.py -s

journeys: $(VENV)/.test browser
	$(BIN)/pytest -m browser

bench: $(VENV)/.test browser
	$(BIN)/python -m bench

# The same with 100,000 carers. BENCH_CROWD is where both crowds are kept for the next time.
bench-large: $(VENV)/.test
	BENCH_CROWD=$${BENCH_CROWD:-$(CURDIR)/var/crowd} BENCH_PEOPLE=$${BENCH_PEOPLE:-100000} $(BESIDE) $(BIN)/python -m bench.large

# Believable days: make load PEOPLE="50 200 500" MINUTES=10 DATABASE=postgres KEEP=1
PEOPLE ?= 50 200 500
MINUTES ?= 10
DATABASE ?= sqlite
BESIDE = $(if $(filter postgres,$(DATABASE)),sh bin/postgres)

load: $(VENV)/.test
	$(BESIDE) $(BIN)/python -m load --people $(PEOPLE) --minutes $(MINUTES) --out var/load/$(DATABASE) $(if $(KEEP),--keep)

load-ceiling: $(VENV)/.test
	$(BESIDE) $(BIN)/python -m load --ceiling --out var/load/ceiling-$(DATABASE)

# Every fault, 200 kills among them, on SQLite and on PostgreSQL: about an hour and a half.
faults: $(VENV)/.test
	@sh bin/faults $(BIN)

pictures: $(VENV)/.test browser
	$(BIN)/python docs/pictures/take.py

walkthroughs: $(VENV)/.test browser
	$(BIN)/python bin/walkthroughs.py

installs: $(VENV)/.test
	@sh bin/proxies
	BALANS_WHOLE_INSTALL=1 $(BIN)/pytest tests/test_deploy.py tests/test_proxies.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
