-- Least rights. A crawl takes turns and claims addresses, and appends to the log, which it can neither read nor change;
-- a reader reads the log and lets go of what it has kept. Neither makes tables.
DO $$ BEGIN CREATE ROLE newsportal_crawler NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE newsportal_reader NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT USAGE ON SCHEMA newsportal TO newsportal_crawler, newsportal_reader;
GRANT SELECT ON newsportal.format, newsportal.learned, newsportal.readers TO newsportal_crawler, newsportal_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON newsportal.crawls, newsportal.frontier, newsportal.deferred, newsportal.pages,
    newsportal.versions, newsportal.parking, newsportal.pace, newsportal.link_words TO newsportal_crawler;
GRANT INSERT ON newsportal.log TO newsportal_crawler;
GRANT SELECT, UPDATE (n) ON newsportal.log_end TO newsportal_crawler;
GRANT SELECT ON newsportal.log_end TO newsportal_reader;
GRANT SELECT, DELETE ON newsportal.log, newsportal.pace, newsportal.link_words TO newsportal_reader;
GRANT SELECT ON newsportal.crawls TO newsportal_reader;
GRANT INSERT, UPDATE ON newsportal.learned TO newsportal_reader;
GRANT INSERT, UPDATE, DELETE ON newsportal.readers TO newsportal_reader;
-- Each machine has a role of its own, for instance:
--   CREATE ROLE machine1 LOGIN;  \password machine1
--   GRANT newsportal_crawler TO machine1;
