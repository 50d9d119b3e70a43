"""What trials will cost, before they are run: from records, or from a probe of a small part."""
