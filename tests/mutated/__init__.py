"""Deliveries that have gone wrong on the way, one small function for each way they do."""
