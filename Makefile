# The project's commands. Everything that they need they install: see bin/install.
.DEFAULT_GOAL := help
.PHONY: help run test test-quick lint bench lock install install-test

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
# Two cores are what the continuous integration has; a browser and a server already take one each.
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup
export PYTHON

help:
	@echo 'make run         install what is needed and start the site with demo data (PORT=8000)'
	@echo 'make test        everything: lint, types, tests on SQLite and PostgreSQL, browser journeys'
	@echo 'make test-quick  the tests without browser and PostgreSQL'
	@echo 'make lint        lint and types alone'
	@echo 'make bench       measure the speed'
	@echo 'make lock        make the lock files anew from pyproject.toml'

install:
	@bin/install run

install-test:
	@bin/install test

# As it runs in use, but without https and with mail that is printed: so an error is a page of the site.
run: export ALLOWED_HOSTS ?= localhost,127.0.0.1
run: export EMAIL_URL ?= consolemail://
run: export HTTPS ?= 0
run: export SECRET_KEY ?= only-for-trying-out-never-for-use-00000000000000000000
run: export SITE_ADDRESS ?= http://127.0.0.1:$(PORT)
run: install
	@bin/build_css
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content
	@$(BIN)/python manage.py demo --force
	@echo 'The site is at http://127.0.0.1:$(PORT)/ (stop it with Ctrl-C)'
	@exec $(BIN)/python bin/serve 127.0.0.1:$(PORT)

# On PostgreSQL only what can differ there: not the PDFs, nor what pytest-django keeps from the database.
test: install-test
	@bin/build_css
	@$(MAKE) --no-print-directory check
	env -u DATABASE_URL $(PYTEST) -m 'not e2e and not postgres'
	bin/with_postgres $(PYTEST) -m 'e2e or not (pdf or no_database)'

test-quick: install-test
	@bin/build_css
	env -u DATABASE_URL $(PYTEST) -m 'not e2e and not postgres and not pdf'

lint: install-test
	@$(MAKE) --no-print-directory check

bench: install-test
	@bin/build_css
	$(BIN)/python bench/run.py

# Everything that looks at the code without running it; needs what `make install-test` makes. The commands
# with long lists of files are not shown.
.PHONY: check
check: PYTHON_FILES = $(shell git ls-files '*.py' bin/serve bin/take_pictures bin/with_postgres)
check: TEMPLATE_FILES = $(shell git ls-files 'templates/*.html')
check:
	@$(BIN)/ruff check $(PYTHON_FILES)
	@$(BIN)/ruff format --check $(PYTHON_FILES)
	@$(BIN)/django-upgrade --target-version 5.2 --check $(PYTHON_FILES)
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATE_FILES)
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	env --ignore-environment $$(cat tests/production.env) $(BIN)/python manage.py check --deploy --fail-level WARNING

# All packages come with their hashes, and no file names where they were fetched.
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet
lock: install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --upgrade --extra build --extra test -o requirements-test.lock
	$(LOCK) --upgrade --extra build --constraint requirements-test.lock -o requirements.lock
