"""Fuzz targets, the corpus they start from, and what drives them."""
