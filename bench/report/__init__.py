"""Reports: Markdown and figures from records alone. Nothing here runs a model or reads data."""
