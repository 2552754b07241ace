"""A whole quarter in short: what has come in, what is made of it, and what is left to do.

It stands on `stegvis.answer`, which knows the municipalities' deliveries, and on `stegvis.report`
and `stegvis.book`, which know the reports.
"""
