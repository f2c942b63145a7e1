"""An e-mail in parts that are written once, and set both as plain text and as simple HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.languages import Language
from portal.outbox.trouble import UnusableAddress


@dataclass(frozen=True)
class Mail:
    """A mail before it is set: to whom, from whom, in which language, and what it says."""

    to: str
    from_name: str
    from_address: str
    subject: str
    language: Language
    blocks: tuple[Block, ...]


def as_message(mail: Mail, id: str, now: datetime) -> EmailMessage:
    """The mail as it is sent. The same `id` always gives the same Message-ID. Raises UnusableAddress.

    Automatic answers are asked not to come back (RFC 3834); header values cannot start a new header.
    """
    try:
        sender, to = Address(_line(mail.from_name), addr_spec=mail.from_address), Address(addr_spec=mail.to)
    except (ValueError, MessageError, IndexError) as error:
        raise UnusableAddress(str(error)) from error
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _line(mail.subject)
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_clean("\n\n".join(map(_as_text, mail.blocks)) + "\n"))
    message.add_alternative(_clean(_as_page(mail)), subtype="html")
    message["Content-Language"] = mail.language.html_lang
    return message


def _line(words: str) -> str:
    return _clean(" ".join(words.split()))


def _clean(words: str) -> str:
    """Half an emoji cannot be sent, and a NUL would end the text for some readers."""
    return words.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _as_text(block: Block) -> str:
    match block:
        case Quote():
            return "\n".join(f"  {line}" for line in block.words.splitlines())
        case Items():
            return "\n".join(f"- {line}" for line in block.lines)
        case Link():
            return f"{block.words}\n{block.url}"
        case _:
            return block.words


STYLE: Mapping[str, str] = {
    "body": "font:16px/1.5 arial,sans-serif;color:#0b0c0c;max-width:40em;margin:0 auto;padding:16px",
    "quote": "margin:0 0 16px;padding:0 16px;border-inline-start:4px solid #b1b4b6;white-space:pre-wrap",
}


def _as_page(mail: Mail) -> str:
    language = mail.language
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{language.html_lang}" dir="{language.direction}">',
            f'<head><meta charset="utf-8"><title>{escape(_line(mail.subject))}</title></head>',
            f'<body style="{STYLE["body"]}">',
            *(line for block in mail.blocks for line in _as_html(block)),
            "</body>\n</html>\n",
        )
    )


def _as_html(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2>{escape(block.words)}</h2>"
        case Paragraph():
            yield f"<p>{'<br>'.join(escape(line) for line in block.words.splitlines())}</p>"
        case Quote():
            yield f'<blockquote dir="auto" style="{STYLE["quote"]}">{escape(block.words)}</blockquote>'
        case Items():
            yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in block.lines)}</ul>"
        case Link():
            yield f'<p><a href="{escape(block.url)}">{escape(block.words)}</a><br>{escape(block.url)}</p>'
