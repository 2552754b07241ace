"""The analyst's own words: found, filled in with figures, and kept true to them."""
