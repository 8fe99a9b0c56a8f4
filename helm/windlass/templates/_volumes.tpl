{{/* What a role, or the job `prepare`, has mounted: pairs of a mount and its volume. */}}
{{- define "windlass.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if eq .role "coordinator" }}
- name: state
  mountPath: /state
{{- end }}
{{- if and (include "windlass.usesResults" .role) (not .root.Values.results.s3.bucket) }}
- name: results
  mountPath: /results
{{- end }}
{{- if ne .role "prepare" }}
- name: secret
  mountPath: /etc/windlass/secret
  readOnly: true
{{- if .spec.settings }}
- name: settings
  mountPath: /etc/windlass/settings
  readOnly: true
{{- end }}
{{- end }}
{{- if include "windlass.kafkaCa" . }}
- name: kafka-ca
  mountPath: /etc/windlass/kafka-ca
  readOnly: true
{{- end }}
{{- if include "windlass.kafkaUser" . }}
- name: kafka-user
  mountPath: /etc/windlass/kafka-user
  readOnly: true
{{- end }}
{{- if include "windlass.databaseCa" . }}
- name: database-ca
  mountPath: /etc/windlass/database-ca
  readOnly: true
{{- end }}
{{- if include "windlass.oidcCa" . }}
- name: oidc-ca
  mountPath: /etc/windlass/oidc-ca
  readOnly: true
{{- end }}
{{- with .spec.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "windlass.volumes" -}}
{{- $values := .root.Values }}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- if eq .role "coordinator" }}
- name: state
  emptyDir: {}
{{- end }}
{{- if and (include "windlass.usesResults" .role) (not $values.results.s3.bucket) }}
- name: results
  {{- if $values.results.claim }}
  persistentVolumeClaim:
    claimName: {{ $values.results.claim }}
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- end }}
{{- if ne .role "prepare" }}
{{ include "windlass.secretVolume" (dict "name" "secret" "secret" $values.security.keys.existingSecret "key" $values.security.keys.file) }}
{{- if .spec.settings }}
- name: settings
  configMap:
    name: {{ include "windlass.fullname" .root }}-settings
    items:
      - key: {{ .role }}.properties
        path: settings.properties
{{- end }}
{{- end }}
{{- if include "windlass.kafkaCa" . }}
{{ include "windlass.secretVolume" (dict "name" "kafka-ca" "secret" $values.kafka.ca.existingSecret "key" $values.kafka.ca.key) }}
{{- end }}
{{- if include "windlass.kafkaUser" . }}
{{ include "windlass.secretVolume" (dict "name" "kafka-user" "secret" .kafkaSecret "key" $values.kafka.keystoreKey) }}
{{- end }}
{{- if include "windlass.databaseCa" . }}
{{ include "windlass.secretVolume" (dict "name" "database-ca" "secret" $values.database.ca.existingSecret "key" $values.database.ca.key) }}
{{- end }}
{{- if include "windlass.oidcCa" . }}
{{ include "windlass.secretVolume" (dict "name" "oidc-ca" "secret" $values.security.oidc.ca.existingSecret "key" $values.security.oidc.ca.key) }}
{{- end }}
{{- with .spec.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* One file of a Secret, and nothing else that is in it. */}}
{{- define "windlass.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    # 0440, for fsGroup.
    defaultMode: 288
    items:
      - key: {{ .key }}
        path: {{ .key }}
{{- end }}

{{- define "windlass.kafkaCa" -}}
{{- if and (hasSuffix "SSL" .root.Values.kafka.protocol) .root.Values.kafka.ca.existingSecret }}true{{ end }}
{{- end }}

{{- define "windlass.kafkaUser" -}}
{{- if and (eq .root.Values.kafka.protocol "SSL") .kafkaSecret }}true{{ end }}
{{- end }}

{{- define "windlass.databaseCa" -}}
{{- if and (include "windlass.usesDatabase" .role) .root.Values.database.ca.existingSecret }}true{{ end }}
{{- end }}

{{- define "windlass.oidcCa" -}}
{{- with .root.Values.security.oidc }}
{{- if and (eq $.role "api") .authServerUrl .ca.existingSecret }}true{{ end }}
{{- end }}
{{- end }}
