{{- define "support-entitlements.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "support-entitlements.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "support-entitlements.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "support-entitlements.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "support-entitlements.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "support-entitlements.selectorLabels" . }}
{{- end }}

{{/* The labels of the pods that answer; pods of hooks have another component. */}}
{{- define "support-entitlements.selectorLabels" -}}
app.kubernetes.io/name: {{ include "support-entitlements.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: service
{{- end }}

{{/* The labels of pods that hooks run; each adds its component. */}}
{{- define "support-entitlements.hookLabels" -}}
app.kubernetes.io/name: {{ include "support-entitlements.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "support-entitlements.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "support-entitlements.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "support-entitlements.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "support-entitlements.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "support-entitlements.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{/* Refuses values that only together are wrong. */}}
{{- define "support-entitlements.requireValues" -}}
{{- if not .Values.database.url }}
{{- fail "database.url is missing. Set the address of PostgreSQL: jdbc:postgresql://host/name" }}
{{- end }}
{{- if not .Values.database.existingSecret }}
{{- fail "database.existingSecret is missing. Name a Secret with the user and the password of PostgreSQL." }}
{{- end }}
{{- if not (or .Values.tokens.existingSecret .Values.issuer.uri) }}
{{- fail "tokens.existingSecret and issuer.uri are missing. Set one: without both, the service answers its own pod only." }}
{{- end }}
{{- if and .Values.issuer.uri (not .Values.issuer.audiences) }}
{{- fail "issuer.audiences is missing. Say for whom the issuer's tokens must be: it may have tokens for other services." }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) }}
{{- fail "ingress.host is missing. Set the name under which callers reach the service." }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.serviceMonitor.tokenSecret) }}
{{- fail "serviceMonitor.tokenSecret is missing. Name a Secret with a token of the role monitor: metrics need a token." }}
{{- end }}
{{- range list "server.port" "management.server.port" "management.server.base-path" "management.endpoints.web.base-path" "server.servlet.context-path" }}
{{- if hasKey $.Values.settings . }}
{{- fail (printf "settings may not have %s: probes and the ServiceMonitor ask for health and metrics at port 8080 below /actuator." .) }}
{{- end }}
{{- end }}
{{- if and .Values.rules.existingConfigMap .Values.rules.firstReleaseConfigMap }}
{{- fail "rules.existingConfigMap and rules.firstReleaseConfigMap are both set. The tables of a rules directory are the first release already." }}
{{- end }}
{{- if and .Values.autoscaling.enabled (lt (int .Values.autoscaling.maxReplicas) (int .Values.autoscaling.minReplicas)) }}
{{- fail "autoscaling.maxReplicas is less than autoscaling.minReplicas." }}
{{- end }}
{{- end }}

{{/* The variables of the service and of the migration. Secrets are files, which spring.config.import names. */}}
{{- define "support-entitlements.environment" -}}
{{- $imports := list "configtree:/etc/support-entitlements/database/" }}
{{- if .Values.tokens.existingSecret }}
{{- $imports = append $imports "file:/etc/support-entitlements/tokens/tokens.properties" }}
{{- end }}
- name: SPRING_CONFIG_IMPORT
  value: {{ join "," $imports | quote }}
- name: SPRING_DATASOURCE_URL
  value: {{ .Values.database.url | quote }}
{{- if .Values.issuer.uri }}
- name: SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI
  value: {{ .Values.issuer.uri | quote }}
- name: SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES
  value: {{ join "," .Values.issuer.audiences | quote }}
{{- end }}
{{- if .Values.settings }}
- name: SPRING_APPLICATION_JSON
  value: {{ .Values.settings | toJson | quote }}
{{- end }}
- name: JDK_JAVA_OPTIONS
  value: {{ .Values.javaOptions | quote }}
{{- end }}

{{- define "support-entitlements.volumeMounts" -}}
- name: database
  mountPath: /etc/support-entitlements/database
  readOnly: true
{{- if .Values.tokens.existingSecret }}
- name: tokens
  mountPath: /etc/support-entitlements/tokens
  readOnly: true
{{- end }}
- name: memory
  mountPath: /var/lib/support-entitlements
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "support-entitlements.volumes" -}}
- name: database
  secret:
    secretName: {{ .Values.database.existingSecret }}
    defaultMode: 0440
    items:
      - key: {{ .Values.database.usernameKey }}
        path: spring.datasource.username
      - key: {{ .Values.database.passwordKey }}
        path: spring.datasource.password
{{- if .Values.tokens.existingSecret }}
- name: tokens
  secret:
    secretName: {{ .Values.tokens.existingSecret }}
    defaultMode: 0440
    items:
      - key: {{ .Values.tokens.key }}
        path: tokens.properties
{{- end }}
- name: memory
  emptyDir: {}
- name: tmp
  emptyDir: {}
{{- end }}

{{/* The ports of the hosts in the address of the database, as a list in JSON */}}
{{- define "support-entitlements.databasePorts" -}}
{{- $hosts := regexReplaceAll "/.*" (trimPrefix "jdbc:postgresql://" .Values.database.url) "" }}
{{- $ports := list }}
{{- range splitList "," $hosts }}
{{- $ports = append $ports (default "5432" (trimPrefix ":" (regexFind ":[0-9]+$" .)) | int) }}
{{- end }}
{{- $ports | uniq | toJson }}
{{- end }}
