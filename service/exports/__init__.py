"""The formats of a result: one file each, named in ``formats.py``."""
