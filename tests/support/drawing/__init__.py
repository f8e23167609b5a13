"""Invented budget disclosures with known truth, drawn from a seed; for tests and benchmarks."""
