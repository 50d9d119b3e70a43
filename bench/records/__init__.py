"""Records: the JSON of one trial with its predictions beside it; the only source that reports read."""
