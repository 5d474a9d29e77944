"""The filter that writes academic hours. ``{% load cohort_hours %}``."""

from fractions import Fraction

from django import template

from qosyl.cohorts.reasons import exact_figures

register = template.Library()


@register.filter
def in_hours(value: Fraction | int) -> str:
    """``{{ ledger.earned|in_hours }}``: 36,5 and never 36,50."""
    return exact_figures(value)
