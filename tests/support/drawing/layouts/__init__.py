"""How provinces and ministries print their budgets: a module each, which states only what is its own.

What they share, from the bottom up: the document's setting and the names of sources (``common``), rows of figures
(``rows``), forms by subject (``subject_forms``), revenue beside expenditure (``two_sided``), revenue by unit
(``revenue``), “三公”经费 (``three_public``), targets (``targets``, ``goal_lists``, ``goal_sheets``, ``filled_sheets``),
purchases and projects (``purchases``, ``project_lists``). Randomness is drawn in the order of the forms; a change of
that order changes every document of the style.
"""
