{{- define "deploygraph.pod" -}}
serviceAccountName: {{ include "deploygraph.serviceAccountName" . }}
automountServiceAccountToken: false
# A service named metrics would set METRICS_PORT to a URL.
enableServiceLinks: false
# No preStop hook: on SIGTERM the gateway answers 503 to readiness probes, and requests as before for the shutdown delay.
terminationGracePeriodSeconds: {{ include "deploygraph.gracePeriodSeconds" . }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- if .Values.topologySpreadConstraints }}
  {{- toYaml .Values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "deploygraph.selectorLabels" $ | nindent 8 }}
  {{- end }}
  {{- end }}
containers:
  - name: deploygraph
    image: {{ include "deploygraph.image" . | quote }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    {{- include "deploygraph.environment" . | nindent 4 }}
    ports:
      - { name: http, containerPort: 4000 }
      - { name: metrics, containerPort: 9464 }
    startupProbe: { httpGet: { path: /livez, port: http }, periodSeconds: 1, failureThreshold: 30 }
    livenessProbe: { httpGet: { path: /livez, port: http }, periodSeconds: 10, timeoutSeconds: 5 }
    readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 1 }
    securityContext:
      {{- toYaml .Values.securityContext | nindent 6 }}
    resources:
      {{- toYaml .Values.resources | nindent 6 }}
    volumeMounts:
      - { name: config, mountPath: /app/deploygraph.yaml, subPath: deploygraph.yaml, readOnly: true }
      {{- with .Values.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  - name: config
    configMap:
      name: {{ include "deploygraph.fullname" . }}
  {{- with .Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "deploygraph.environment" -}}
{{- with .Values.existingSecret -}}
envFrom:
  - secretRef:
      name: {{ . }}
{{- end }}
env:
  - { name: HOST, value: {{ .Values.host | quote }} }
  - { name: PORT, value: "4000" }
  - { name: METRICS_PORT, value: "9464" }
  {{- with .Values.redis }}
  {{- if .existingSecret }}
  - name: REDIS_URL
    valueFrom:
      secretKeyRef:
        name: {{ .existingSecret }}
        key: {{ .key }}
  {{- end }}
  {{- end }}
  {{- with .Values.aws.region }}
  - name: AWS_REGION
    value: {{ . | quote }}
  {{- end }}
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
