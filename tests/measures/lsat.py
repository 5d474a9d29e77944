"""Section 6 of the Law School Admission Test: 1,000 people, five questions, every pattern of answers with its count.

Published by Bock and Lieberman, Fitting a response model for n dichotomously scored items, Psychometrika 35 (1970),
and since then in many textbooks. The shares of right answers and the reliability that follow from it are published,
too: Rizopoulos, ltm: An R package for latent variable modelling and item response theory analyses, Journal of
Statistical Software 17 (2006).
"""

from qosyl.measures.tallies import Sheet

#: Counts of the patterns 00000, 00001, ... 11111; the first digit is question 1.
COUNTS = (
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
)
QUESTIONS = 5
KEYS = {str(question): frozenset("r") for question in range(1, QUESTIONS + 1)}
PUBLISHED_SHARES = {"1": 0.924, "2": 0.709, "3": 0.553, "4": 0.763, "5": 0.870}
PUBLISHED_TOTALS = {0: 3, 1: 20, 2: 85, 3: 237, 4: 357, 5: 298}
PUBLISHED_ALPHA = 0.295


def sheets() -> list[Sheet]:
    return [
        Sheet({key: "r" if digit == "1" else "w" for key, digit in zip(KEYS, f"{pattern:05b}", strict=True)})
        for pattern, count in enumerate(COUNTS)
        for _ in range(count)
    ]
