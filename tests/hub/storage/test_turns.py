"""Writers of one process get their turn in the order in which they asked for it."""

import threading
import time

import pytest
from django.db import connection, transaction

from njia_hub.storage import turns


def test_turns_are_given_in_order_and_one_at_a_time() -> None:
    queue, order, at_once = turns.Turns(), list[int](), list[int]()
    inside = 0

    def write(number: int) -> None:
        nonlocal inside
        with queue.turn():
            inside += 1
            at_once.append(inside)
            order.append(number)
            inside -= 1

    threads = []
    with queue.turn():
        for number in range(20):
            threads.append(threading.Thread(target=write, args=(number,)))
            threads[-1].start()
            while len(queue._waiting) <= number:
                time.sleep(0)
    for thread in threads:
        thread.join()
    assert order == list(range(20))
    assert set(at_once) == {1}


def test_a_turn_is_given_on_when_its_work_fails() -> None:
    queue = turns.Turns()
    with pytest.raises(ZeroDivisionError), queue.turn():
        1 / 0  # noqa: B018
    with queue.turn():
        pass


def test_inside_a_transaction_nobody_waits_for_a_turn() -> None:
    # Whoever holds the database's own lock already would wait for somebody who waits for that lock.
    with turns._writers.turn(), transaction.atomic(), turns.turn(connection):
        pass
