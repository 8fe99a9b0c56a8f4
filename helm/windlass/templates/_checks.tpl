{{/* What the schema can't say: each refusal names the value and the way out. */}}
{{- define "windlass.check" -}}
{{- $values := .Values }}
{{- $roles := list }}
{{- range $role, $given := $values.roles }}
{{- if $given.enabled }}
{{- $roles = append $roles $role }}
{{- $kafkaSecret := default $values.kafka.existingSecret $given.kafka.existingSecret }}
{{- if and (hasPrefix "SASL" $values.kafka.protocol) (not $kafkaSecret) }}
{{- fail (printf "kafka.existingSecret: with kafka.protocol %s a Secret must hold credentials for %s; name it here, or in roles.%s.kafka.existingSecret" $values.kafka.protocol $role $role) }}
{{- end }}
{{- end }}
{{- end }}
{{- if not $roles }}
{{- fail "roles: none is enabled" }}
{{- end }}
{{- if and $values.prepare.enabled (hasPrefix "SASL" $values.kafka.protocol) (not (or $values.kafka.existingSecret $values.prepare.kafka.existingSecret)) }}
{{- fail "kafka.existingSecret: the job `prepare` needs credentials as well; name them here, or in prepare.kafka.existingSecret" }}
{{- end }}
{{- if and $values.results.claim $values.results.s3.bucket }}
{{- fail "results: claim and s3.bucket name two places; leave one empty" }}
{{- end }}
{{- include "windlass.check.oidc" . }}
{{- include "windlass.check.api" . }}
{{- include "windlass.check.worker" . }}
{{- with $values.metrics.serviceMonitor }}
{{- if and .enabled (not .existingSecret) }}
{{- fail "metrics.serviceMonitor.existingSecret: /q/metrics wants an API key of the role metrics; name the Secret that holds it" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "windlass.check.oidc" -}}
{{- $api := .Values.roles.api }}
{{- $pods := ternary $api.autoscaling.maxReplicas $api.replicas $api.autoscaling.enabled }}
{{- with .Values.security.oidc }}
{{- if and $api.enabled .authServerUrl }}
{{- if not .roles }}
{{- fail "security.oidc.roles: empty, so every token would be refused; say which of the provider's roles or groups stand for which role here" }}
{{- end }}
{{- if and (gt (int $pods) 1) (not .existingSecret) (not .cookies.existingSecret) }}
{{- fail (printf "security.oidc.cookies.existingSecret: each of %v pods of the API would encrypt browsers' sessions with a key of its own, and send them to log in again at every other one; name a Secret with 32 random characters, or in security.oidc.existingSecret one with the client's secret" $pods) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "windlass.check.api" -}}
{{- $values := .Values }}
{{- $ways := list }}
{{- if $values.ingress.enabled }}{{ $ways = append $ways "ingress" }}{{ end }}
{{- if $values.httpRoute.enabled }}{{ $ways = append $ways "httpRoute" }}{{ end }}
{{- if ne $values.service.type "ClusterIP" }}{{ $ways = append $ways "service.type" }}{{ end }}
{{- range $ways }}
{{- if not $values.roles.api.enabled }}
{{- fail (printf "%s: leads to the role api, which is not enabled" .) }}
{{- end }}
{{- if and $values.networkPolicy.enabled (not $values.networkPolicy.from.api) }}
{{- fail (printf "networkPolicy.from.api: empty, so nobody would get through %s; name what it runs as, for example [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }]" .) }}
{{- end }}
{{- end }}
{{- if and $values.ingress.enabled (not $values.ingress.hosts) }}
{{- fail "ingress.hosts: empty; name the hosts that lead here" }}
{{- end }}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.parentRefs) }}
{{- fail "httpRoute.parentRefs: empty; name the Gateway" }}
{{- end }}
{{- with $values.roles.api }}
{{- if .autoscaling.enabled }}
{{- if gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas) }}
{{- fail "roles.api.autoscaling: minReplicas is larger than maxReplicas" }}
{{- end }}
{{- if not (dig "requests" "cpu" "" .resources) }}
{{- fail "roles.api.resources.requests.cpu: autoscaling.cpuPercent is a part of it; say how much that is" }}
{{- end }}
{{- end }}
{{- end }}
{{- with $values.roles.coordinator }}
{{- if and .enabled (ge (int .standbyReplicas) (int .replicas)) }}
{{- fail (printf "roles.coordinator.standbyReplicas: %v copies need at least %v replicas" .standbyReplicas (add .standbyReplicas 1)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "windlass.check.worker" -}}
{{- $values := .Values }}
{{- with $values.roles.worker }}
{{- if and .enabled (not $values.roles.api.enabled) (not .apiUrl) }}
{{- fail "roles.worker.apiUrl: the role api is not enabled here; say where workers fetch input rows" }}
{{- end }}
{{- if and .enabled (not .apiKey.existingSecret) }}
{{- fail "roles.worker.apiKey.existingSecret: workers fetch input rows from the API with a key of the role worker; name the Secret that holds it" }}
{{- end }}
{{- range .queues }}
{{- if not (has . $values.topics.queues) }}
{{- fail (printf "roles.worker.queues: %s is none of topics.queues" .) }}
{{- end }}
{{- end }}
{{- if .keda.enabled }}
{{- if not .keda.existingSecret }}
{{- fail "roles.worker.keda.existingSecret: /v1/statistics wants an API key of the role viewer; name the Secret that holds it" }}
{{- end }}
{{- if gt (int .keda.minReplicas) (int .keda.maxReplicas) }}
{{- fail "roles.worker.keda: minReplicas is larger than maxReplicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Settings and variables of a role: none that the chart sets by itself, no secret in the clear. */}}
{{- define "windlass.check.environment" -}}
{{- $role := .role }}
{{- $names := list }}
{{- range .environment }}
{{- $names = append $names .name }}
{{- end }}
{{- $secret := "(?i)(password|passwd|jaas|credentials|secret[._-]?key$|access[._-]?key$|[._]secret$|[._]sha256$)" }}
{{- range $name, $value := .spec.settings }}
{{- $variable := regexReplaceAll "[^A-Za-z0-9]" $name "_" | upper }}
{{- if has $variable $names }}
{{- fail (printf "settings of %s: %s is set by the chart; its value stands elsewhere in values.yaml" $role $name) }}
{{- end }}
{{- if regexMatch $secret $name }}
{{- fail (printf "settings of %s: %s is a secret; give it by reference: extraEnv: [{ name: %s, valueFrom: { secretKeyRef: { name: SECRET, key: KEY } } }]" $role $name $variable) }}
{{- end }}
{{- end }}
{{- range .spec.extraEnv }}
{{- if has .name $names }}
{{- fail (printf "extraEnv of %s: %s is set by the chart, or twice; its value stands elsewhere in values.yaml" $role .name) }}
{{- end }}
{{- if and (regexMatch $secret .name) (hasKey . "value") }}
{{- fail (printf "extraEnv of %s: %s is a secret; give it by reference: valueFrom: { secretKeyRef: { name: SECRET, key: KEY } }" $role .name) }}
{{- end }}
{{- $names = append $names .name }}
{{- end }}
{{- end }}
