"""How it stands with the program and all that it keeps, check by check: ``stegvis doctor``."""
