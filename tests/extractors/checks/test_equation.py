"""Equations: what rounding explains, and which value would mend them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.checks.equation import Claim, Equation, Term, sum_claim
from extractors.checks.figures import Figure


def figure(record, cents):
    return Figure(0, record, "total", cents * 10_000, 5_000)


def equation(total, *parts):
    return Equation("row_sum", "x", Term(figure(0, total)), tuple(Term(figure(n, p)) for n, p in enumerate(parts, 1)))


@pytest.mark.parametrize(("off", "holds"), [(0, True), (1, True), (-1, True), (2, False)])
def test_two_parts_may_be_off_by_one_and_a_half_cents(off, holds):
    assert equation(300 + off, 100, 200).holds is holds


@given(st.lists(st.decimals(-1000, 1000, places=4, allow_nan=False), min_size=1, max_size=20))
def test_rounding_one_by_one_never_fails(exact):
    def cents(amount):
        return round(amount * 100)

    assert equation(cents(sum(exact)), *map(cents, exact)).holds


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8), st.data())
def test_the_solution_is_the_figure_that_was_there(parts, data):
    right = equation(sum(parts), *parts)
    doubtful = data.draw(st.sampled_from([right.total, *right.parts])).figure
    wrong = Figure(0, doubtful.record, "total", doubtful.value + data.draw(st.integers(-(10**9), 10**9)), 5_000)
    assume(wrong != doubtful)

    def swap(term):
        return Term(wrong if term.figure == doubtful else term.figure, term.factor)

    misread = Equation("row_sum", "x", swap(right.total), tuple(swap(part) for part in right.parts))
    low, high = misread.solve(wrong)
    assert low <= doubtful.value <= high
    assert high - low == 2 * right.tolerance


def test_solving_for_a_stranger_is_refused():
    with pytest.raises(ValueError, match="not in the equation"):
        equation(3, 1, 2).solve(figure(9, 1))


def test_any_reading_that_holds_is_a_pass_and_the_closest_is_reported():
    far, near, right = equation(900, 1), equation(900, 880), equation(900, 400, 500)
    assert Claim((far, near, right)).judge() == ("pass", right)
    assert Claim((far, near)).judge() == ("fail", near)
    assert Claim((far, near), sure=False).judge() == ("skipped", near)
    assert sum_claim("row_sum", "x", figure(0, 3), [figure(1, 1), figure(2, 2)]).judge()[0] == "pass"
