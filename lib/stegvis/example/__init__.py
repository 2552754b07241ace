"""The synthetic example: deliveries of two projects, made up from a fixed seed, or of any other.

Nobody in it exists. ``municipalities`` holds the traits as data, ``places`` which a project has,
``people`` the latent model, ``cards`` and ``followups`` what is observed of it, ``snapshots`` what
is known each quarter, ``words`` what a project calls it, ``planted`` the deliveries with an error
each, ``truth`` the truth file, ``generate`` the whole, ``own`` the deliveries of another project.
"""

from stegvis.example.generate import generate

__all__ = ["generate"]
