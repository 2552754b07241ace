"""The web: the index that leads to every report, and the ways between the reports.

Everything is read from the reports' folder, so the same reports give the same pages, whatever
order they were made in.
"""
