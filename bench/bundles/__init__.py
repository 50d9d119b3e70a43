"""Trials that travel: a bundle takes them to another machine, a results file brings back what they gave."""
