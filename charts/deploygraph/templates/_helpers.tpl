{{- define "deploygraph.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 55 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 55 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 55 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "deploygraph.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "deploygraph.labels" -}}
{{ include "deploygraph.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "deploygraph.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "deploygraph.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "deploygraph.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* The shutdown delay, 2 seconds for the last requests to come, their time limit and 2 seconds for the answer, and 10 for
the last traces: "Stopping" in docs/operations.md. One more, because the kubelet counts from before SIGTERM. */ -}}
{{- define "deploygraph.gracePeriodSeconds" -}}
{{- $delay := ternary .Values.config.shutdownDelaySeconds 5 (hasKey .Values.config "shutdownDelaySeconds") -}}
{{- $requestMs := default 25000 .Values.config.requestTimeoutMs -}}
{{- add (ceil $delay) 2 (ceil (divf $requestMs 1000)) 2 10 1 -}}
{{- end -}}

{{- /* Without a mode the gateway does not start. A secret may have it, which is not known here. */ -}}
{{- define "deploygraph.checkAuthentication" -}}
{{- $mode := default "none" .Values.config.authMode -}}
{{- $isSet := or (ne $mode "none") .Values.config.allowAnonymous .Values.existingSecret -}}
{{- range .Values.extraEnv -}}
{{- if has .name (list "AUTH_MODE" "ALLOW_ANONYMOUS") -}}{{- $isSet = true -}}{{- end -}}
{{- end -}}
{{- if not $isSet -}}
{{- fail "config.authMode: expected jwt, apiKey or router, or else config.allowAnonymous: true, found neither" -}}
{{- end -}}
{{- end -}}
