"""The arithmetic that proves a document: forms in, checks out."""

from extractors.checks.check_forms import check_forms, equations

__all__ = ["check_forms", "equations"]
