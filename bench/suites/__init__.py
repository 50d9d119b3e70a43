"""Suites: lists of trials, as data."""
