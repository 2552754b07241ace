"""stegvis: from progression cards to the ESF final report.

One way through the house, in one direction: a delivery is read and checked
(:mod:`stegvis.delivery`), kept (:mod:`stegvis.delivery.store`), counted
(:mod:`stegvis.measure`), narrated in notebooks with what :mod:`stegvis.show` draws, and
published by :mod:`stegvis.report` and :mod:`stegvis.export`. Nothing further down the list is
imported by anything further up.
"""

__version__ = "0.1.0"
