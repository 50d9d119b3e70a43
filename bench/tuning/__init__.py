"""Hyperparameters, chosen inside the training part by cross-validation, and the evidence for the choice."""
