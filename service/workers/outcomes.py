"""A worker's answer -> what the store keeps and the callback says."""

from __future__ import annotations

import json

from service.jobs.leases import Outcome
from service.jobs.records import Claim
from service.problems import Problem
from service.workers.messages import Answer, Done


def outcome_of(claim: Claim, answer: Answer, result_key: str | None, upload_key: str | None = None) -> Outcome:
    """Translate the answer; the problem is stored in the shape in which clients get it."""
    location = f"/v1/documents/{claim.document_id}"
    problem = None
    if isinstance(answer, Done):
        status = answer.status
    else:
        status = "failed"
        problem = Problem(answer.code, answer.detail, answer.stage, answer.page).body(location)
    return Outcome(
        status=status,
        problem=problem,
        result_key=result_key,
        result_etag=answer.sha256 if isinstance(answer, Done) else None,
        pages_total=answer.pages if isinstance(answer, Done) else None,
        upload_key=upload_key,
        callback=json.dumps(
            {"id": claim.document_id, "status": status, "problem": problem, "links": {"self": location}}
        ),
    )
