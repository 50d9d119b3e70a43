"""Text to tokens. One tokenizer a file; ``base`` holds what they have in common."""
