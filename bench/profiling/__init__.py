"""Where the time of a trial goes, stage by stage and function by function."""
