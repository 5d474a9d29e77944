"""Measured work. Each module `measure_*.py` yields figures from `measure(repeat)`; `make bench` runs all."""
