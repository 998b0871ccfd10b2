"""A setting that cannot be meant is named, with the nearest right one; all that can be meant passes."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings, default_settings

from newsportal import settings as defaults
from newsportal.command_line.settings_check import SettingError, check
from tests.run import scrapy

DEFAULTS = {
    name: getattr(module, name) for module in (default_settings, defaults) for name in dir(module) if name.isupper()
}


def project(**more: object) -> Settings:
    settings = Settings()
    settings.setmodule("newsportal.settings", priority="project")
    settings.setdict(more, priority="project")
    return settings


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"NEWSPORTAL_OUTPU": "x"}, "there is no setting NEWSPORTAL_OUTPU; is NEWSPORTAL_OUTPUT meant?"),
        ({"download_delay": "3"}, "there is no setting download_delay; is DOWNLOAD_DELAY meant?"),
        ({"DELAY": "3"}, "there is no setting DELAY; is DOWNLOAD_DELAY meant?"),
        ({"QQQQ": "3"}, "there is no setting QQQQ"),
        ({"DOWNLOAD_DELAY": "x"}, "DOWNLOAD_DELAY='x' is not a number of 0 or more"),
        ({"DOWNLOAD_DELAY": "-1"}, "DOWNLOAD_DELAY='-1' is not a number of 0 or more"),
        ({"DOWNLOAD_DELAY": "nan"}, "DOWNLOAD_DELAY='nan' is not a number of 0 or more"),
        ({"DOWNLOAD_TIMEOUT": "0"}, "DOWNLOAD_TIMEOUT='0' is not a number above 0"),
        ({"RETRY_TIMES": "1.5"}, "RETRY_TIMES='1.5' is not a whole number of 0 or more"),
        ({"CONCURRENT_REQUESTS": "0"}, "CONCURRENT_REQUESTS='0' is not a whole number of 1 or more"),
        ({"ROBOTSTXT_OBEY": "maybe"}, "ROBOTSTXT_OBEY='maybe' is not True or False"),
        ({"EXTENSIONS": "x"}, "EXTENSIONS='x' is not a JSON object"),
        ({"EXTENSIONS": "0"}, "EXTENSIONS='0' is not a JSON object"),
        ({"ITEM_PIPELINES": '{"no.such.Pipeline": 5}'}, "is not a JSON object of the paths of classes and numbers"),
        ({"STATS_CLASS": "no.such.Stats"}, "STATS_CLASS='no.such.Stats' is not the path of a class that exists"),
        ({"ASYNCIO_EVENT_LOOP": "None"}, "ASYNCIO_EVENT_LOOP='None' is not the path of a class that exists"),
        ({"LOG_LEVEL": "info"}, "LOG_LEVEL='info' is not a level: DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ({"LOG_ENCODING": "klingon"}, "LOG_ENCODING='klingon' is not the name of an encoding"),
        ({"NEWSPORTAL_ALLOWED_NETWORKS": "here"}, "is not networks such as 10.0.0.0/8, with commas"),
        ({"NEWSPORTAL_ALLOWED_PORTS": "80,http"}, "is not ports such as 80,443"),
        ({"NEWSPORTAL_REVISIT_HOURS": "1,soon"}, "is not numbers such as 1,24,72"),
        ({"SPIDER_MODULES": "no.such"}, "SPIDER_MODULES='no.such' is not a module that exists"),
        ({"HTTPAUTH_USER": "x"}, "HTTPAUTH_USER='x' is not of use without HTTPAUTH_DOMAIN"),
    ],
)
def test_one_sentence_names_the_setting_and_what_is_right(given, says):
    with pytest.raises(SettingError) as raised:
        check(project(), given)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_every_default_passes_and_every_number_flag_and_list_refuses_a_word():
    for name, value in DEFAULTS.items():
        check(project(**{name: value}), {})
        if isinstance(value, bool | int | float | dict) or name.endswith(("_MODULE", "_MODULES", "_LEVEL")):
            with pytest.raises(SettingError, match=f"^{name}='word' is not "):
                check(project(), {name: "word"})


def test_values_as_they_are_given_on_a_command_line_pass():
    given = {
        "DOWNLOAD_DELAY": "0.5", "REDIRECT_PRIORITY_ADJUST": "-2", "DNS_TIMEOUT": "2.5", "ROBOTSTXT_OBEY": "False",
        "NEWSPORTAL_ALLOWED_PORTS": "80,8080", "NEWSPORTAL_ALLOWED_NETWORKS": "10.0.0.0/8,127.0.0.0/8",
        "NEWSPORTAL_REVISIT_HOURS": "0.5,24", "ASYNCIO_EVENT_LOOP": "", "LOG_FILE": "", "JOBDIR": "jobs",
        "DOWNLOAD_SLOTS": '{"a.example": {"delay": 9}}', "IMAGES_THUMBS": '{"small": [50, 50]}',
        "RETRY_HTTP_CODES": "500,503", "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
    }  # fmt: skip
    check(project(), given)


def test_a_settings_module_may_hold_names_of_its_own_and_the_command_line_may_set_them():
    check(project(MYSQL_HOST="db", SENTRY_DSN="x"), {"MYSQL_HOST": "db2"})
    for misspelt in ("DOWNLOAD_DELAYS", "NEWSPORTAL_COLOUR"):
        with pytest.raises(SettingError, match=f"there is no setting {misspelt}"):
            check(project(**{misspelt: 3}), {})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["status", "-s", "NEWSPORTAL_OUTPU=x"], "there is no setting NEWSPORTAL_OUTPU; is NEWSPORTAL_OUTPUT meant?"),
        (["crawl", "demo", "-s", "DOWNLOAD_DELAY=x"], "DOWNLOAD_DELAY='x' is not a number of 0 or more"),
        (["crawl", "demo", "-L", "loud"], "LOG_LEVEL='loud' is not a level"),
        (["crawl", "demo", "--logfile", "no/such/log"], "no/such/log: No such file or directory"),
        (["crawl", "demo", "--pidfile", "no/such/pid"], "no/such/pid: No such file or directory"),
        (
            ["crawl", "demo", "--overwrite-outptu", "x"],
            "there is no option --overwrite-outptu; is --overwrite-output meant?",
        ),
        (["schedule"], "schedule.toml: No such file or directory"),
    ],
)
def test_every_command_says_it_and_ends_with_code_2(tmp_path, arguments, says):
    run = scrapy(tmp_path, *arguments)
    assert run.returncode == 2
    assert says in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "output").exists()


def test_a_schedule_names_line_and_setting(tmp_path):
    (tmp_path / "schedule.toml").write_text(
        '[crawl.demo]\nevery = "1h"\n[crawl.demo.settings]\nDOWNLOAD_DELY = 5\nRETRY_TIMES = "often"\n'
    )
    run = scrapy(tmp_path, "schedule", "--check")
    assert run.returncode == 2
    assert (
        "schedule.toml, line 4: crawl.demo.settings.DOWNLOAD_DELY: there is no setting DOWNLOAD_DELY; is " in run.stderr
    )
    assert (
        "schedule.toml, line 5: crawl.demo.settings.RETRY_TIMES: RETRY_TIMES='often' is not a whole num" in run.stderr
    )
