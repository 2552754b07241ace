"""Exploring: the evaluator's own questions, answered with the reports' measures.

A report asks what the project's YAML defines. Here one asks further: what if job-seekers counted,
what if only these municipalities, what was known then? A question is a choice, a frozen value; a
pure function makes a view of it, with a sentence, a chart, a table and the rows of figures behind
them; controls in a notebook only turn widgets into choices. Nothing is counted here that
:mod:`stegvis.measure` does not count, and nothing but notebooks imports this room.

Views are internal: no small count in them is protected. Every view says so, and so does every file
that is saved of one.
"""
