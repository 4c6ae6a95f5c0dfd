"""What is killed in its middle; runs in the installation, in a process of its own.

Each line that it prints was done and written when it is printed.
"""

from __future__ import annotations

import sys


def receive(count: int) -> None:
    """Receive a spreadsheet of many rows from the data officer."""
    from njia_hub.collections.models import Collection
    from njia_hub.people.models import Person
    from njia_hub.uploads import receiving

    head = "Place of origin,Country of origin,Place of exploitation,Country of exploitation,Number of cases"
    rows = [f"Busia,Kenya,Riyadh,Saudi Arabia,{number + 1}" for number in range(count)]
    officer = Person.objects.get(role="data_officer")
    content = "\n".join([head, *rows]).encode()
    receiving.receive(officer, Collection.objects.get(), "many.csv", content)


def submit() -> None:
    """Ask for the rows that were read to be submitted."""
    from njia_hub.people.models import Person
    from njia_hub.uploads import submitting
    from njia_hub.uploads.models import Upload

    submitting.submit(Person.objects.get(role="data_officer"), Upload.objects.get())


def review() -> None:
    """Accept every route that waits."""
    from njia_hub.people.models import Person
    from njia_hub.review.deciding import accept
    from njia_hub.routes.models import Route

    coordinator = Person.objects.get(role="coordinator")
    for route in Route.objects.filter(state="submitted"):
        accept(coordinator, route, route.revision)
        print(route.pk, flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    {"receive": receive, "submit": submit, "review": review}[sys.argv[1]](*map(int, sys.argv[2:]))
