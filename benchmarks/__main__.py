"""`make bench`: every benchmark, one after another; each prints its ratios from one run."""

from __future__ import annotations

from benchmarks import check, hub_map, hub_submissions, live, measures, places, release, report, utility


def main() -> None:
    """Run them all."""
    for benchmark in (measures, places, check, live, report, release, utility, hub_map, hub_submissions):
        print(f"== {benchmark.__name__.removeprefix('benchmarks.')}", flush=True)
        benchmark.main()
        print(flush=True)


if __name__ == "__main__":
    main()
