"""Invented budget disclosures with known truth, drawn from a seed; for tests and benchmarks.

``document.draw(seed, style)`` gives a PDF with its truth: budget and layout from ``layouts/``, looks and mischief from
``look.Look``, pages from ``flow.Press`` and ``paint``. ``document.print_with`` lets a spreadsheet (``office``), a
browser or a text program (``writer``) draw the same forms. The truth has the shape that the acceptance scorer reads,
and every cell of every table besides.
"""
