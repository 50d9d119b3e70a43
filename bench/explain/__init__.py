"""What a model goes by: the tokens its attention looks at, those its weights count, class by class."""
