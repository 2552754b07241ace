"""Reports: which notebook for whom, run, published and found again."""

import sys

# nbformat brings jsonschema, which builds a grammar of addresses when it finds this package: over
# two seconds in every process, for a format that no notebook uses. Absent, jsonschema does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None is how Python marks it absent
