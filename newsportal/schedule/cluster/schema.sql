-- The last start of each crawl of the schedule, beside Procrastinate's tables; times are the server's.
CREATE TABLE IF NOT EXISTS starts (
    name text PRIMARY KEY, "when" text NOT NULL, since timestamptz NOT NULL, due timestamptz, job bigint,
    number integer NOT NULL DEFAULT 0, started timestamptz, ended timestamptz, exit_code integer, worker bigint);
CREATE UNIQUE INDEX IF NOT EXISTS starts_job ON starts (job);
-- What Procrastinate does not know of a worker.
CREATE TABLE IF NOT EXISTS workers (
    id bigint PRIMARY KEY REFERENCES procrastinate_workers ON DELETE CASCADE, name text NOT NULL,
    at_once integer NOT NULL);
