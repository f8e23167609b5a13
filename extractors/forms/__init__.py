"""Tables to canonical forms by declarative definitions; code per kind of form, never per form."""

from extractors.forms.recognise import Recognised, recognise_forms

__all__ = ["Recognised", "recognise_forms"]
