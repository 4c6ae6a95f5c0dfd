"""Logs without content: what failed and where, never with whose data."""

from __future__ import annotations

import logging


class Bare(logging.Filter):
    """Takes the request, the arguments and the traceback's values out of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, bare: the kind of the error and the place in the code, and no message of it."""
        if getattr(record, "is_bare", False):
            return True  # by another handler's filter
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            while trace and trace.tb_next:
                trace = trace.tb_next
            where = (
                f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
            )
            record.msg, record.args = f"{kind.__name__} at {where}", ()
            record.exc_info, record.exc_text = None, None
        elif record.name.startswith("django"):
            # Django's own messages name paths, which may hold what somebody typed.
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{record.levelname.lower()} {status}".strip(), ()
        record.__dict__.pop("request", None)
        record.is_bare = True
        return True
