# Thin names for what scripts/ and ./agentos do. `make help` lists them; settings pass through: make start AGENTOS_PORT=9000
SHELL := /bin/sh
.DEFAULT_GOAL := help

# The pinned Node and the tools of the project come first, whatever the host has.
BIN := node_modules/.bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: help setup dev build proto start stop restart status logs logs-kernel logs-services ports doctor \
	test test-kernel test-services test-shell test-e2e bench docs lint format clean deep-clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install the packages and check that the pinned Node runs
	@sh scripts/setup.sh

start: build ## start everything in the background and print the address to open
	@./agentos up

stop: ## stop everything
	@./agentos down

restart: build ## stop, then start
	@./agentos restart

dev: setup ## start with hot reload of shell, services and kernel
	@$(RUN) node scripts/dev.ts

status: ## layers, processes, uptime, memory
	@./agentos status

logs: ## follow the logs of all layers
	@./agentos logs -f

logs-kernel: ## follow the kernel's log
	@./agentos logs -f kernel

logs-services: ## follow the services' log
	@./agentos logs -f services

ports: ## the addresses in use
	@./agentos status --ports

doctor: ## check the host and the running system
	@./agentos doctor

build: setup ## build the shell and the web apps, when their sources have changed
	@$(RUN) node scripts/build.ts

proto: setup ## generate the protocol from its .proto files
	@$(RUN) node protocol/scripts/generate.ts

docs: setup ## generate the reference pages from the tables in the code
	@$(RUN) node scripts/generate-docs.ts

test: setup ## everything that CI runs
	@$(RUN) node scripts/test.ts

test-kernel: setup ## tests of kernel and protocol
	@$(RUN) npm run --silent test:kernel

test-services: setup ## tests of services, tools, Blueprint and AI
	@$(RUN) npm run --silent test:services

test-shell: setup ## tests of the shell, the SDK and the web apps
	@$(RUN) npm run --silent test:shell

test-e2e: build ## tests of the whole system in Chromium
	@$(RUN) npm run --silent test:e2e

bench: build ## measure, and write docs/benchmarks.md
	@$(RUN) npm run --silent bench

lint: setup ## format, lint, types, direction of imports
	@$(RUN) npm run --silent lint

format: setup ## format and mend what can be mended
	@$(RUN) biome check --write .

clean: ## remove what was built
	@rm -rf .cache shell/dist apps/native/*/dist protocol/.cache e2e/screenshots

deep-clean: clean ## remove the installed packages too
	@rm -rf node_modules
