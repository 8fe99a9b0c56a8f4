{{- define "windlass.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* All pods of the release; with a role, those of one. */}}
{{- define "windlass.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .role }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{/* Without versions: a chart that is newer is no reason to end a pod. */}}
{{- define "windlass.podLabels" -}}
{{ include "windlass.selector" . }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "windlass.labels" -}}
{{ include "windlass.podLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* What is said of a role, over what is said of all. */}}
{{- define "windlass.spec" -}}
{{- $given := index .root.Values.roles .role }}
{{- $spec := mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $given) }}
{{- $env := concat (default list .root.Values.defaults.extraEnv) (default list $given.extraEnv) }}
{{- toYaml (set $spec "extraEnv" $env) }}
{{- end }}

{{- define "windlass.image" -}}
{{- $image := .root.Values.image }}
{{- with .image }}
{{- if or .tag .digest }}
{{- $image = merge (deepCopy .) (dict "repository" $image.repository) }}
{{- end }}
{{- end }}
{{- if $image.digest }}
{{- printf "%s@%s" $image.repository $image.digest }}
{{- else }}
{{- printf "%s:%s" $image.repository (default .root.Chart.AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{/* Nobody in particular (deploy/Dockerfile), who may write to what is mounted and to nothing else. */}}
{{- define "windlass.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "windlass.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/*
How long a pod may take to end. An API first waits until nobody sends to it any more (5 s), then until requests under way are
answered (10 s). A worker lets operations run for drainSeconds, then takes up to 25 s to interrupt them, to tell it and to close.
*/}}
{{- define "windlass.graceSeconds" -}}
{{- if eq .role "worker" }}
{{- add .spec.drainSeconds 25 }}
{{- else }}
{{- 30 }}
{{- end }}
{{- end }}

{{- define "windlass.usesDatabase" -}}
{{- if has . (list "api" "projection" "scheduler" "prepare") }}true{{ end }}
{{- end }}

{{- define "windlass.usesResults" -}}
{{- if has . (list "api" "scheduler" "worker") }}true{{ end }}
{{- end }}

{{/* In full, because KEDA asks from another namespace. */}}
{{- define "windlass.apiUrl" -}}
{{- with .Values.roles.worker.apiUrl }}
{{- . | trimSuffix "/" }}
{{- else }}
{{- printf "http://%s-api.%s.svc:%v" (include "windlass.fullname" .) .Release.Namespace .Values.service.port }}
{{- end }}
{{- end }}

{{- define "windlass.queues" -}}
{{- join "," (default .Values.topics.queues .Values.roles.worker.queues) }}
{{- end }}

{{/* As a file of properties has it: numbers as they were written, backslashes doubled. */}}
{{- define "windlass.settings" -}}
# Below the environment, above what ships with the program.
config_ordinal=290
{{- range $name, $value := . }}
{{ $name }}={{ ternary $value (toJson $value) (kindIs "string" $value) | replace "\\" "\\\\" }}
{{- end }}
{{- end }}

{{/* The port of a URL, also where it does not say one. */}}
{{- define "windlass.portOf" -}}
{{- $url := urlParse . }}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" }}
{{- default (ternary "443" "80" (eq $url.scheme "https")) $port }}
{{- end }}

{{/* With its port, which is that of OTLP over gRPC where nothing is said. */}}
{{- define "windlass.tracingEndpoint" -}}
{{- $url := .Values.tracing.endpoint }}
{{- if not $url }}
{{- fail "tracing.endpoint: empty; say where the collector takes OTLP over gRPC, for example http://otel-collector.observability.svc:4317" }}
{{- end }}
{{- ternary $url (printf "%s:4317" $url) (regexMatch ":[0-9]+$" $url) }}
{{- end }}

{{/* Whether somebody stands before the API who says in headers who asked. */}}
{{- define "windlass.isBehindProxy" -}}
{{- if or .Values.ingress.enabled .Values.httpRoute.enabled }}true{{ end }}
{{- end }}
