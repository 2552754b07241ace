"""What may leave the office: which counts an external publication shows, hides, and why.

An outsider is taken to have every external publication of every period, and to know one
participant. `system` holds all counts of all publications and how they add up; `suppress` chooses
what is hidden; `audit` derives, as an outsider could, how narrowly each hidden count is known;
`ledger` remembers what has been published.
"""
