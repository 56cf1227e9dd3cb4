# Two commands do everything: `make demo` and `make test`. The rest is for people who work on Mukana.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DATA ?= data

.PHONY: demo test run dev bench lint schema tables setup clean

demo: $(READY)  ## write synthetic deliveries and take them to a release
	@echo "== Demo data (synthetic) and its release, in data/demo"
	@$(BIN)/mukana demo
	@$(BIN)/mukana run --data data/demo

test: $(READY)  ## all tests
	@echo "== Tests"
	@$(BIN)/python -m pytest

run: $(READY)  ## take what waits in $(DATA)/landing
	@$(BIN)/mukana run --data $(DATA)

dev: $(READY)  ## the asset graph on 127.0.0.1:3000, and the sensor, for $(DATA)
	@$(BIN)/mukana dev --data $(DATA)

bench: $(READY)  ## the whole job beside two yardsticks
	@$(BIN)/python -m tests.benchmarks.run

lint: $(READY)  ## style of Python and SQL, and the wiring
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project
	@$(BIN)/dagster definitions validate -w workspace.yaml

schema: $(READY)  ## JSON Schemas of the YAML files, for editors
	@$(BIN)/python -m orchestration.questionnaire.loading.schema

tables: $(READY)  ## docs/tables.md, from the contracts
	@$(BIN)/python -m orchestration.release.data_dictionary

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@echo "== Setting up .venv (once; a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev]" 2>&1 \
	  | awk '/^Collecting/ {print "   " $$2} /^Installing|^Successfully/ {print "   " $$1} /rror/; {fflush()}'
	@test -x $(BIN)/mukana
	@echo "== Preparing dbt's manifest"
	@$(BIN)/python -c "from orchestration.warehouse.build import ensure_manifest; ensure_manifest()"
	@touch $@

clean:  ## remove what setup and the demo made
	rm -rf .venv data/demo dbt_project/target
