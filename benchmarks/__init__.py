"""Measurements of each job, run as modules: `python -m benchmarks.line`."""
