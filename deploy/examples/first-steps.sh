#!/bin/bash
# The API with nothing but curl: what to run, the rows, a batch job, its end and its result file.
#   WINDLASS_URL=http://127.0.0.1:8080 WINDLASS_TOKEN=... deploy/examples/first-steps.sh
set -euo pipefail

url=${WINDLASS_URL:-http://127.0.0.1:8080}
here=$(cd "$(dirname "$0")" && pwd -P)

api() {
  curl --silent --show-error --fail-with-body ${WINDLASS_TOKEN:+--header "Authorization: Bearer $WINDLASS_TOKEN"} "$@"
}
# The first field of that name in what was answered.
field() {
  [[ $2 =~ \"$1\"\ *:\ *\"([^\"]*)\" ]] && echo "${BASH_REMATCH[1]}"
}

echo "A definition: what to run for each row"
api -X PUT "$url/v1/definitions/default/first-steps" -H 'Content-Type: application/json' -d '{
  "namespace": "default", "name": "first-steps", "handler": "simulate",
  "cases": [{ "id": "work", "parameters": { "duration": "PT0.01S", "output": "hello {row.name}" } }] }'
echo

echo "The rows: the ten largest cities"
input=$(field id "$(head -n 11 "$here/cities.csv" | api "$url/v1/inputs" -H 'Content-Type: text/csv' --data-binary @-)")
echo "$input"

echo "A batch job, one sub-job a row, begun at once"
job=$(field id "$(api "$url/v1/batch-jobs" -H 'Content-Type: application/json' \
  -d "{\"definition\": \"default/first-steps\", \"input\": \"$input\", \"start\": true}")")
echo "$job"

echo "Its end"
until [[ $(field status "$(api "$url/v1/batch-jobs/$job?subJobs=0")") =~ completed|failed|stopped|invalid ]]; do
  sleep 0.2
done
api "$url/v1/batch-jobs/$job?subJobs=3"
echo

echo "What came of each row"
api "$url/v1/batch-jobs/$job/result"
