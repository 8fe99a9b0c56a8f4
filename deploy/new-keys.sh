#!/bin/sh
# Makes the keys and passwords that deploy/compose.yaml runs with, all of them random:
#   deploy/new-keys.sh [DIRECTORY]        deploy/secrets where nothing is said
# The program is told the keys' hashes alone. Who runs it again after deleting the directory gets others: the database keeps its
# first password in its volume, and docs/operations.md says how to change that.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd -P)
directory=${1:-$here/secrets}
[ ! -e "$directory" ] || {
  echo "new-keys: $directory is there already, and keys that are in use are not replaced. Name another directory, or delete it." >&2
  exit 1
}
mkdir -p "$directory"
directory=$(cd "$directory" && pwd -P)

# 256 bits, in letters that need no quotes anywhere.
random() {
  head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_'
}

# A key in a file of its own, and what the program has to know of it.
key() {
  secret=$(random)
  printf '%s' "$secret" > "$directory/$1-key"
  hash=$(printf '%s' "$secret" | sha256sum | cut -d ' ' -f 1)
  printf 'windlass.security.keys.%s.sha256=%s\nwindlass.security.keys.%s.role=%s\nwindlass.security.keys.%s.namespaces=*\n' \
    "$1" "$hash" "$1" "$1" "$1" >> "$directory/keys.properties"
}
key administrator
key worker
key metrics

printf 'windlass.worker.api-key=%s\n' "$(cat "$directory/worker-key")" > "$directory/worker.properties"
random > "$directory/database-password"
printf 'quarkus.datasource.password=%s\n' "$(cat "$directory/database-password")" > "$directory/database.properties"
random > "$directory/grafana-password"

# Docker Compose mounts these as they are, and the containers run under other users than yours: what keeps others out is the
# directory, which is yours alone.
for mounted in keys.properties worker.properties database.properties database-password metrics-key grafana-password; do
  chmod 644 "$directory/$mounted"
done
[ -n "${1:-}" ] || grep -qs '^WINDLASS_SECRETS=' "$here/.env" || printf 'WINDLASS_SECRETS=%s\n' "$directory" >> "$here/.env"

cat << END
In $directory, readable by you alone:
  administrator-key   for the console and ./windlass:  export WINDLASS_TOKEN_FILE=$directory/administrator-key
  grafana-password    of Grafana's user admin
The others are for the containers. Keep a copy of the directory where your back-ups are.
END
[ -z "${1:-}" ] || echo "Say so to Compose:  export WINDLASS_SECRETS=$directory"
