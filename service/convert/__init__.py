"""Bulk conversion: many documents in, one target out, with nothing lost or doubled on the way."""
