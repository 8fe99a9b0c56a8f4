#!/bin/sh
# What each role of Windlass may do on Kafka. Written by `windlass export-kafka acls`: change the settings, not this.
#   BOOTSTRAP=kafka:9093 ADMIN=admin.properties sh acls.sh
# Users are called after their roles; another principal is named so: WINDLASS_API="User:CN=api" sh acls.sh
set -eu
allow() {
  kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add --allow-principal "$@"
}

WINDLASS_API="${WINDLASS_API:-User:windlass-api}"
allow "$WINDLASS_API" --resource-pattern-type literal --operation Write --topic windlass.directives
allow "$WINDLASS_API" --resource-pattern-type literal --operation Read --topic windlass.events
allow "$WINDLASS_API" --resource-pattern-type literal --operation Describe --topic windlass.results

WINDLASS_COORDINATOR="${WINDLASS_COORDINATOR:-User:windlass-coordinator}"
allow "$WINDLASS_COORDINATOR" --resource-pattern-type literal --operation Read --topic windlass.claims --topic windlass.directives --topic windlass.progress --topic windlass.workers
allow "$WINDLASS_COORDINATOR" --resource-pattern-type literal --operation Write --topic windlass.control --topic windlass.dead-letters --topic windlass.events --topic windlass.grants --topic windlass.status --topic windlass.tasks.default.high --topic windlass.tasks.default.low --topic windlass.tasks.default.normal
allow "$WINDLASS_COORDINATOR" --resource-pattern-type prefixed --operation Read --operation Write --operation Create --topic windlass-coordinator-
allow "$WINDLASS_COORDINATOR" --resource-pattern-type literal --operation Read --group windlass-coordinator
allow "$WINDLASS_COORDINATOR" --resource-pattern-type literal --operation AlterConfigs --group windlass-default-high --group windlass-default-low --group windlass-default-normal
allow "$WINDLASS_COORDINATOR" --resource-pattern-type prefixed --operation Write --transactional-id windlass-coordinator-

WINDLASS_WORKER="${WINDLASS_WORKER:-User:windlass-worker}"
allow "$WINDLASS_WORKER" --resource-pattern-type literal --operation Write --topic windlass.claims --topic windlass.dead-letters --topic windlass.progress --topic windlass.results --topic windlass.workers
allow "$WINDLASS_WORKER" --resource-pattern-type literal --operation Read --topic windlass.control --topic windlass.grants --topic windlass.tasks.default.high --topic windlass.tasks.default.low --topic windlass.tasks.default.normal
allow "$WINDLASS_WORKER" --resource-pattern-type literal --operation Read --operation DescribeConfigs --group windlass-default-high --group windlass-default-low --group windlass-default-normal

WINDLASS_PROJECTION="${WINDLASS_PROJECTION:-User:windlass-projection}"
allow "$WINDLASS_PROJECTION" --resource-pattern-type literal --operation Read --operation Write --topic windlass.dead-letters
allow "$WINDLASS_PROJECTION" --resource-pattern-type literal --operation Read --topic windlass.events --topic windlass.results --topic windlass.workers
allow "$WINDLASS_PROJECTION" --resource-pattern-type literal --operation Read --group windlass-projection-dead-letters --group windlass-projection-events --group windlass-projection-results --group windlass-projection-workers

WINDLASS_SCHEDULER="${WINDLASS_SCHEDULER:-User:windlass-scheduler}"
allow "$WINDLASS_SCHEDULER" --resource-pattern-type literal --operation Write --topic windlass.directives

WINDLASS_REBUILD_VIEWS="${WINDLASS_REBUILD_VIEWS:-User:windlass-rebuild-views}"
allow "$WINDLASS_REBUILD_VIEWS" --resource-pattern-type literal --operation Read --topic windlass.events
