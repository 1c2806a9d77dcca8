# Everything a fresh machine needs is Python 3.11 and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Without it Python compiles all files of bylint anew in each of a thousand runs. Containers often have it set.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test coverage dist fuzz lint docs site bench same bench-archive accuracy sites versions growth attack phrases

help:  ## list what make can do
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/:/'

setup: $(INSTALLED)  ## install bylint and what its tests need into $(VENV)

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: setup  ## lint the example newsroom
	cd examples/newsroom && "$(abspath $(BIN))/bylint" check --exit-zero

lint: setup  ## check style, types and the floors of the house
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup  ## write the pages that are made of packs, commands and settings
	$(BIN)/python -m bylint.cli.reference docs

# A process a processor, and a file in one of them: what its tests share is made once. Files come in their order, for
# those that take longest are among the first, and those of many tests are not.
SPREAD := --numprocesses auto --dist loadfile --no-loadscope-reorder

test: lint  ## everything that CI runs
	$(BIN)/python tests/versions.py $(VENV)/versions > $(VENV)/versions.log 2>&1 & others=$$!; \
		$(BIN)/python -m pytest $(SPREAD); ended=$$?; \
		wait $$others || ended=$$?; cat $(VENV)/versions.log; exit $$ended

coverage: setup  ## tell which lines no test runs
	$(BIN)/python -m pytest $(SPREAD) --cov --cov-report=term:skip-covered

versions: setup  ## run tests with the lowest versions of what bylint needs, and the newest on later Pythons
	$(BIN)/python tests/versions.py $(VENV)/versions --tests

dist: setup  ## build what a release consists of into dist, twice, and try the wheel on the examples
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group release
	$(BIN)/python tests/dist.py dist

fuzz: $(VENV)/.fuzzing  ## fuzz one target, TARGET=markdown MINUTES=30 of processor time; findings stay in .fuzz
	$(BIN)/python -m benchmarks.fuzz $(TARGET) --minutes $(or $(MINUTES),30)

# Linux and macOS alone have wheels of the fuzzer; the tests do without it.
$(VENV)/.fuzzing: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	touch $@

site: docs  ## build the documentation as a site in build/site; python3 -m http.server --directory build/site shows it
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	rm -rf build/pages && mkdir -p build/pages/benchmarks
	cp -r README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md docs build/pages && cp benchmarks/*.md build/pages/benchmarks
	cd examples/newsroom && "$(abspath $(BIN))/bylint" inspect --html ../../build/pages/docs/figure.html content/posts/2024-06-03-buoys.md
	$(BIN)/mkdocs build --quiet --strict

# CORPUS and PAGES are folders to draw from; without them articles and pages are generated.
bench: setup  ## measure speed and memory beside other linters; ONLY=hook for one row, ROUNDS=3, BYLINT=command
	$(BIN)/python -m benchmarks.speed $(if $(CORPUS),"$(CORPUS)") $(if $(PAGES),--pages "$(PAGES)") \
		$(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(BYLINT),--bylint "$(BYLINT)")

same: setup  ## prove that caches and workers change no byte of what is printed about FOLDERS="one two"
	$(BIN)/python -m benchmarks.speed.same $(FOLDERS)

bench-archive: setup  ## audit a generated archive of 100,000 articles with planted conflicts
	$(BIN)/python -m benchmarks.archive

growth: setup  ## measure how time grows with length for 500 constructs; ONLY="name" for some of them
	$(BIN)/python -m benchmarks.growth $(if $(ONLY),"$(ONLY)")

accuracy: setup  ## measure bylint beside other extractors on the corpus in CORPUS=folder; ONLY=bylint runs it alone
	$(BIN)/python -m benchmarks.accuracy "$(CORPUS)" $(if $(ONLY),--only $(ONLY))

phrases: setup  ## put composed bios, disclaimers, bylines, credits and lines on ads to bylint; ONLY=bios MISSES=20 COUNT=500 for some of them
	$(BIN)/python -m benchmarks.phrases $(if $(ONLY),--only $(ONLY)) $(if $(MISSES),--misses $(MISSES)) \
		$(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

sites: setup  ## search code and lists for the sites of the corpus in CORPUS=folder
	$(BIN)/python -m benchmarks.accuracy.sites "$(CORPUS)"

attack: setup  ## attack bylint as strangers would; ONLY=kills for one family, CORPUS=folder to damage its articles too
	$(BIN)/python -m benchmarks.attack $(if $(CORPUS),"$(CORPUS)") $(if $(ONLY),--only $(ONLY)) \
		$(if $(NUMBER),--number $(NUMBER)) $(if $(SEED),--seed $(SEED)) $(if $(BYLINT),--bylint "$(BYLINT)")
