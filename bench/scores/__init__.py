"""What predictions are worth: metrics, their intervals, and paired tests between models."""
