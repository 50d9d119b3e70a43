"""The models that come with textbench, one plugin a file."""
