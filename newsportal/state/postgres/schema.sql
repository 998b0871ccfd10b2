-- The walk of all portals, and the log of what they saw. Times are seconds since 1970; keys are those of the state file.
CREATE TABLE IF NOT EXISTS crawls (
    portal text PRIMARY KEY, id text NOT NULL, spider text NOT NULL, arguments text NOT NULL,
    begin_ text NOT NULL, starts integer NOT NULL, counts text NOT NULL);
CREATE TABLE IF NOT EXISTS frontier (
    portal text NOT NULL, key bigint NOT NULL, host text NOT NULL, priority integer NOT NULL, n bigint NOT NULL,
    kind text NOT NULL, depth integer NOT NULL, tries integer NOT NULL DEFAULT 0, url text NOT NULL, twin bigint,
    PRIMARY KEY (portal, key));
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (portal, host, priority DESC, n);
CREATE TABLE IF NOT EXISTS deferred (
    portal text NOT NULL, key bigint NOT NULL, kind text NOT NULL, depth integer NOT NULL, since float8 NOT NULL,
    url text NOT NULL, PRIMARY KEY (portal, key));
CREATE TABLE IF NOT EXISTS pages (
    key bigint PRIMARY KEY, portal text NOT NULL, role text NOT NULL, crawl text NOT NULL, last float8 NOT NULL,
    due float8, quiet integer NOT NULL, revision integer NOT NULL, hash text, etag text, modified text, depth integer,
    url text);
CREATE INDEX IF NOT EXISTS pages_due ON pages (portal, due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS pages_hubs ON pages (portal) WHERE role = 'hub';
CREATE TABLE IF NOT EXISTS versions (key bigint PRIMARY KEY, hashes text NOT NULL);
CREATE TABLE IF NOT EXISTS parking (host text PRIMARY KEY, until float8 NOT NULL);
-- When each host may be asked next.
CREATE TABLE IF NOT EXISTS pace (host text PRIMARY KEY, next timestamptz NOT NULL);
-- Takes a host's turn: 0, or the seconds after which to try again. What it finds of `next` is what others have kept.
CREATE OR REPLACE FUNCTION take_turn(asked text, turn bigint, delay float8, held boolean) RETURNS float8
LANGUAGE plpgsql AS $$
DECLARE taken boolean := false;
BEGIN
    IF pg_try_advisory_lock(turn) THEN
        INSERT INTO pace VALUES (asked, clock_timestamp() + delay * interval '1 second') ON CONFLICT (host)
            DO UPDATE SET next = excluded.next WHERE pace.next <= clock_timestamp();
        taken := FOUND;
        IF taken AND held THEN RETURN 0; END IF;
        PERFORM pg_advisory_unlock(turn);
        IF taken THEN RETURN 0; END IF;
    END IF;
    RETURN greatest(0.05, (SELECT extract(epoch FROM next - clock_timestamp()) FROM pace WHERE host = asked));
END $$;
-- How links call a page.
CREATE TABLE IF NOT EXISTS link_words (
    key bigint PRIMARY KEY, words text NOT NULL, seen timestamptz NOT NULL DEFAULT now());
-- The log. Its numbers have no gap and are those of its commits: one row is updated for each, and holds up the next
-- until the transaction ends. A sequence gives its numbers before that, and a reader would pass by what commits late.
CREATE TABLE IF NOT EXISTS log_end (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), n bigint NOT NULL, log text NOT NULL);
INSERT INTO log_end VALUES (true, 0, gen_random_uuid()) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS log (
    n bigint PRIMARY KEY, written timestamptz NOT NULL DEFAULT clock_timestamp(), portal text NOT NULL, crawl text NOT NULL,
    kind text NOT NULL, body bytea NOT NULL);
-- How far each reader of the log is.
CREATE TABLE IF NOT EXISTS readers (name text PRIMARY KEY, n bigint NOT NULL, noted timestamptz NOT NULL);
-- What the pages of a portal tell of one another: the books say it after each crawl, with the number of its end.
CREATE TABLE IF NOT EXISTS learned (portal text PRIMARY KEY, n bigint NOT NULL, pairs bytea NOT NULL);
