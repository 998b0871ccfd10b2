"""The demo portal, crawled whole: first, again, and on its next day."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from newsportal.demo import columns
from newsportal.demo.articles import credits
from newsportal.demo.markup import BASE
from newsportal.demo.site import site
from newsportal.items import Article, Crawl, Headline, Sighting
from newsportal.output import schema
from tests.demo.test_reading import text
from tests.recount import recounted, summary
from tests.run import crawls as records_of_crawls
from tests.run import records, scrapy

KINDS = {"articles": Article, "headlines": Headline, "sightings": Sighting, "crawls": Crawl}
# Known articles are due again at once, so that corrections show on the next day's crawl.
SOON = ("-s", "NEWSPORTAL_REVISIT_HOURS=0,24")


@pytest.fixture(scope="module")
def crawls(tmp_path_factory) -> tuple[Path, list]:
    """Three crawls in one folder: the first day, the same day again, the next day."""
    folder = tmp_path_factory.mktemp("demo")
    runs = [scrapy(folder, "crawl", "demo"), scrapy(folder, "crawl", "demo")]
    return folder, [*runs, scrapy(folder, "crawl", "demo", "-a", "edition=2")]


@pytest.fixture(scope="module")
def days(tmp_path_factory) -> tuple[Path, list]:
    """Two crawls in one folder: the first day and the next, when every known article is due again."""
    folder = tmp_path_factory.mktemp("days")
    return folder, [scrapy(folder, "crawl", "demo", "-a", f"edition={day}", *SOON) for day in (1, 2)]


def of_crawl(folder: Path, kind: str, number: int) -> list[dict]:
    crawl = records(folder, "crawls")[number]["id"]
    return [record for record in records(folder, kind) if record["crawl"] == crawl]


def test_a_crawl_ends_with_code_0_and_a_summary_that_says_where_the_files_are(crawls):
    folder, runs = crawls
    assert runs[0].returncode == 0, runs[0].stderr
    for word in ("pages", "articles", "distinct", "sightings", "repeats", "blocks", str(folder / "output")):
        assert word in runs[0].stderr
    assert runs[0].stderr.rstrip().splitlines()[-1].split() == ["to", "look", "at", "scrapy", "report"]
    assert "Traceback" not in runs[0].stderr
    assert "DeprecationWarning" not in runs[0].stderr


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_shows_what_the_first_crawl_gives(crawls, name):
    shown = (Path(__file__).parents[2] / name).read_text("utf-8")
    crawl = records(crawls[0], "crawls")[0]
    figures = {key: crawl[key] for key in ("pages", "articles_new", "headlines_new", "sightings")}
    assert json.dumps(figures)[1:-1] in shown


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_number_of_the_summary_is_that_of_the_files(crawls, number):
    folder, runs = crawls
    assert summary(folder / "output", number) in runs[number].stderr
    assert records_of_crawls(folder)[number] == recounted(folder / "output", number)


def test_status_shows_the_last_crawl_s_figures_as_the_files_hold_them(crawls):
    folder, _ = crawls
    last = recounted(folder / "output", 2)
    row = next(line for line in scrapy(folder, "status").stdout.split("\n") if line.startswith("demo"))
    shown = re.search(r"ago +([\d,]+) +([\d,]+) ", row)
    assert shown, row
    assert [int(word.replace(",", "")) for word in shown.groups()] == [last.articles_new, last.headlines_new]


def test_a_first_crawl_sees_no_change_and_a_portal_that_is_well_gives_no_error(crawls):
    first = records_of_crawls(crawls[0])[0]
    assert "changed" not in first.sightings_by_kind
    assert first.errors == {}


def test_the_query_in_the_docs_counts_crawls_whose_hubs_were_unchanged(crawls):
    """It is DuckDB's, run here by SQLite, which lacks files as tables and lists."""
    folder, _ = crawls
    page = (Path(__file__).parents[2] / "docs" / "headlines.md").read_text("utf-8")
    query = re.search(r"^ +WITH stood AS.*?(?=\n\n)", page, re.M | re.S)[0]
    database = sqlite3.connect(":memory:")
    database.create_function("list_contains", 2, lambda listed, one: one in json.loads(listed))
    for kind, names in (("sightings", "headline crawl page block rank"), ("crawls", "id hubs_unchanged")):
        database.execute(f"CREATE TABLE {kind} ({names.replace(' ', ', ')})")
        for line in records(folder, kind):
            values = [json.dumps(line[name]) if name == "hubs_unchanged" else line[name] for name in names.split()]
            database.execute(f"INSERT INTO {kind} VALUES ({', '.join('?' * len(values))})", values)
        query = query.replace(f"'output/{kind}.jsonl'", kind)
    counted = dict(database.execute(query.replace("::VARCHAR[]", "")).fetchall())
    first, again, third = (
        {s["headline"] for s in of_crawl(folder, "sightings", number) if s["block"] == "头条" and s["rank"]}
        for number in range(3)
    )
    assert (len(first), again, records(folder, "crawls")[1]["pages"]) == (3, set(), 0)
    assert counted == Counter([*first, *first, *third])


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_fits_the_published_schema_with_keys_in_its_order(crawls, kind):
    found = records(crawls[0], kind)
    assert found
    validator = jsonschema.Draft202012Validator(schema.schema(kind), format_checker=jsonschema.FormatChecker())
    for record in found:
        validator.validate(record)
        assert list(record) == list(KINDS[kind].__dataclass_fields__)


def test_every_sighting_names_a_headline_that_stands_in_headlines_jsonl(crawls):
    folder, _ = crawls
    ids = Counter(headline["id"] for headline in records(folder, "headlines"))
    assert set(ids.values()) == {1}
    assert {sighting["headline"] for sighting in records(folder, "sightings")} <= set(ids)


def test_an_article_over_three_pages_is_one_item(crawls):
    joined = [article for article in of_crawl(crawls[0], "articles", 0) if article["pages"] == 3]
    assert len(joined) == 1
    assert joined[0]["missing_pages"] == 0
    urls = [article["url"] for article in records(crawls[0], "articles")]
    assert not any(url.startswith(joined[0]["url"].removesuffix(".html") + "_") for url in urls)


def test_every_article_of_the_portal_is_written_with_all_its_words_and_credits_and_nothing_else(crawls):
    portal = site(articles=70)
    written = {article["url"]: article for article in of_crawl(crawls[0], "articles", 0)}
    assert set(written) == {BASE + told.path for told in portal.stories() + portal.column_stories()}
    for told in portal.stories():
        article = written[BASE + told.path]
        assert (article["title"], article["pages"]) == (told.title, told.pages)
        assert article["text"].splitlines() == [line for page in range(told.pages) for line in text(told, page + 1)]
        assert {name: article[name] for name in ("source", "author", "editor")} == credits(told)


def test_at_its_end_a_crawl_knows_the_articles_of_pages_that_do_not_say_their_titles(crawls):
    lines = [line for line in of_crawl(crawls[0], "articles", 0) if "/hepan/" in line["url"]]
    first = {line["url"]: line for line in lines if line["revision"] == 1}
    last = {line["url"]: line for line in lines}
    silent = {told.path for told in columns.stories("hepan") if columns.is_silent(told)}
    assert Counter(line["title"] for line in first.values())["河畔夜话"] == len(silent) / 2  # links name the others
    for told in columns.stories("hepan"):
        article = last[BASE + told.path]
        assert (article["title"], article["text"]) == (told.title, "\n".join(told.lines))
        assert (article["published"], article["source"]) == (
            told.published.isoformat(timespec="microseconds"),
            told.source,
        )
        changed = {change["field"] for change in article["evidence"]}
        assert changed == ({"title", "published", "source", "text"} if told.path in silent else {"text"})


def test_the_forbidden_path_is_never_read(crawls):
    _, runs = crawls
    assert "robots" in runs[0].stderr
    assert not [a for a in records(crawls[0], "articles") if "/so/" in a["url"]]


def test_a_second_crawl_finds_nothing_new_says_so_and_asks_a_tenth(crawls):
    folder, runs = crawls
    first, second = records(folder, "crawls")[:2]
    assert runs[1].returncode == 0
    assert "nothing new" in runs[1].stderr
    assert of_crawl(folder, "articles", 1) == of_crawl(folder, "headlines", 1) == []
    assert second["requests"] <= first["requests"] / 10


def test_the_next_day_gives_new_articles_a_changed_wording_and_headlines_that_left(days):
    folder, runs = days
    kinds = Counter(sighting["kind"] for sighting in of_crawl(folder, "sightings", 1))
    assert [run.returncode for run in runs] == [0, 0], runs[1].stderr
    assert of_crawl(folder, "articles", 1)
    assert kinds["changed"] >= 1
    assert kinds["gone"] >= 1
    changed = next(s for s in of_crawl(folder, "sightings", 1) if s["kind"] == "changed")
    assert changed["other"]
    assert changed["other"] != changed["text"]
    gone = next(s for s in of_crawl(folder, "sightings", 1) if s["kind"] == "gone")
    assert gone["last_crawl"] == records(folder, "crawls")[0]["id"]


def test_a_changed_article_is_a_new_revision_of_the_same_one(days):
    articles = records(days[0], "articles")
    revised = [article for article in articles if article["revision"] == 2]
    assert revised
    for article in revised:
        first = next(a for a in articles if a["url"] == article["url"] and a["revision"] == 1)
        assert article["story"] == first["story"]
        assert article["content_hash"] != first["content_hash"]


def test_the_files_alone_give_byte_by_byte_what_two_crawls_decided(days):
    folder, _ = days
    told = scrapy(folder, "stories", "new")
    assert told.returncode == 0, told.stderr
    for name in ("articles.jsonl", "headlines.jsonl", "sightings.jsonl"):
        assert (folder / "new" / name).read_bytes() == (folder / "output" / name).read_bytes()
    assert {"changed", "gone", "maybe"} <= {sighting["kind"] for sighting in records(folder, "sightings")}


def test_a_limit_of_articles_is_kept_to_the_article(tmp_path):
    assert scrapy(tmp_path, "crawl", "demo", "-a", "articles=5").returncode == 0
    assert len(records(tmp_path, "articles")) == 5


def test_a_depth_of_0_reads_the_seed_alone(tmp_path):
    assert scrapy(tmp_path, "crawl", "demo", "-a", "depth=0").returncode == 0
    assert records(tmp_path, "crawls")[0]["pages"] == 1


def test_a_log_of_a_quiet_run_has_few_lines(crawls):
    lines = [line for line in crawls[1][1].stderr.split("\n") if re.match(r"\d{4}-\d\d-\d\d ", line)]
    assert len(lines) < 10
