"""Deliveries: what a municipality sends in, read, checked and kept."""
