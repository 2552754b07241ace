"""Pages as they are meant to look, kept as pictures; ``make golden`` draws them anew."""
