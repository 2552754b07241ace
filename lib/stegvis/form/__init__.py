"""The workbook a coordinator fills in: a delivery with what is known already, and help to type.

It reads what the store knows, and writes; what comes back is a delivery like any other.
"""
