{{/* To some peers, or to any, on some ports. */}}
{{- define "windlass.egress" -}}
- ports:
    {{- range .ports }}
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
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
  {{- with .Values.networkPolicy.to.dns }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{ include "windlass.egress" (dict "ports" (include "windlass.kafkaPorts" . | splitList ",") "to" .Values.networkPolicy.to.kafka) }}
{{- with .Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "windlass.kafkaPorts" -}}
{{- $ports := list }}
{{- with .Values.networkPolicy.kafkaPorts }}
{{- range . }}
{{- $ports = append $ports (toString .) }}
{{- end }}
{{- else }}
{{- range splitList "," .Values.kafka.bootstrapServers }}
{{- $ports = append $ports (regexFind "[0-9]+$" .) }}
{{- end }}
{{- end }}
{{- join "," (uniq $ports) }}
{{- end }}

{{- define "windlass.egress.database" -}}
{{ include "windlass.egress" (dict "ports" (list .Values.database.port) "to" .Values.networkPolicy.to.database) }}
{{- end }}
