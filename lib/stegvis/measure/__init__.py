"""Measures: pure functions from records to figures. None reads a file, draws, or knows who asks."""
