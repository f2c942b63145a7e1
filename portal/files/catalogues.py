"""The catalogues: words to translate collected from the code and the data, merged into each language, compiled."""

import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.languages import CATALOGUES, DOMAIN, ENGLISH, LANGUAGES, catalogue_file

ROOT = CATALOGUES.parent
TEMPLATE = CATALOGUES / f"{DOMAIN}.pot"
FOLDERS = ("actions", "bot", "portal")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "NN_": (1, 2)}
HEADER = "# Words of Putright. Made by `make words`; placeholders such as %(name)s stay as they are.\n#"
DATES = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")
"""Headers that would change a file although no word has changed."""


def collected() -> Catalog:
    """Every word to translate, with the files it stands in (without lines, which would change with every edit)."""
    catalog = Catalog(project="Putright", charset="utf-8", header_comment=HEADER, fuzzy=False)
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel has no types here
    for name, _line, words, comments, context in extract_from_dir(
        ROOT, methods, options, KEYWORDS, directory_filter=_holds_words
    ):
        catalog.add(words, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def _holds_words(folder: str | os.PathLike[str]) -> bool:
    return Path(folder).relative_to(ROOT).parts[0] in FOLDERS


def as_text(catalog: Catalog) -> bytes:
    """A catalogue as its file, the same for the same words."""
    out = BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}:' for name in DATES))).encode("utf-8")


def update() -> None:
    """Write the template, and bring every language's catalogue up to date with it. Translations are kept."""
    template = collected()
    CATALOGUES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_text(template))
    for code in translated():
        catalog = read(code)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.header_comment = HEADER
        po_file(code).write_bytes(as_text(catalog))


def begin(code: str) -> None:
    """An empty catalogue for a language of `languages.LANGUAGES`. One that is there stays as it is."""
    path = po_file(code)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        locale = Locale.parse(LANGUAGES[code].locale)
        path.write_bytes(as_text(Catalog(locale, project="Putright", charset="utf-8", fuzzy=False)))


def translated() -> tuple[str, ...]:
    """The languages that have a catalogue."""
    return tuple(code for code in LANGUAGES if code != ENGLISH.code and po_file(code).exists())


def po_file(code: str) -> Path:
    """Where translators write."""
    return catalogue_file(code).with_suffix(".po")


def read(code: str) -> Catalog:
    """A language's catalogue."""
    with po_file(code).open("rb") as file:
        return read_po(file, locale=LANGUAGES[code].locale, domain=DOMAIN)


def compile_catalogues() -> None:
    """Compile each catalogue whose compiled file is older, whole or not at all."""
    for code in translated():
        source, target = po_file(code), catalogue_file(code)
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = target.with_suffix(f".{os.getpid()}")
        with part.open("wb") as file:
            write_mo(file, read(code))
        part.replace(target)


def untranslated(catalog: Catalog, template: Iterable[Message]) -> Iterator[str]:
    """The words of the template that this catalogue does not have, in every plural form it needs."""
    for message in template:
        if not message.id:
            continue
        found = catalog.get(message.id, message.context)
        forms = found.string if found and isinstance(found.string, list | tuple) else [found.string if found else ""]
        if found is None or found.fuzzy or not all(forms):
            yield message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        begin(asked)
    update()
