"""The arithmetic that proves a document: forms in, checks and corrections of scanned amounts out."""

from extractors.checks.apply_rules import check_forms, equations
from extractors.checks.corrections.correct import correct_amounts

__all__ = ["check_forms", "correct_amounts", "equations"]
