"""What is wrong with a text."""


class CommentaryError(ValueError):
    """A text cannot be shown; the message says in Swedish where and why, a line for each fault."""
