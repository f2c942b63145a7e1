"""What one landlord's store is made of: a database, and the landlord that every query names."""

from portal.store.engine import Database

CASE = "case:"
"""How the stream of a case begins; its reference follows."""
PERSON = "person:"
"""How the stream of a person's own record begins; their id follows."""


class AtLandlord:
    """The part every topic shares. It reads and writes rows of this landlord only."""

    def __init__(self, database: Database, landlord: str) -> None:
        self.landlord = landlord
        self._database = database
