"""An outsider who has every external publication, and tries to get the truth back.

Nothing here knows how publications are protected: it reads what is published, knows the project's
definition and how counts add up, and derives what it can. `attack` is the way in.
"""
