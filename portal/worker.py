"""The worker: delivers what waits, at once when poked, and else every minute; tidies at night."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.exceptions import HueyException

from portal.clock import london_day
from portal.outbox import deliver_waiting
from portal.outbox.letters import erase_old
from portal.parts import Parts
from portal.services.adjustments import ask_for_reviews, to_review
from portal.services.consents_that_end import due, end_and_remind
from portal.services.getting_in import index_what_is_missing
from portal.services.moved_dates import move_dates
from portal.settings import Settings

NIGHT = crontab(hour="3", minute="10")
LONGEST_LOOK = 0.5
"""Seconds between looks at an idle queue, at most: a poke is felt within that."""
POKE_WAITS = 1
"""Seconds that a poke may wait for the queue's file: somebody is waiting for their receipt."""

log = logging.getLogger(__name__)


def queue_of(settings: Settings) -> Huey:
    """The queue of jobs: a file in home on one machine, Redis where there are many."""
    if settings.redis_url:
        return RedisHuey("putright", url=settings.redis_url, results=False)
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteHuey("putright", filename=str(settings.home / "huey.db"), results=False, timeout=POKE_WAITS)


@dataclass(frozen=True)
class Jobs:
    """The jobs of one installation, on its queue."""

    queue: Huey
    deliver: Callable[[], object]


def jobs_of(parts: Parts) -> Jobs:
    """Name the jobs. Whoever pokes and whoever works must name the same ones."""
    queue = queue_of(parts.settings)

    @queue.task(name="deliver")  # type: ignore[untyped-decorator]  # huey has no types
    def deliver() -> None:
        deliver_waiting(parts)

    @queue.periodic_task(crontab(), name="sweep")  # type: ignore[untyped-decorator]  # huey has no types
    def sweep() -> None:
        deliver_waiting(parts)

    @queue.periodic_task(NIGHT, name="tidy")  # type: ignore[untyped-decorator]  # huey has no types
    def at_night() -> None:
        tidy(parts)
        erase_old(parts)
        move_all_dates(parts)
        ask_for_all_reviews(parts)
        end_all_consents(parts)

    return Jobs(queue, deliver)


def tidy(parts: Parts) -> int:
    """Erase what has lasted long enough, and its files from the shelf. Returns how many files went."""
    gone = parts.store.tidy(parts.clock(), timedelta(days=parts.settings.keep_conversations))
    for id in gone:
        parts.shelf.delete(id)
    parts.store.files_deleted(gone)
    return len(gone)


def move_all_dates(parts: Parts) -> int:
    """Tell every resident whose dates have moved since they were told. Returns how many dates moved."""
    return sum(move_dates(parts.office(landlord)) for landlord in parts.packs.landlords)


def ask_for_all_reviews(parts: Parts) -> int:
    """Ask staff to look again at the adjustments whose day for it has come. Returns how many are due."""
    ours, today = parts.packs.landlords, london_day(parts.clock())
    due = [(whose, record) for whose, record in parts.store.all_people() if whose in ours and to_review(record, today)]
    return sum(ask_for_reviews(parts.office(landlord), record) for landlord, record in due)


def end_all_consents(parts: Parts) -> int:
    """Write down which consents ended, and remind of those that are about to. Returns how many."""
    ours, today = parts.packs.landlords, london_day(parts.clock())
    found = [(whose, record) for whose, record in parts.store.all_people() if whose in ours and any(due(record, today))]
    return sum(end_and_remind(parts.office(landlord), record) for landlord, record in found)


def with_poke(parts: Parts) -> Parts:
    """The same parts, poking the worker after each commit. A poke that fails is caught up by the next sweep."""
    jobs = jobs_of(parts)

    def poke() -> None:
        try:
            jobs.deliver()
        except (HueyException, OSError, *_storage_errors(parts.settings)) as error:
            log.warning("the worker could not be poked: %s", error)

    return parts.told(poke)


def work(parts: Parts) -> None:
    """Work until SIGTERM or SIGINT; what is being done is finished first."""
    parts.store.upgrade()
    for landlord in parts.packs.landlords:
        index_what_is_missing(parts.office(landlord))
    consumer = jobs_of(parts).queue.create_consumer(
        workers=1, max_delay=LONGEST_LOOK, graceful_signal="TERM", shutdown_timeout=30
    )
    consumer.run()


def _storage_errors(settings: Settings) -> tuple[type[Exception], ...]:
    """What the queue's own storage raises."""
    if settings.redis_url:
        from redis.exceptions import RedisError

        return (RedisError,)
    from sqlite3 import Error

    return (Error,)
