"""What workers and scheduler record of crawls: each step one transaction, in Procrastinate's tables and our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from datetime import timedelta

from procrastinate.jobs import Job, Status

from newsportal.schedule.cluster.queue import Queue

_RELEASE = 4
"""The lock under which stalled crawls are looked for, so that each is released once."""
_FORGOTTEN = 86_400.0
"""Seconds for which a worker that gave no sign of life is remembered."""


class Records:
    """The records, on the connection of a queue. Raises StateLost where that is lost."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def register(self, known: int | None, name: str, at_once: int) -> int:
        """The worker's number: the known one, unless it was forgotten."""
        queue = self._queue
        with queue.together():
            if known is not None and queue.ask("SELECT 1 FROM workers WHERE id = %s", (known,)):
                queue.done(queue.jobs.update_heartbeat(known))
                return known
            queue.done(queue.jobs.prune_stalled_workers(_FORGOTTEN))
            number = queue.done(queue.jobs.register_worker())
            queue.ask("INSERT INTO workers VALUES (%s, %s, %s)", (number, name, at_once))
        return number

    def sign_off(self, worker: int) -> None:
        """Forget a worker."""
        with self._queue.together():
            self._queue.done(self._queue.jobs.unregister_worker(worker))

    def beat(self, worker: int) -> Set[int]:
        """Note a sign of life; gives the jobs that are to be ended."""
        with self._queue.together():
            self._queue.done(self._queue.jobs.update_heartbeat(worker))
            return {*self._queue.done(self._queue.jobs.list_jobs_to_abort_async())}

    def taken(self, worker: int) -> Iterable[Job]:
        """The jobs that a worker has taken."""
        with self._queue.together():
            return self._queue.done(self._queue.jobs.list_jobs_async(status="doing", worker_id=worker))

    def take(self, worker: int) -> Job | None:
        """The job that is next, taken and noted as started; None where none waits."""
        with self._queue.together():
            job = self._queue.done(self._queue.jobs.fetch_job(None, worker))
            if job is not None:
                self._queue.ask(
                    "UPDATE starts SET number = number + 1, started = now(), worker = %s WHERE job = %s",
                    (worker, job.id),
                )
        return job

    def starts(self, job: Job) -> int:
        """How often a job was started; where no crawl of the schedule is known for it, as often as it was retried."""
        known = self._queue.ask("SELECT number FROM starts WHERE job = %s", (job.id,))
        return int(known[0][0]) if known else job.attempts + 1

    def again(self, job: Job, seconds: float, *, started: bool = True) -> None:
        """Put a job back into the queue, not to be taken for so many seconds; `started`: whether this start counts."""
        with self._queue.together():
            if not self._ours(job):
                return
            ((when,),) = self._queue.ask("SELECT now() + %s", (timedelta(seconds=seconds),))
            self._queue.done(self._queue.jobs.retry_job(job, when))
            self._queue.ask(
                "UPDATE starts SET number = number - %s, started = NULL, worker = NULL WHERE job = %s",
                (int(not started), job.id),
            )

    def finish(self, job: Job, exit_code: int | None) -> None:
        """Record how a job ended; it leaves Procrastinate's tables."""
        with self._queue.together():
            if self._ours(job):
                self._queue.ask("UPDATE starts SET ended = now(), exit_code = %s WHERE job = %s", (exit_code, job.id))
                self._queue.done(self._queue.jobs.finish_job(job, Status.SUCCEEDED, delete_job=True))

    def cancel(self, name: str) -> str | None:
        """End the job of that name in the schedule, or let it not begin; gives what it did, `todo` (it waited) or
        `doing`, and None where there is none."""
        with self._queue.together():
            jobs = self._queue.ask(
                "SELECT id, status::text FROM procrastinate_jobs JOIN starts ON job = id "
                "WHERE name = %s AND ended IS NULL FOR UPDATE OF procrastinate_jobs",
                (name,),
            )
            cancel = self._queue.jobs.cancel_job_by_id_async
            found = (did for job, did in jobs if self._queue.done(cancel(job, abort=True, delete_job=True)))
            return next(found, None)

    def _ours(self, job: Job) -> bool:
        """Whether a job is still that worker's who took it: others release it, if they take him for dead."""
        query = (
            "SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'doing' AND worker_id IS NOT DISTINCT FROM %s"
        )
        return bool(self._queue.ask(query + " FOR UPDATE", (job.id, job.worker_id)))

    @contextmanager
    def stalled(self, seconds: float) -> Iterator[Iterable[Job]]:
        """The jobs of workers without a sign of life for so long; what is done with them in the block is done whole."""
        with self._queue.together():
            self._queue.ask("SELECT pg_advisory_xact_lock(%s)", (_RELEASE,))
            yield self._queue.done(self._queue.jobs.get_stalled_jobs(seconds_since_heartbeat=seconds))

    def close(self) -> None:
        """Let go of the connection."""
        self._queue.close()
