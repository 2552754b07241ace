"""The synthetic example: deliveries of two projects, made up from a fixed seed.

Nobody in it exists. ``municipalities`` holds the traits as data, ``people`` the latent model,
``cards`` and ``followups`` what is observed of it, ``snapshots`` what is known each quarter,
``planted`` the deliveries with an error each, ``truth`` the truth file, ``generate`` the whole.
"""

from stegvis.example.generate import generate

__all__ = ["generate"]
