#!/bin/bash
# Runs the program once over a real Kafka and PostgreSQL, so that the JVM learns what it loads and what is hot:
#   train.sh SERVERS PROGRAM JOB ROWS ARCHIVE
# SERVERS is a target/quarkus-app with embedded servers, PROGRAM a directory of lay-out.sh, JOB and ROWS a batch job.
set -euo pipefail

servers=$(realpath "$1") program=$(realpath "$2") job=$(realpath "$3") rows=$(realpath "$4") archive=$(realpath "$5")
work=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
cd "$work"

# Waits until the process says where it listens, or ends.
address() {
  until grep -om 1 'Listening on: http://[0-9.:]*' "$2" 2>/dev/null; do
    kill -0 "$1" 2>/dev/null || { cat "$2" >&2; exit 1; }
    sleep 0.2
  done | sed 's/^Listening on: //'
}

export WINDLASS_TOPICS_PARTITIONS=4
WINDLASS_ROLES=scheduler java -XX:TieredStopAtLevel=1 -Xmx512m -jar "$servers/quarkus-run.jar" \
  up --port 0 --data "$work/data" > servers.log 2>&1 &
started+=($!)
address $! servers.log > /dev/null
property() {
  sed -n "s/^$1=//p" data/servers | tr -d '\\'
}

# The options of the image but for the archive, which is not there yet.
grep -v '^-XX:AOTCache=' "$program/java.options" > java.options
KAFKA_BOOTSTRAP_SERVERS=$(property kafka) QUARKUS_DATASOURCE_JDBC_URL=$(property postgres) \
  QUARKUS_DATASOURCE_USERNAME=windlass QUARKUS_DATASOURCE_PASSWORD=$(cat data/postgres/password) \
  QUARKUS_LOG_CONSOLE_JSON_ENABLED=true WINDLASS_RESULTS_DIRECTORY=$work/results \
  java "-XX:AOTCacheOutput=$archive" @java.options up --port 0 > program.log 2>&1 &
trained=$!
started+=($trained)
url=$(address $trained program.log)

windlass() {
  java -XX:TieredStopAtLevel=1 @java.options "$@" --server "$url"
}
# 1: some of it failed, as it is meant to.
windlass run "$job" --input "$rows" --wait --timeout 5m || [ $? = 1 ]
windlass list
windlass failures 1
windlass results 1 -f result.csv

# The archive is written when the program ends.
kill -TERM $trained
wait $trained || true
[ -s "$archive" ] || { cat program.log >&2; echo "train: there is no archive" >&2; exit 1; }
ls -l "$archive"
