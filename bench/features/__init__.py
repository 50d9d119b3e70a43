"""Features of documents, counted on the numbers of their tokens."""
