"""Quotas against every possible choice."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.quotas import Quotas, chosen_cells

CELLS = [("o1", "k"), ("o1", "a"), ("o2", "k"), ("o2", "a"), ("o3", "k")]
shares = st.integers(0, 3)


def fits(choice, quotas):
    return (
        sum(choice.values()) == quotas.total
        and all(sum(n for cell, n in choice.items() if cell[0] == row) >= s for row, s in quotas.rows.items())
        and all(sum(n for cell, n in choice.items() if cell[1] == column) >= s for column, s in quotas.columns.items())
    )


@given(
    st.tuples(*([st.integers(0, 2)] * 5)),
    st.integers(0, 6),
    st.fixed_dictionaries({}, optional={"o1": shares, "o2": shares, "o3": shares}),
    st.fixed_dictionaries({}, optional={"k": shares, "a": shares}),
)
def test_cells_are_chosen_exactly_when_some_choice_fits(counts, total, rows, columns):
    available, quotas = dict(zip(CELLS, counts, strict=True)), Quotas(total, rows, columns)
    choices = product(*(range(count + 1) for count in counts))
    exists = any(fits(dict(zip(CELLS, choice, strict=True)), quotas) for choice in choices)
    chosen = chosen_cells(quotas, available)
    assert (chosen is not None) == exists
    if chosen is not None:
        assert fits(chosen, quotas)
        assert all(0 <= count <= available[cell] for cell, count in chosen.items())
