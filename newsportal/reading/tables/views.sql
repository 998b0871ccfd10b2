
-- Every place where a headline was seen standing: a doubt that was settled as "same" makes it the other headline.
CREATE OR REPLACE VIEW seen AS
WITH same AS (
    SELECT headline, arg_max(other, seen) AS other FROM sightings WHERE kind = 'settled' AND verdict = 'same' GROUP BY headline
), stood AS (
    SELECT headline, portal, crawl, seen, full_text AS text, url, page, page_role, block, block_role, place, rank, kind
    FROM sightings WHERE kind NOT IN ('gone', 'settled')
    UNION ALL
    SELECT headline, portal, crawl, seen, full_text, url, elsewhere.page, page_role, block, block_role, elsewhere.place,
        elsewhere.rank, kind
    FROM (SELECT *, unnest(also) AS elsewhere FROM sightings WHERE kind NOT IN ('gone', 'settled'))
)
SELECT coalesce(same.other, stood.headline) AS headline, stood.* EXCLUDE (headline) FROM stood LEFT JOIN same USING (headline);

-- One row a headline, as it stands now; those of a crawl that still runs are among them.
CREATE OR REPLACE VIEW headlines_now AS
WITH told AS (
    SELECT headline, portal, crawl, seen, text, url, rank FROM seen
    UNION ALL
    SELECT id, portal, crawl, first_seen, text, url, rank FROM headlines WHERE id NOT IN (SELECT headline FROM sightings)
)
SELECT headline AS id, arg_max(text, seen) AS text, arg_min(url, seen) AS url, arg_min(portal, seen) AS first_portal,
    min(seen) AS first_seen, max(seen) AS last_seen, min(rank) FILTER (rank > 0) AS best_rank,
    count(DISTINCT portal) AS portals, count(DISTINCT crawl) AS crawls, list(DISTINCT text) AS wordings
FROM told GROUP BY headline;

-- What stands in each block by the last that is known of it, of the eight days before the portal's newest crawl.
CREATE OR REPLACE VIEW standing AS
WITH last AS (
    SELECT portal, block, headline, arg_max(kind, (seen, kind = 'gone')) AS kind, max(seen) AS seen,
        arg_max(full_text, seen) AS text, arg_max(url, seen) AS url, arg_max(page, seen) AS page, arg_max(rank, seen) AS rank
    FROM sightings WHERE kind <> 'settled' GROUP BY portal, block, headline
), newest AS (SELECT portal, max("end") AS crawled FROM crawls GROUP BY portal)
SELECT portal, block, rank, headline, text, url, page, seen FROM last JOIN newest USING (portal)
WHERE kind <> 'gone' AND seen >= crawled - INTERVAL 8 DAY;

-- Each hub as its newest crawl saw it: every headline in its block and at its rank.
CREATE OR REPLACE VIEW front_pages AS
WITH newest AS (SELECT portal, page, arg_max(crawl, seen) AS crawl FROM seen WHERE page_role = 'hub' GROUP BY portal, page)
SELECT portal, page, place, block, rank, headline, text, url, seen FROM seen JOIN newest USING (portal, page, crawl)
WHERE page_role = 'hub' ORDER BY portal, page, place, rank;

-- The articles of each story that several addresses tell: in the order that they claim, and in the order seen.
CREATE OR REPLACE VIEW chains AS
WITH newest AS (
    SELECT url, portal, story, story_rule, story_evidence, title, source, published, min(fetched) OVER (PARTITION BY url) AS fetched,
        row_number() OVER (PARTITION BY url ORDER BY revision DESC) AS newness
    FROM articles
)
SELECT story, row_number() OVER (PARTITION BY story ORDER BY published NULLS LAST, fetched) AS claimed,
    row_number() OVER (PARTITION BY story ORDER BY fetched) AS seen, portal, source, title, published, fetched, url,
    story_rule, story_evidence
FROM newest WHERE newness = 1 AND story IN (SELECT story FROM newest WHERE newness = 1 GROUP BY story HAVING count(*) > 1)
ORDER BY story, claimed;

-- Each wording that was taken for a repeat, with the headline that it repeats, by which rule and on what evidence.
CREATE OR REPLACE VIEW repeats AS
SELECT h.text AS headline_text, s.full_text AS text, s.rule, any_value(s.evidence) AS evidence, s.portal, count(*) AS times,
    min(s.seen) AS first_seen, max(s.seen) AS last_seen, s.headline
FROM sightings s JOIN headlines h ON h.id = s.headline
WHERE s.kind = 'repeat' AND s.full_text <> h.text GROUP BY h.text, s.full_text, s.rule, s.portal, s.headline;

-- Blocks and when they last showed a headline; `missed`: crawls of the portal since then.
CREATE OR REPLACE VIEW silence AS
WITH last AS (
    SELECT portal, block, max(seen) AS last_seen, count(DISTINCT crawl) AS crawls FROM sightings
    WHERE kind NOT IN ('gone', 'settled') GROUP BY portal, block
)
SELECT last.*, (SELECT count(*) FROM crawls c WHERE c.portal = last.portal AND c."begin" > last.last_seen) AS missed
FROM last ORDER BY missed DESC, crawls DESC;
