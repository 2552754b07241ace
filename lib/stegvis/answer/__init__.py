"""Answers: what the kansli sends back to the municipalities about their deliveries.

A page in plain Swedish, a copy of what was delivered with the cells marked, and how it stands with
a quarter. Nothing that was refused because it points to a person is in any of them.
"""
