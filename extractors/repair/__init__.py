"""Table -> Table + repairs: one rule a file. Evidence or nothing: without it a text stays as it is printed."""

from extractors.repair.rules import Repaired, repair_tables

__all__ = ["Repaired", "repair_tables"]
