"""After a ballot box was opened or called off: let the files forget its envelopes too.

The envelopes are sealed and their key is gone; this is the second fence. SQLite overwrites what is
deleted (``secure_delete``) and empties its log here; PostgreSQL keeps dead rows until it vacuums.
"""

from django.db import connection

from contracts.congress.models import Elector, Slip
from workflow.congress.poll_steps import COMPACT
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = COMPACT


def run(job: Job) -> bool:
    """Empty the log, or write the two tables anew; outside any transaction, safe to repeat."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in (Elector, Slip):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")
    return jobs.finish(job, lambda: None)
