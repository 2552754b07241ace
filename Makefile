# Two things are needed: Python 3.11–3.14 and make. Everything else is set up in .venv.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
READY := $(VENV)/ready
EXAMPLE := data/example/cresco-plus data/example/cresco-creare
EXAMPLE_STORE := data/example/store
EXAMPLE_READY := $(EXAMPLE_STORE)/store.json

.DEFAULT_GOAL := help
.PHONY: help setup report test lint bench golden pictures simulate lock wheel release clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) $(EXAMPLE_READY) ## Set up .venv with the locked dependencies, and the example's store

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --compile -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q lib
	@touch $(READY)

$(EXAMPLE_READY): $(READY) $(wildcard data/example/cresco-*/*)
	rm -rf $(EXAMPLE_STORE)
	$(BIN)/stegvis add --quiet --store $(EXAMPLE_STORE) $(EXAMPLE)

report: setup ## Build the example's reports and final reports, and say where to look
	$(BIN)/stegvis book --store $(EXAMPLE_STORE)
	$(BIN)/stegvis book --store $(EXAMPLE_STORE) --project cresco-plus --audience extern

# each core has a process of its own: more threads would only wait for one another
test: export OPENBLAS_NUM_THREADS = 1
test: setup ## Run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: setup ## Check style, types and that committed notebooks hold no outputs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/nbstripout --keep-id --verify notebooks/*/*.ipynb notebooks/*/*/*.ipynb

bench: setup ## Measure how long things take, side by side; ONLY=a,c and FULL=1 choose what
	PYTHONPATH=tests $(BIN)/python -m bench $(if $(ONLY),--only $(ONLY)) $(if $(FULL),--full)

golden: setup ## Draw the pages anew that tests compare with; look at them before you commit
	PYTHONPATH=tests $(BIN)/python -m golden

pictures: report ## Take the handbook's pictures anew; look at them before you commit
	PYTHONPATH=tests $(BIN)/python -m pictures

simulate: setup ## Try the statistics on invented data; writes docs/simuleringar.md
	PYTHONPATH=tests $(BIN)/python -m simulation docs/simuleringar.md

lock: setup ## Write requirements.lock anew, for every Python and platform, with hashes
	$(BIN)/uv pip compile --universal --upgrade --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --extra dev pyproject.toml --output-file requirements.lock

wheel: setup ## Build the newest commit's sdist and wheel twice, and try the wheel in a clean environment
	$(BIN)/python .ci/release.py --trial

release: setup ## The same, if the version, the changelog and the tree are ready to be released
	$(BIN)/python .ci/release.py

clean: ## Remove what was set up and built; deliveries and reports of your own stay
	rm -rf $(VENV) dist $(EXAMPLE_STORE) data/example/ledger .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
