{{/*
To some peers, or to any: on the ports of some URLs, unless others are said, because a policy sees those of the pods behind a Service.
*/}}
{{- define "windlass.egress" -}}
- ports:
    {{- range default .ports .others }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* What every role needs: names, and Kafka. */}}
{{- define "windlass.egress.common" -}}
- ports:
    {{- range .Values.networkPolicy.ports.dns }}
    - port: {{ . }}
      protocol: UDP
    - port: {{ . }}
      protocol: TCP
    {{- end }}
  {{- with .Values.networkPolicy.to.dns }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{ include "windlass.egress" (dict "ports" (include "windlass.kafkaPorts" . | splitList ",") "others" .Values.networkPolicy.ports.kafka "to" .Values.networkPolicy.to.kafka) }}
{{- with .Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "windlass.kafkaPorts" -}}
{{- $ports := list }}
{{- range splitList "," .Values.kafka.bootstrapServers }}
{{- $ports = append $ports (regexFind "[0-9]+$" .) }}
{{- end }}
{{- join "," (uniq $ports) }}
{{- end }}

{{- define "windlass.egress.database" -}}
{{ include "windlass.egress" (dict "ports" (list .Values.database.port) "others" .Values.networkPolicy.ports.database "to" .Values.networkPolicy.to.database) }}
{{- end }}
