"""What the context says of doubtful cells of scans, in the order in which one step helps the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.context.codes.code_headings import part_code_headings
from extractors.context.codes.coded_names import unmark_names
from extractors.context.codes.lone_unit import settle_lone_unit
from extractors.context.codes.marked_codes import unmark_codes
from extractors.context.codes.names_by_code import restore_coded_names
from extractors.context.codes.names_by_run import restore_names_by_run
from extractors.context.codes.ordered_codes import restore_code_order
from extractors.context.codes.parent_codes import restore_parent_codes
from extractors.context.codes.repeated_codes import restore_repeated_codes
from extractors.context.codes.subject_codes import restore_subject_codes
from extractors.context.figures.amount_dashes import restore_dashes
from extractors.context.figures.figure_columns import restore_figures
from extractors.context.figures.lettered_figures import restore_lettered_figures
from extractors.context.figures.lost_points import doubt_lost_points
from extractors.context.figures.round_figures import restore_round_figures
from extractors.context.figures.whole_figures import restore_commas
from extractors.context.figures.wrapped_figures import restore_wrapped
from extractors.context.indicators.closed_columns import settle_closed_columns
from extractors.context.indicators.indicator_levels import restore_levels
from extractors.context.indicators.indicator_values import restore_values
from extractors.context.indicators.level_order import restore_level_order
from extractors.context.indicators.levels_by_names import restore_level_headings
from extractors.context.indicators.lost_relations import restore_lost_relations
from extractors.context.indicators.rate_signs import restore_rate_signs
from extractors.context.indicators.relation_columns import restore_relations
from extractors.context.indicators.unit_columns import restore_percent_signs
from extractors.context.indicators.value_signs import restore_value_signs
from extractors.context.indicators.weight_columns import doubt_weights
from extractors.context.indicators.weight_headings import restore_weight_headings
from extractors.context.ordinals.digit_marks import restore_digit_marks
from extractors.context.ordinals.numbered_rows import restore_ordinals
from extractors.context.ordinals.ordinal_fits import see_ordinals
from extractors.context.ordinals.parted_ordinals import join_parted_ordinals
from extractors.context.split_cells import split_cells
from extractors.context.split_headings import split_headings
from extractors.context.split_rows import split_rows
from extractors.context.texts.clipped_names import restore_clipped_names
from extractors.context.texts.field_values import restore_field_values
from extractors.context.texts.foreign_marks import restore_marks
from extractors.context.texts.form_headings import HeadingsUnder
from extractors.context.texts.heading_years import restore_years
from extractors.context.texts.lost_brackets import restore_brackets
from extractors.context.texts.lost_dashes import restore_dates, restore_unit_dashes
from extractors.context.texts.paired_totals import restore_paired_totals
from extractors.context.texts.pauses import settle_pauses
from extractors.context.texts.prose_ends import restore_full_stops
from extractors.context.texts.rates import restore_rates
from extractors.context.texts.reread import read_again
from extractors.context.texts.resolve import resolve_texts
from extractors.context.texts.spaced_letters import join_spaced_letters
from extractors.context.texts.torn_texts import join_torn_texts
from extractors.context.texts.traditional_forms import restore_simplified
from schemas.findings import Repair
from schemas.table import Table


def correct_by_context(
    tables: Sequence[Table],
    headings: Callable[[], Iterable[str]],
    headings_under: HeadingsUnder,
) -> list[Repair]:
    """Correct doubtful texts of OCR cells in place, and return a repair for each; what amounts are, the checks say.

    ``headings`` and ``headings_under`` are a form library's (see ``resolve_texts``).
    """
    restored = [
        *restore_simplified(tables),
        *restore_clipped_names(tables),
        *restore_years(tables),
        *join_parted_ordinals(tables),
        *restore_digit_marks(tables),
        *split_cells(tables),
        *split_rows(tables),
        *part_code_headings(tables),
        *split_headings(tables, headings_under),
        *restore_dashes(tables),
        *restore_wrapped(tables),
        *restore_commas(tables),
        *restore_figures(tables),
        *restore_lettered_figures(tables),
        *restore_round_figures(tables),
    ]
    doubt_lost_points(tables)
    restored += [
        *restore_value_signs(tables),
        *restore_lost_relations(tables),
        *restore_level_headings(tables),
        *restore_level_order(tables),
        *restore_weight_headings(tables),
        *settle_closed_columns(tables),
        *join_torn_texts(tables, headings),
    ]
    ordinals = see_ordinals(tables)
    settled = [
        *restore_field_values(tables),
        *read_again(tables),
        *settle_pauses(tables),
        *restore_brackets(tables),
        *restore_code_order(tables),
        *restore_names_by_run(tables),
        *restore_coded_names(tables),
        *restore_repeated_codes(tables),
        *settle_lone_unit(tables),
        *restore_paired_totals(tables),
        *resolve_texts(tables, headings, headings_under),
        *restore_marks(tables),
        *restore_rates(tables),
        *restore_full_stops(tables),
        *restore_subject_codes(tables),
        *restore_parent_codes(tables),
        *restore_ordinals(tables, ordinals),
        *restore_levels(tables),
        *restore_dates(tables),
        *restore_unit_dashes(tables),
        *restore_relations(tables),
        *restore_rate_signs(tables),
        *restore_values(tables),
        *restore_percent_signs(tables),
        *join_spaced_letters(tables, headings),
        *unmark_codes(tables),
        *unmark_names(tables),
    ]
    doubt_weights(tables)
    return [*restored, *settled]
