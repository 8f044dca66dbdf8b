PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST_ARGS ?=
# Each worker starts a Neo4j of its own; one that is given serves one worker.
PYTEST_WORKERS ?= $(if $(FENGMI_TEST_NEO4J),0,2)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint format bench serve clean

demo: $(STAMP)
	$(BIN)/fengmi demo

test: lint
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadfile $(PYTEST_ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python -m benchmarks.line

serve: $(STAMP)
	$(BIN)/fengmi serve

# The environment is made once, and again when what it is made from changes.
$(STAMP): pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info .fengmi .mypy_cache .ruff_cache .pytest_cache
