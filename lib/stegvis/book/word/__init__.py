"""A book as a Word document, with Word's own headings, captions, tables and links."""

from stegvis.book.word.document import write_docx

__all__ = ["write_docx"]
