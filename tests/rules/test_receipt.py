"""Receipts: equal contents give equal digits, and slips of the pen are found."""

import hashlib
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.events import Event, canonical
from qosyl.rules.journal import Tail, chained, opened
from qosyl.rules.reasons import Refused
from qosyl.rules.receipt import check_digit, receipt, receipt_of, receipt_problems, shown, with_check_digit

ATTEMPT = "3f0e7f0a-52f4-4f0c-9a35-7f7b2f1f9d11"


def test_receipt_is_what_the_contract_says():
    """Written once more with nothing but SHA-256, as a device in another language would."""
    first, second = opened(ATTEMPT, 1), Tail(ATTEMPT, 2, 7, "ab" * 32)
    said = f"qosyl-receipt-1{ATTEMPT}/1:0:{first.head}/2:7:{'ab' * 32}"
    digits = str(int(hashlib.sha256(said.encode()).hexdigest(), 16) % 10**11).rjust(11, "0")
    assert receipt(ATTEMPT, [second, first]).replace("-", "") == digits + check_digit(digits)


def test_chain_and_receipt_of_a_known_journal():
    """Three events in fixed figures, for every other implementation of the contract to be compared with."""
    events = [
        Event(1, "view", "l1", 0, "b1", "kk", 1),
        Event(2, "answer", "l1", 1500, "b1", "kk", 1, "c"),
        Event(3, "finish", "l2", 20, "b1", "ru"),
    ]
    start = opened(ATTEMPT, 1).head
    head = chained(start, [canonical(event) for event in events])
    assert start == "fa5c0b0d8a4c6f95f276aeb2558aa1553edf08aa9f3971234ce9a4f6cb43b9f8"
    assert head == "5dea24c449833f299b482a2f2ce005db7a96a925c0064f1cf74014ed54b9606b"
    assert receipt(ATTEMPT, [Tail(ATTEMPT, 1, 3, head)]) == "4486-9767-4518"


def test_check_digit_of_a_known_number():
    assert check_digit("572") == "4"
    assert check_digit("5724") == "0"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0000-0000-0000", None),
        ("000000000000", None),
        (" 0000 0000 0000 ", None),
        ("0000\u00a00000\u00a00000", None),
        ("0000-0000-000", "receipt.length"),
        ("0000-0000-0000-0", "receipt.length"),
        ("", "receipt.length"),
        ("0000-0000-0001", "receipt.check-digit"),
        ("0000-0000-000o", "receipt.digits"),
        ("0000-0000-000\u0660", "receipt.digits"),  # an Arabic zero
    ],
)
def test_typed_receipt_on_both_sides(typed, code):
    assert [reason.code for reason in receipt_problems(typed)] == ([code] if code else [])
    if code:
        with pytest.raises(Refused):
            receipt_of(typed)
    else:
        assert receipt_of(typed) == "0000-0000-0000"


def test_check_digit_finds_every_single_error_and_exchange_of_three_digits():
    """All of them, not a sample: the property of the quasigroup itself."""
    for digits in map("".join, product("0123456789", repeat=3)):
        whole = with_check_digit(digits)
        for at in range(4):
            for other in set("0123456789") - {whole[at]}:
                assert check_digit(whole[:at] + other + whole[at + 1 :]) != "0"
        for at in range(3):
            if whole[at] != whole[at + 1]:
                assert check_digit(whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]) != "0"


eleven = st.text("0123456789", min_size=11, max_size=11)


@given(eleven, st.integers(0, 11), st.integers(1, 9))
def test_receipt_with_any_digit_wrong_is_found(digits, at, by):
    whole = with_check_digit(digits)
    wrong = whole[:at] + str((int(whole[at]) + by) % 10) + whole[at + 1 :]
    assert [reason.code for reason in receipt_problems(shown(wrong))] == ["receipt.check-digit"]


@given(eleven, st.integers(0, 10))
def test_receipt_with_two_neighbours_exchanged_is_found(digits, at):
    whole = with_check_digit(digits)
    turned = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assert (receipt_problems(turned) == ()) == (turned == whole)


tails = st.lists(
    st.builds(
        Tail,
        st.just(ATTEMPT),
        st.integers(1, 9),
        st.integers(0, 5000),
        st.text("0123456789abcdef", min_size=64, max_size=64),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda tail: tail.epoch,
)


@given(tails, st.randoms(use_true_random=False))
def test_receipt_is_the_same_in_any_order_of_epochs_and_well_formed(epochs, order):
    mixed = list(epochs)
    order.shuffle(mixed)
    made = receipt(ATTEMPT, epochs)
    assert receipt(ATTEMPT, mixed) == made
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", made)
    assert receipt_problems(made) == ()


@given(tails)
def test_receipt_changes_with_the_number_of_events(epochs):
    longer = [Tail(tail.attempt, tail.epoch, tail.through + 1, tail.head) for tail in epochs]
    assert receipt(ATTEMPT, longer) != receipt(ATTEMPT, epochs)
