# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DATA ?= data

.PHONY: help demo test browser remote-check powerbi-check deploy-check parity run dev bench warehouse kinds faults reckoning lint schema tables snapshot setup clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

demo: $(READY)  ## write synthetic deliveries and take them to a release
	@echo "== Demo data (synthetic) and its release, in data/demo"
	@$(BIN)/mukana demo
	@$(BIN)/mukana run --data data/demo

test: $(READY)  ## run all tests
	@echo "== Tests"
	@$(BIN)/python -m pytest

browser: $(READY)  ## look at every page in Chromium; installs it from Debian's packages (asks for root)
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[browser]" 2>&1 \
	  | $(PIP_PROGRESS)
	@$(BIN)/python -m pytest tests/browser -n 0

AZURITE := .venv-azurite/node_modules/.bin

remote-check: $(READY) $(AZURITE)/azurite-blob  ## landing and published tables on S3, Azure and SFTP servers of this computer
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[remote-tests]" 2>&1 \
	  | $(PIP_PROGRESS)
	@PATH="$(CURDIR)/$(AZURITE):$$PATH" $(BIN)/python -m pytest tests/remote -n 0

$(AZURITE)/azurite-blob:
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm; }
	@mkdir -p .venv-azurite && cd .venv-azurite && npm install --silent --no-audit --no-fund azurite@3.37.0

deploy-check: $(READY)  ## run deploy/compose.yaml as processes, with Debian's Postgres (asks for root)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; }
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[server]" 2>&1 \
	  | $(PIP_PROGRESS)
	@$(BIN)/python -m pytest tests/deploy -n 0

POWERBI := .venv-powerbi
MONO := mono-runtime mono-mcs $(foreach part,core data io-compression numerics runtime-serialization xml-linq,libmono-system-$(part)4.0-cil)
# Microsoft's library that reads models is in this package, for its own users; it is not part of Mukana.
TOM := pbi-cli-tool==3.12.0

powerbi-check: $(READY) $(POWERBI)/.ready  ## check the Power BI project of the demo with Microsoft's own code; asks for root
	@$(BIN)/mukana demo --data $(POWERBI)/demo
	@$(BIN)/mukana run --data $(POWERBI)/demo
	@$(BIN)/python -m tests.powerbi.run $(POWERBI) $(POWERBI)/demo

$(POWERBI)/.ready: $(wildcard tests/powerbi/*.txt tests/powerbi/*.json tests/powerbi/*.cs tests/powerbi/*.mjs)
	@echo "== Setting up $(POWERBI) from Debian, PyPI and npm (once; a minute or two)"
	@command -v mcs >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $(MONO); }
	@command -v npm >/dev/null || apt-get install -y -qq --no-install-recommends nodejs npm
	@$(PYTHON) -m venv $(POWERBI)
	@$(POWERBI)/bin/pip install --disable-pip-version-check -q -r tests/powerbi/requirements.txt
	@$(POWERBI)/bin/pip download --disable-pip-version-check -q --no-deps -d $(POWERBI)/wheels $(TOM)
	@$(PYTHON) -m zipfile -e $(POWERBI)/wheels/pbi_cli_tool-*.whl $(POWERBI)/wheels
	@mkdir -p $(POWERBI)/tom && cp $(POWERBI)/wheels/pbi_cli/dlls/Microsoft.AnalysisServices*.dll $(POWERBI)/tom
	@cd $(POWERBI)/tom && mcs -out:ReadModel.exe $(patsubst %,-r:Microsoft.AnalysisServices%dll,. .Core. .Tabular. .Tabular.Json.) $(CURDIR)/tests/powerbi/ReadModel.cs
	@cp -r tests/powerbi/package.json tests/powerbi/no_desktop tests/powerbi/parse_m.mjs $(POWERBI)/
	@cd $(POWERBI) && npm install --silent --no-audit --no-fund --ignore-scripts
	@touch $@

PARITY := .venv-parity

parity: $(PARITY)/.ready  ## the same release from DuckDB and from a Spark cluster on this machine; Java is installed from Debian (asks for root)
	@$(PARITY)/bin/python -m pytest tests/parity -n 0
	@$(PARITY)/bin/python -m tests.parity.run $(PARITY)/work

# An environment of its own: pyspark is half a gigabyte.
$(PARITY)/.ready: pyproject.toml constraints.txt
	@echo "== Setting up $(PARITY) (once; a minute or two)"
	@command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; }
	@$(PYTHON) -m venv $(PARITY)
	@$(PARITY)/bin/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev,spark]" 2>&1 \
	  | $(PIP_PROGRESS)
	@touch $@

run: $(READY)  ## read new files in DATA/landing and publish what passes (DATA=data)
	@$(BIN)/mukana run --data $(DATA)

dev: $(READY)  ## show Dagster's page on 127.0.0.1:3000, with the sensor, for DATA
	@$(BIN)/mukana dev --data $(DATA)

bench: $(READY)  ## measure the whole job beside two yardsticks (SIZE=1000000 people, FILES=10000 small files)
	@$(BIN)/python -m tests.benchmarks.run $(if $(SIZE),--people $(SIZE)) $(if $(FILES),--files $(FILES))

warehouse: demo  ## build the demo's warehouse with dbt alone, with all its tests, in dbt_project/target
	@$(BIN)/python -m orchestration.warehouse.no_history dbt_project/target/no_history
	@$(BIN)/dbt build --project-dir dbt_project --profiles-dir dbt_project

kinds: $(READY)  ## read thousands of files made from known answers, of every survey tool
	@$(BIN)/python -m tests.kinds.run --each --files 3000

faults: $(READY)  ## damage every kind of file of a root, and run: minutes
	@$(BIN)/python -m tests.faults.run

reckoning: $(READY)  ## publish invented people, and reckon every number again from their answers: a minute
	@$(BIN)/python -m tests.reckoning.run

lint: $(READY)  ## check the style of Python and SQL, and the wiring
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 0 dbt_project
	@$(BIN)/dagster definitions validate -w workspace.yaml

schema: $(READY)  ## write the JSON Schemas of the YAML files, for editors
	@$(BIN)/python -m orchestration.questionnaire.loading.schema

tables: $(READY)  ## write docs/tables.md from the contracts
	@$(BIN)/python -m orchestration.release.data_dictionary

snapshot: $(READY)  ## write down what Dagster shows, for the test of it
	@$(BIN)/python -m tests.unit.test_dagster_snapshot

setup: $(READY)  ## make .venv with everything that is needed

# pip names every requirement. On a terminal one line counts them, in a log every 25th is a line.
PIP_PROGRESS = awk -v terminal=$$([ -t 2 ] && echo 1 || echo 0) ' \
	/^Collecting/ { n++; if (terminal) printf "\r   %d packages found", n; else if (n % 25 == 0) print "   " n " packages found" } \
	/^Installing/ { printf "%s   %d packages found, installing\n", terminal ? "\r" : "", n } \
	/^Successfully/ { print "   installed" } \
	/[Ee]rror|ERROR/ { print } \
	{ fflush() }'

$(READY): pyproject.toml constraints.txt
	@echo "== Setting up .venv (once; a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev]" 2>&1 \
	  | $(PIP_PROGRESS)
	@test -x $(BIN)/mukana
	@echo "== Preparing dbt's manifest"
	@$(BIN)/python -c "from orchestration.warehouse.dbt_manifest import ensure_manifest; ensure_manifest()"
	@touch $@

clean:  ## remove what setup and the demo made
	rm -rf .venv .venv-azurite .venv-powerbi .venv-parity data/demo dbt_project/target
