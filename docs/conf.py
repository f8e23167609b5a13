"""How Sphinx builds these pages: `make docs`."""

project = "Tablewright"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Tablewright"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
# Links to files of the project lie outside of the site. That all links lead somewhere is proved by tests/docs.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
