"""One sender is slowed down, kindly: nobody who clicks fast is, and nothing grows."""

from datetime import timedelta
from threading import Thread

from portal.assistant.pace import AT_ONCE, MOST_SENDERS, Pace
from tests.installation import MORNING, Clock


def heard(pace: Pace, clock: Clock, messages: int, a_second: float, sender: str = "web:a") -> int:
    """How many of so many messages are heard, written so fast."""
    found = 0
    for _ in range(messages):
        found += pace.allows(sender, clock())
        clock.now += timedelta(seconds=1 / a_second)
    return found


def test_a_hundred_a_second_are_not_all_heard() -> None:
    """Ten seconds of it: what is heard at once, and two for each second."""
    assert heard(Pace(), Clock(), 1000, a_second=100) == AT_ONCE + 19


def test_somebody_who_clicks_four_times_a_second_through_a_whole_complaint_is_never_slowed() -> None:
    assert heard(Pace(), Clock(), 100, a_second=4) == 100


def test_after_a_few_seconds_it_is_heard_again() -> None:
    pace, clock = Pace(), Clock()
    while pace.allows("web:a", clock()):
        pass
    clock.now += timedelta(seconds=3)
    assert pace.allows("web:a", clock())


def test_one_who_floods_slows_nobody_else() -> None:
    pace, clock = Pace(), Clock()
    heard(pace, clock, 1000, a_second=100)
    assert pace.allows("web:b", clock())


def test_a_clock_that_is_set_back_shuts_nobody_out() -> None:
    pace, clock = Pace(), Clock()
    assert pace.allows("web:a", clock())
    clock.now -= timedelta(hours=1)
    assert heard(pace, clock, 100, a_second=100) == AT_ONCE + 1


def test_senders_who_are_done_are_forgotten() -> None:
    pace, clock = Pace(), Clock()
    for number in range(500):
        pace.allows(f"web:{number}", clock())
    clock.now += timedelta(seconds=1)
    pace.allows("web:new", clock())
    assert len(pace) == 1


def test_a_crowd_at_one_moment_takes_no_more_room_than_was_set() -> None:
    pace = Pace()
    for number in range(MOST_SENDERS + 100):
        assert pace.allows(f"rest:{number}", MORNING)
    assert len(pace) == MOST_SENDERS


def test_threads_share_one_count() -> None:
    pace, found = Pace(), list[bool]()

    def write() -> None:
        found.extend(pace.allows("rest:a", MORNING) for _ in range(AT_ONCE))

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == AT_ONCE
