"""The library: what an evaluator uses in a notebook of their own, on top of all the house.

Nothing is counted here that :mod:`stegvis.measure` does not count, and nothing is written out
otherwise than a report writes it. What is loaded is internal: no small count in it is protected.
"""
