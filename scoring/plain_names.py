"""Names compared as a person means them."""


def plain_name(name: str) -> str:
    """Return a name in small letters, without accents and with single spaces: two that are equal so mean the same."""
    import unicodedata  # most starts of the program compare no names

    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
