"""Send a PDF to a running service and print its tables: `python samples/client.py a.pdf`."""

import os
import sys
from pathlib import Path

import httpx

service = httpx.Client(
    base_url=os.environ.get("TABLEWRIGHT_URL", "http://127.0.0.1:8000"),
    headers={"X-Api-Key": key} if (key := os.environ.get("TABLEWRIGHT_KEY")) else {},
    timeout=90,
)
path = Path(sys.argv[1])
answer = service.post("/v1/documents", files={"file": (path.name, path.read_bytes(), "application/pdf")})
while answer.status_code == 202:
    # It takes longer than the wait: hold the line until it is finished, then read the result.
    place = answer.headers["Location"]
    service.get(place, params={"wait": 60}).raise_for_status()
    answer = service.get(f"{place}/result")
if answer.is_error:
    problem = answer.json()
    sys.exit(f"{problem['title']}: {problem['detail']}")
result = answer.json()
for table in result["tables"]:
    print(table["code"] or "", table["title"] or table["id"], f"{table['row_count']} x {table['column_count']}")
for check in result["checks"]:
    if check["status"] == "fail":
        print("check:", check["message"])
