"""Every limit on what a delivery may be, in one place, each with its reason.

A municipality has 5 to 60 participants: its workbook is some tens of kilobytes, and its longest
sheet has some hundred rows. The limits lie far above that, and low enough that a file which is
something else, sent by mistake or made to do harm, is given up before it costs anyone else. There
is none on how well a file is packed: what it unpacks to is measured while it is unpacked.
"""

from __future__ import annotations

LARGEST = 50_000_000
"""Most bytes of a delivery: its file, or all its CSV files, packed or not. Excel's template with
a hundred thousand rows of cards is 5 million."""
LARGEST_UNPACKED = 400_000_000
"""Most bytes of a workbook's XML: a million formatted but empty rows, as a careless click leaves
them, come to about 60 million in each sheet."""
MOST_FILES = 1000
"""Most members of a zip or a workbook, which has one for each sheet and some ten of its own."""
MOST_SHEETS = 100
"""Most sheets, or CSV files: the template has eleven."""
LONGEST_NAME = 500
"""Most characters of a sheet's name or of a path in a zip: Excel has 31, a file system 255 for each
part. Names are searched for what points to a person too."""
MOST_CELLS = 4_000_000
"""Most cells between a sheet's first and last used one, as calamine holds them all in memory; and
most cells of all the rows that are kept."""
MOST_ROWS = 50_000
"""Most rows of a sheet that are not blank: every card of a thousand participants."""
MOST_COLUMNS = 1000
"""Most columns of a row, to its last cell in use; no sheet has twenty."""
LONGEST_CELL = 10_000
"""Most characters of a cell. No column takes more than 500; a cell that is only too long for its
column is told by its row, beyond this the whole sheet is something else."""
MOST_TEXT = 2_000_000
"""Most characters of all cells together: the worst that many can be takes some ten seconds to
examine, since texts are searched for what looks like a name or a personnummer."""
SECONDS = 60
"""Longest time to read a delivery; an ordinary one takes some hundredths of a second, and two
sheets with a million formatted rows each a few seconds."""
MEMORY = 2_000_000_000
"""Most bytes of memory, addresses counted, for the process that reads; Windows has no such limit,
and there only the time is limited. An ordinary delivery takes 50 million."""
