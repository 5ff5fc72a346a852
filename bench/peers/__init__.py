"""Other generators beside postilla: the same archive, with the same index pages at the same addresses."""
