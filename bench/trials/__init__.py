"""Trials: one (card, tokenizer, recipe, seed) each, run in a process of its own and written down."""
