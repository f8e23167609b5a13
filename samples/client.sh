#!/bin/sh
# Send a PDF to a running service and save its tables as a workbook: sh samples/client.sh a.pdf out.xlsx
set -eu
url="${TABLEWRIGHT_URL:-http://127.0.0.1:8000}"
key="X-Api-Key: ${TABLEWRIGHT_KEY:-none}"
id=$(curl --fail-with-body --silent --show-error -H "$key" -H "Prefer: respond-async" \
  -F "file=@$1;type=application/pdf" -o - -D - "$url/v1/documents" |
  tr -d '\r' | sed -n 's/^[Xx]-[Dd]ocument-[Ii]d: //p; s|^[Ll]ocation: /v1/documents/||p' | head -n 1)
curl --fail-with-body --silent --show-error -H "$key" -o /dev/null "$url/v1/documents/$id?wait=60"
curl --fail-with-body --silent --show-error -H "$key" -o "$2" "$url/v1/documents/$id/result?format=xlsx"
