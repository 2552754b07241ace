"""Statistics: numbers in, numbers out; no word of municipalities."""
