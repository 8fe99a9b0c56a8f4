{{/* The environment of a role, or of the job `prepare`: root, role, and the names of its Secrets. A list, as YAML. */}}
{{- define "windlass.environment" -}}
{{ include "windlass.environment.topics" .root | trim }}
{{ include "windlass.environment.kafka" . | trim }}
{{- if include "windlass.usesDatabase" .role }}
{{ include "windlass.environment.database" . | trim }}
{{- end }}
{{- if ne .role "prepare" }}
{{ include "windlass.environment.role" . | trim }}
{{- end }}
{{- end }}

{{- define "windlass.environment.topics" -}}
- name: WINDLASS_TOPICS_PREFIX
  value: {{ .Values.topics.prefix | quote }}
- name: WINDLASS_TOPICS_PARTITIONS
  value: {{ .Values.topics.partitions | toJson | quote }}
- name: WINDLASS_TOPICS_REPLICATION_FACTOR
  value: {{ .Values.topics.replicationFactor | toJson | quote }}
- name: WINDLASS_TOPICS_QUEUES
  value: {{ join "," .Values.topics.queues | quote }}
- name: WINDLASS_TOPICS_TASK_PARTITIONS
  value: {{ .Values.topics.taskPartitions | toJson | quote }}
{{- end }}

{{- define "windlass.environment.kafka" -}}
{{- $kafka := .root.Values.kafka }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ $kafka.bootstrapServers | quote }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.protocol }}
{{- if hasPrefix "SASL" $kafka.protocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $kafka.mechanism }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef: { name: {{ .kafkaSecret }}, key: {{ $kafka.jaasKey }} }
{{- end }}
{{- if and (hasSuffix "SSL" $kafka.protocol) $kafka.ca.existingSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/windlass/kafka-ca/{{ $kafka.ca.key }}
{{- end }}
{{- if and (eq $kafka.protocol "SSL") .kafkaSecret }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PKCS12
- name: KAFKA_SSL_KEYSTORE_LOCATION
  value: /etc/windlass/kafka-user/{{ $kafka.keystoreKey }}
- name: KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ .kafkaSecret }}, key: {{ $kafka.passwordKey }} }
{{- end }}
{{- range $name, $value := $kafka.settings }}
- name: KAFKA_{{ $name | replace "." "_" | upper }}
  value: {{ ternary $value (toJson $value) (kindIs "string" $value) | quote }}
{{- end }}
{{- end }}

{{- define "windlass.environment.database" -}}
{{- $database := .root.Values.database }}
{{- $hosts := list }}
{{- range splitList "," $database.host }}
{{- $hosts = append $hosts (printf "%s:%v" . $database.port) }}
{{- end }}
{{- $parameters := dict "sslmode" $database.sslMode }}
{{- if $database.ca.existingSecret }}
{{- $_ := set $parameters "sslrootcert" (printf "/etc/windlass/database-ca/%s" $database.ca.key) }}
{{- else if hasPrefix "verify" $database.sslMode }}
{{- $_ := set $parameters "sslfactory" "org.postgresql.ssl.DefaultJavaSSLFactory" }}
{{- end }}
{{- $query := list }}
{{- range $name, $value := merge $parameters $database.parameters }}
{{- $query = append $query (printf "%s=%v" $name $value) }}
{{- end }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ printf "jdbc:postgresql://%s/%s?%s" (join "," $hosts) $database.name (join "&" $query) | quote }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef: { name: {{ .databaseSecret }}, key: username }
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ .databaseSecret }}, key: password }
{{- end }}

{{- define "windlass.environment.role" -}}
{{- $values := .root.Values }}
- name: WINDLASS_ROLES
  value: {{ .role }}
- name: WINDLASS_HOST
  value: "0.0.0.0"
- name: WINDLASS_PORT
  value: "8080"
- name: QUARKUS_CONFIG_LOCATIONS
  value: {{ printf "%s/etc/windlass/secret/%s" (ternary "/etc/windlass/settings/settings.properties," "" (not (empty .spec.settings))) $values.security.keys.file }}
{{- if and (include "windlass.usesDatabase" .role) $values.prepare.enabled }}
# The job has done it.
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: "false"
{{- end }}
{{- if include "windlass.usesResults" .role }}
{{ include "windlass.environment.results" $values.results | trim }}
{{- end }}
{{- if $values.tracing.enabled }}
- name: QUARKUS_OTEL_SDK_DISABLED
  value: "false"
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ include "windlass.tracingEndpoint" .root | quote }}
- name: QUARKUS_OTEL_TRACES_SAMPLER_ARG
  value: {{ $values.tracing.ratio | toString | quote }}
{{- end }}
{{- if eq .role "api" }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: PT10S
{{- if include "windlass.isBehindProxy" .root }}
# Else all clients had the proxy's address, and the login would lead back to http.
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: "true"
- name: QUARKUS_HTTP_PROXY_TRUSTED_PROXIES
  value: {{ join "," $values.trustedProxies | quote }}
{{- end }}
{{- with $values.security.oidc }}
{{- if .authServerUrl }}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "true"
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ .authServerUrl | quote }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ .clientId | quote }}
{{- if .audience }}
- name: QUARKUS_OIDC_TOKEN_AUDIENCE
  value: {{ join "," .audience | quote }}
{{- end }}
{{- range $role, $groups := .roles }}
- name: WINDLASS_SECURITY_OIDC_ROLES_{{ upper $role }}
  value: {{ join "," $groups | quote }}
{{- end }}
- name: WINDLASS_SECURITY_OIDC_NAMESPACES_CLAIM
  value: {{ .namespacesClaim | quote }}
{{- if .existingSecret }}
- name: QUARKUS_OIDC_CREDENTIALS_SECRET
  valueFrom:
    secretKeyRef: { name: {{ .existingSecret }}, key: {{ .key }} }
{{- end }}
{{- if .cookies.existingSecret }}
- name: QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET
  valueFrom:
    secretKeyRef: { name: {{ .cookies.existingSecret }}, key: {{ .cookies.key }} }
{{- end }}
{{- if .ca.existingSecret }}
- name: QUARKUS_TLS_OIDC_TRUST_STORE_PEM_CERTS
  value: /etc/windlass/oidc-ca/{{ .ca.key }}
- name: QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME
  value: oidc
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .role "coordinator" }}
# Of the pod, so that a container that ends takes up its own state; another pod restores it from Kafka.
- name: WINDLASS_COORDINATOR_STATE_DIR
  value: /state
- name: WINDLASS_COORDINATOR_STANDBY_REPLICAS
  value: {{ .spec.standbyReplicas | toJson | quote }}
{{- end }}
{{- if eq .role "worker" }}
- name: WINDLASS_WORKER_QUEUES
  value: {{ include "windlass.queues" .root | quote }}
- name: WINDLASS_WORKER_DRAIN_TIMEOUT
  value: PT{{ .spec.drainSeconds }}S
- name: WINDLASS_WORKER_API_URL
  value: {{ include "windlass.apiUrl" .root | quote }}
- name: WINDLASS_WORKER_API_KEY
  valueFrom:
    secretKeyRef: { name: {{ .spec.apiKey.existingSecret }}, key: {{ .spec.apiKey.key }} }
{{- end }}
{{- end }}

{{- define "windlass.environment.results" -}}
{{- if .s3.bucket }}
- name: WINDLASS_RESULTS_STORE
  value: s3
- name: WINDLASS_RESULTS_S3_BUCKET
  value: {{ .s3.bucket | quote }}
- name: WINDLASS_RESULTS_S3_REGION
  value: {{ .s3.region | quote }}
- name: WINDLASS_RESULTS_S3_PATH_STYLE
  value: {{ .s3.pathStyle | quote }}
{{- if .s3.endpoint }}
- name: WINDLASS_RESULTS_S3_ENDPOINT
  value: {{ .s3.endpoint | quote }}
{{- end }}
{{- if .s3.existingSecret }}
- name: WINDLASS_RESULTS_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef: { name: {{ .s3.existingSecret }}, key: accessKey }
- name: WINDLASS_RESULTS_S3_SECRET_KEY
  valueFrom:
    secretKeyRef: { name: {{ .s3.existingSecret }}, key: secretKey }
{{- end }}
{{- else }}
- name: WINDLASS_RESULTS_DIRECTORY
  value: /results
{{- end }}
{{- end }}
