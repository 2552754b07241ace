"""Reports: which notebook for whom, run, published and found again."""
