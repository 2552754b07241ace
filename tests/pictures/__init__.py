"""The handbook's pictures, of the example's pages; ``make pictures`` takes them anew."""
