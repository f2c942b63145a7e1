"""Marks words in the rules for translation; the shell translates them."""


def N_(words: str) -> str:
    """The words unchanged: a mark that the catalogue extractor looks for."""
    return words


def NN_(one: str, many: str) -> tuple[str, str]:
    """Words that depend on a number, unchanged: a mark for the extractor, as `N_` is."""
    return one, many
