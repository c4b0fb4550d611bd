"""What a person must be told before anything can start."""


class ServicesError(Exception):
    """Its text says what is wrong and what to do about it."""
