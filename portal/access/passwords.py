"""Passwords of staff, as argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(password)


def password_matches(hashed: str, password: str) -> bool:
    """Is this the password? A hash that is none matches nothing."""
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(hashed: str) -> bool:
    """Was it made with weaker settings than those of today?"""
    return HASHER.check_needs_rehash(hashed)
