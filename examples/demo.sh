#!/usr/bin/env bash
# Builds a ledger of the bundled articles and shows what can be asked of it. Run by: make demo
set -euo pipefail
export COMMUNIQUE_LEDGER="${LEDGER:-demo.db}"
PATH="$(cd "${BIN:-.venv/bin}" && pwd):$PATH"

run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

echo "The articles in examples/dossiers were written for this project. They paraphrase the public record of real"
echo "contacts for invented outlets; they are no source and must not be quoted as one."
rm -f "$COMMUNIQUE_LEDGER" "$COMMUNIQUE_LEDGER-wal" "$COMMUNIQUE_LEDGER-shm"
run communique build examples/dossiers
run communique list
first=$(communique list --side RUS --side USA --since 2021-12-07 --until 2021-12-07 --json | head -n 1 | cut -d '"' -f 8)
run communique show "${first:0:14}"
run communique verify
printf '\nThe ledger is in %s. Ask it more: communique list --help\n' "$COMMUNIQUE_LEDGER"
