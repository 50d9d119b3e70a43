"""Figures drawn from data; matplotlib is imported nowhere else. One module a kind of figure."""
