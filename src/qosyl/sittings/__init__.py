"""Sittings of the final test: forms drawn from the bank, the answer journal, results and their release.

Here belong windows, forms, attempts, deadlines, the journal and results. Not here: what a regulation decides
(`rules`), who is admitted (`cohorts`), what a commission confirms (`commissions`).
"""
