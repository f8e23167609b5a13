"""Tables without a full grid of rules: white space, alignment and the few rules there are."""

from extractors.tables.finders.unruled.finder import UnruledFinder

__all__ = ["UnruledFinder"]
