"""Benchmarks: archives of any size with invented articles, and what building them costs beside plain MkDocs."""
