"""Edges of cells that are whole only in part, and strokes of characters that look like some.

A watermark, a fold or print over it leaves less of a ruling than of a stroke. What tells them apart is what they run
into, how high the row is, and how much room the print beside them leaves.
"""

from __future__ import annotations

from extractors.rulings.cell_edges import CLEAR, UNBROKEN, Edge
from extractors.rulings.strokes import (
    APART,
    BOTH_SIDES,
    MUCH,
    ONE_SIDE,
    STROKE,
    Sheet,
    ink_across,
    is_barred,
    is_of_a_finer_pen,
    is_stroke_among_print,
    joints,
    print_beside,
    room_beside,
)
from extractors.rulings.trace import ROW_BETWEEN, TALLEST, Trace

#: What is dark over less than this is no edge, nor one with a gap in it and a stroke across.
BROKEN = 0.8
#: What runs from rule to rule, so far in points, past print that is no higher than this share of it is no stroke of it.
HIGH, LOWER = 12.0, 0.55
#: The same of what is there all through the row with nothing right beside it, though blur parts it from its rules.
WITHIN = 0.62
#: The same where one is known to run to its end: print of a size that fills a row is higher than this share of it.
FILLING = 0.7
#: What has so many times a ruling's ink across it is more than one with print at its side.
CRAMMED = 2.0
#: What has so many times a ruling's ink across it, and stops short of what it should meet, is a row of small print.
BROADER = 1.4
#: Print as high as this share of a row fills it.
FULL = 0.8


def is_torn_between(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge is what is left of a ruling that goes on before and behind it.

    The 1 of a figure that happens to stand in line with one has nothing right beside it either, but is no higher than
    the rest of its figure. Nor has a row of small print, which has more ink across it, and runs into nothing.
    """
    if _is_crammed(sheet, line) and not any(joints(sheet, line.along, line.across)):
        return False
    torn = edge.is_torn and not is_stroke_among_print(sheet, line)
    return torn or is_torn_among_print(sheet, edge, line) or _is_torn_past_print(sheet, edge, line)


def _is_crammed(sheet: Sheet, line: Trace) -> bool:
    """Tell whether there is more ink where an edge is seen than that of a ruling with print at its side."""
    return ink_across(sheet, line, where_seen=True) > CRAMMED * sheet.pen > 0


def is_torn_at_end(sheet: Sheet, edge: Edge, lines: list[Trace], line: Trace) -> bool:
    """Tell whether lines come near an edge, and what is seen of it runs into what it meets at one end at least.

    In a low row it may be a stroke whose character is broken, and stands right beside it; the lowest are filled by one,
    but no stroke runs into the lines above and below. Of a row of small print one character may touch what it meets.
    """
    reach = ROW_BETWEEN * sheet.unit
    near = any(each.along[0] <= line.along[-1] + reach and line.along[0] - reach <= each.along[-1] for each in lines)
    ends = joints(sheet, line.along, line.across)
    if not all(ends) and _is_crammed(sheet, line):
        return False
    if not near or not any(ends) or not edge.is_torn_at_end:
        most_of_a_high_row = line.length >= TALLEST * sheet.unit and edge.dark >= BROKEN and edge.lit >= CLEAR
        return near and all(ends) and ((edge.is_torn and edge.clear >= CLEAR) or most_of_a_high_row)
    if line.length < HIGH * sheet.unit:
        return all(ends)
    return line.length >= TALLEST * sheet.unit or min(room_beside(sheet, line)) >= BOTH_SIDES


def is_torn_aside(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge may be what is left of a ruling where none is known; the lowest rows print fills.

    No stroke is most of a high row, but those of characters one under another are: they run into no rule.
    """
    joined = line.length >= TALLEST * sheet.unit and any(joints(sheet, line.along, line.across))
    return line.length >= HIGH * sheet.unit and edge.is_torn_aside(joined)


def is_left_aside(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge beside a known course may be what is left of one, if others stand aside alike."""
    return edge.is_torn_aside(joined=True) and any(joints(sheet, line.along, line.across))


def is_torn_among_print(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge is what is left of a ruling with print against one side.

    It runs into rules at both ends, or at one and is more of its row than a stroke.
    """
    ends = joints(sheet, line.along, line.across)
    return edge.is_torn_aside(joined=True) and (all(ends) or (any(ends) and edge.dark >= BROKEN))


def _is_torn_past_print(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether more of an edge is left, with print against one side, than all that print is high."""
    # An edge is looked at between the rules that it meets, print near it is measured by all its length.
    dark = edge.dark * (1 - (line.thickness + 2) / line.length)
    beside = print_beside(sheet, line)
    return edge.is_torn_aside(joined=True) and beside <= LOWER and beside < dark


def is_tall(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge runs all through a row from rule to rule, and is higher than strokes of print in one."""
    unbroken = edge.dark >= UNBROKEN and edge.stands(known=True)
    in_row = TALLEST * sheet.unit <= line.length <= ROW_BETWEEN * sheet.unit
    return unbroken and in_row and all(joints(sheet, line.along, line.across))


def is_firm(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether a doubted edge is one if a known one leads to it: strokes in low rows have print on both sides.

    A low one has to run into what it meets at one end: the other may be pale.
    """
    if not edge.stands(known=False):
        return False
    joined = any(joints(sheet, line.along, line.across)) and edge.lit >= CLEAR
    return line.length >= HIGH * sheet.unit or (joined and max(room_beside(sheet, line)) >= ONE_SIDE)


def is_whole(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge on a ruling's course runs unbroken from rule to rule, past print lower than its row."""
    if edge.dark < UNBROKEN or line.length < HIGH * sheet.unit:
        return False
    return all(joints(sheet, line.along, line.across)) and print_beside(sheet, line) <= FILLING


def is_among_strokes(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge of a low row has print all along its sides, some of it across, and more ink than a ruling.

    Among pale rulings the blur between a bold stroke and a rule is as dark as where they meet.
    """
    crossed = line.length < HIGH * sheet.unit and edge.crossed >= STROKE and edge.clear == 0
    return crossed and ink_across(sheet, line) > CRAMMED * sheet.pen > 0


def is_row_of_print(sheet: Sheet, line: Trace) -> bool:
    """Tell whether a level edge is a row of small print: it has more ink than a ruling, and stops short of a side."""
    return ink_across(sheet, line) > BROADER * sheet.pen > 0 and not all(joints(sheet, line.along, line.across))


def is_stroke(sheet: Sheet, edge: Edge, line: Trace, alone: bool) -> bool:
    """Tell whether an upright edge is a character's stroke: ``alone``, that is where no ruling runs, for want of room.

    What does not run into what it meets needs much room on both sides, unless it passes all print beside it, and does
    so at one end and is only worn at the other, or is there all along with nothing right beside it. A character that
    fills its row runs into its rules, but may have a bar, or is drawn with a finer pen, or has print as high as the row
    beside it.
    """
    low = line.length < HIGH * sheet.unit
    if low and (is_barred(sheet, line) or (alone and _may_be_print(sheet, line))):
        return True
    ends = joints(sheet, line.along, line.across)
    joined = not sheet.jointed or all(ends)
    if joined and not alone:
        return False
    room = room_beside(sheet, line)
    whole = edge.dark >= UNBROKEN and edge.clear >= CLEAR
    passes = not low and print_beside(sheet, line) <= (WITHIN if whole and not joined else LOWER)
    if not joined:
        return min(room) < MUCH and not (passes and (any(ends) or whole))
    needed = min(MUCH, max(BOTH_SIDES, APART * line.length / sheet.unit))
    return min(room) < needed and max(room) < ONE_SIDE and not passes


def _may_be_print(sheet: Sheet, edge: Trace) -> bool:
    """Tell whether an edge of a low row, where no ruling is known, may be a stroke of the print that fills the row."""
    if is_of_a_finer_pen(sheet, edge):
        return True
    return min(room_beside(sheet, edge)) < MUCH and print_beside(sheet, edge) > FULL
