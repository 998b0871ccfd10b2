"""The report in a real browser, offline: Debian's chromium, on a desktop and as a phone; skipped where there is none.

What it shows is kept as pictures in the git-ignored folder `screenshots/`, to be looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newsportal.reading.report import write_report
from tests.reading.made import NOON, Made
from tests.run import ROOT

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.access(path, os.X_OK)), None)
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium (apt-get install chromium)")
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "=公式(1)",
    "{{data}}${document.title='owned'}",
    "\u202e桥大\u202c\ufeff断\ud83d",
)
VIEWS = ("now", "pages", "list", "chains", "silent")


def made_report(folder: Path) -> Path:
    """A page of three portals and four days, with titles and addresses that would like to be more than text."""
    made = Made()
    for hour in range(0, 96, 6):
        for portal in ("岚浦网", "wan.example", "泊川在线"):
            home = f"https://{portal}/"
            fresh = [f"{portal}第{hour}号大桥{word}" for word in ("合龙", "通车", "開工儀式", "封顶")]
            made.see(portal, hour, home, "头条", *fresh[:2], place=1)
            made.see(portal, hour, home, "要闻", *fresh[2:], *(f"要闻{hour - back}" for back in (0, 6, 12)), place=2)
            made.see(portal, hour, f"{home}tiyu/", "体育", f"{portal}体育{hour // 24}", place=1, kind="repeat")
            made.end(
                portal,
                hour,
                alarms=[{"what": "<b>报警</b>", "where": "x", "expected": "9", "found": "0"}] if hour else [],
            )
            made.gone(portal, hour, "头条", f"{portal}第{hour - 6}号大桥合龙")
    shared = {"headline": "共同", "kind": "repeat", "rule": "equal", "evidence": "equal words: <i>x</i>"}
    for number, portal in enumerate(("岚浦网", "wan.example", "泊川在线")):
        for hour in (90, 91, 92):
            made.see(
                portal,
                90,
                f"https://{portal}/",
                "热榜",
                f"各地共同的标题{number}",
                place=3,
                rank=hour - 89 + number,
                **shared,
            )
        exact = {"published_precision": "minute" if number else "day"}
        made.article(portal, 90 + number, f"转载{number}", "s", claimed=84 - number, source="泊川晚报", **exact)
    for number, text in enumerate(HOSTILE):
        address = "javascript:document.title='owned'" if number % 2 else f"https://x.example/'\"><{number}>"
        made.see("wan.example", 90, "https://wan.example/", text, text, url=address, place=4 + number, evidence=text)
    target = folder / "report.html"
    write_report(made.write(folder / "output"), target, 8, NOON)
    return target


@dataclass
class Seen:
    """A page in a browser, and what it did that it should not."""

    page: Any
    troubles: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready]")

    def texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def width(self) -> int:
        """How many pixels of the page lie beside the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield driver, opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made_report(tmp_path_factory.mktemp("report")).as_uri()


def seen_in(browser: Any, *, phone: bool = False, **options: Any) -> Seen:
    driver, opened = browser
    kind = driver.devices["Pixel 5"] if phone else {"viewport": {"width": 1280, "height": 900}}
    page = opened.new_context(offline=True, **{"locale": "zh-CN", **kind, **options}).new_page()
    seen = Seen(page)
    page.on("console", lambda message: seen.troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: seen.troubles.append(f"error: {error}"))
    page.on(
        "request", lambda asked: asked.url.startswith(("file:", "about:", "data:")) or seen.troubles.append(asked.url)
    )
    return seen


def test_every_view_asks_for_nothing_reports_no_error_and_never_scrolls_sideways(browser: Any, address: str) -> None:
    pictures = ROOT / "screenshots"
    pictures.mkdir(exist_ok=True)
    for name, options, views in (
        ("desktop", {}, VIEWS), ("phone", {"phone": True}, VIEWS), ("dark", {"color_scheme": "dark"}, ("now", "list")),
        ("english", {"locale": "en-GB"}, ("now", "list")),
    ):  # fmt: skip
        seen = seen_in(browser, **options)
        for view in views:
            seen.open(f"{address}#{view}")
            if view == "list":
                seen.page.locator(".open").first.click()
            seen.page.screenshot(path=pictures / f"{name}-{view}.png", full_page=view != "list")
            assert (seen.troubles, seen.width()) == ([], 0), (name, view)
            assert len(seen.texts("main")[0]) > 40
        seen.page.context.close()


def test_chinese_is_shown_not_boxes(browser: Any, address: str) -> None:
    if not subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout:
        pytest.skip("no font with Chinese is installed")
    seen = seen_in(browser)
    seen.open(address)
    drawn = """() => ["头", "条", "版"].map((one) => {
      const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
      pen.font = getComputedStyle(document.body).font; pen.fillText(one, 9, 30); return canvas.toDataURL(); })"""
    assert len(set(seen.page.evaluate(drawn))) == 3


def test_hostile_words_and_addresses_stay_text(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    for view in (*VIEWS, "list?q=%3C", "pages?portal=wan.example&as=words"):
        seen.open(f"{address}#{view}")
        assert seen.page.evaluate("[document.images.length, document.scripts.length, !!window.owned]") == [0, 2, False]
        assert seen.page.title().startswith("头条报告")
        links = seen.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.protocol)")
        assert set(links) <= {"file:", "https:"}
    seen.open(f"{address}#list?q=onerror")
    assert HOSTILE[1] in seen.texts(".head .t")
    assert seen.troubles == []


def test_an_address_made_up_by_another_breaks_nothing(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    for wrong in (
        "constructor", "__proto__?sort=x", "list?sort=constructor&at=x-y&portal=none", "list?sort=__proto__&block=∅",
        "pages?page=-1&portal=%3Cb%3E", "chains?chain=999&by=x", "list?q=%25%3F%26&view=silent", "list?at=0-9999",
    ):  # fmt: skip
        seen.open(f"{address}#{wrong}")
        assert len(seen.texts("main")[0]) > 10
        assert "object" not in seen.texts("main")[0]
    assert seen.troubles == []


def test_a_file_that_is_not_whole_says_so(browser: Any, address: str, tmp_path: Path) -> None:
    text = Path(urlsplit(address).path).read_text("utf-8")
    at_data = text.index('id="data">') + 200
    broken = tmp_path / "report.html"
    broken.write_text(text[:at_data] + text[text.index("</script>", at_data) :], "utf-8")
    seen = seen_in(browser)
    seen.page.goto(broken.as_uri())
    seen.page.get_by_text("数据无法显示").wait_for()


def test_no_script_but_the_page_s_own_could_run(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(address)
    seen.page.evaluate("""() => { const one = document.createElement("script");
        try { one.textContent = "document.title = 'owned'"; } catch { /* Trusted Types refuse the text itself */ }
        document.body.append(one); }""")
    assert "owned" not in seen.page.title()
    refused = "() => { try { document.body.innerHTML = '<b>x</b>'; return false; } catch { return true; } }"
    assert seen.page.evaluate(refused)


def test_a_search_finds_as_it_is_typed_in_both_scripts_with_must_and_not(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(address)
    for typed, wanted in (
        ("合龙", "48"), ("合龙 通车", "96"), ("合龙 +岚浦", "16"), ("大桥 !合龙 !通车 !封顶", "48"), ("开工仪式", "48"),
        ("開工儀式", "48"), ("ＷＡＮ．ＥＸＡＭＰＬＥ第90号大桥合龙", "1"),
    ):  # fmt: skip
        seen.page.keyboard.press("/")
        seen.page.fill("#q", typed)
        seen.page.locator("#count", has_text=re.compile(f"^{wanted} 条标题")).wait_for()
        assert seen.page.evaluate("location.hash").startswith("#list?q=")
    assert seen.texts(".row mark")[0] == "wan.example第90号大桥合龙"
    seen.page.keyboard.press("Escape")
    seen.page.locator("mark").first.wait_for(state="detached")
    assert seen.troubles == []


def test_portal_block_day_and_state_filter_and_the_address_remembers(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(f"{address}#list")
    every = seen.texts("#count")[0]
    for label, value in (("门户", "岚浦网"), ("栏目", "头条"), ("首见日", "2026-11-23"), ("状态", "standing")):
        seen.page.get_by_label(label, exact=True).select_option(value)
    assert seen.texts("#count") == ["0 条标题"]
    seen.page.get_by_label("首见日", exact=True).select_option("2026-11-24")
    assert seen.texts(".head a") == ["岚浦网第90号大桥合龙", "岚浦网第90号大桥通车"]
    kept = seen.page.evaluate("location.href")
    seen.open(kept)
    assert len(seen.texts(".row")) == 2
    seen.page.get_by_label("状态", exact=True).select_option("left")
    assert seen.texts("#count") == ["2 条标题"]
    seen.page.go_back()
    assert len(seen.texts(".row")) == 2
    seen.page.get_by_role("button", name="清除筛选").click()
    assert seen.texts("#count") == [every]


def test_a_block_of_the_picture_opens_its_list_by_tap_and_by_key(browser: Any, address: str) -> None:
    for phone in (False, True):
        seen = seen_in(browser, phone=phone)
        seen.open(f"{address}#pages?portal=泊川在线")
        blocks = seen.page.locator(".blk")
        assert [text.split() for text in blocks.all_inner_texts()[:3]] == [["头条", "2"], ["要闻", "5"], ["热榜", "3"]]
        assert blocks.first.locator(".bars i").count() == 2
        if phone:
            blocks.nth(1).tap()
        else:
            blocks.nth(1).focus()
            seen.page.keyboard.press("Enter")
        assert seen.texts(".head a")[:2] == ["泊川在线第90号大桥開工儀式", "泊川在线第90号大桥封顶"]
        assert seen.texts("#count") == ["5 条标题"]


def test_a_headline_tells_its_curve_portals_wordings_and_why(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(f"{address}#list?q=各地")
    seen.page.keyboard.press("j")
    seen.page.keyboard.press("Enter")
    told = seen.texts(".more")[0]
    for wanted in (
        "各地共同的标题2",
        "词语相同 (equal)",
        "equal words: <i>x</i>",
        "岚浦网 › 热榜",
        "最高位随时间的变化",
    ):
        assert wanted in told
    assert seen.page.locator(".more svg.curve path").count() == 3
    seen.page.keyboard.press("Enter")
    assert seen.page.locator(".more").count() == 0


def test_the_list_is_copied_for_a_spreadsheet_and_starts_no_formula(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(f"{address}#list?q=大桥合龙+公式&sort=newest")
    seen.page.evaluate("navigator.clipboard.writeText = async (text) => { document.body.dataset.copied = text; }")
    seen.page.get_by_role("button", name="复制列表").click()
    seen.page.get_by_text("已复制").wait_for()
    lines = seen.page.evaluate("document.body.dataset.copied").split("\n")
    assert lines[0].split("\t") == ["首见", "末见", "门户", "栏目", "位", "门户数", "标题", "网址"]
    assert len(lines) == 1 + len(seen.texts(".row"))
    assert [line.split("\t")[6] for line in lines[1:] if "公式" in line] == ["'=公式(1)"]


def test_reprints_stand_in_claimed_and_in_seen_order(browser: Any, address: str) -> None:
    seen = seen_in(browser)
    seen.open(f"{address}#chains")
    first = [text.split()[0] for text in seen.texts(".links li div")]
    seen.page.get_by_role("button", name="按读到的时间").click()
    assert (first, [text.split()[0] for text in seen.texts(".links li div")]) == (
        ["泊川在线", "wan.example", "岚浦网"],
        ["岚浦网", "wan.example", "泊川在线"],
    )
    assert "来源 泊川晚报" in seen.texts(".links")[0]
    assert "自称 11-24 · 读到 11-24 06:00" in seen.texts(".links")[0]


def test_the_page_speaks_the_browser_s_language_and_switches(browser: Any, address: str) -> None:
    seen = seen_in(browser, locale="en-GB")
    seen.open(address)
    assert (seen.texts(".brand b"), seen.page.evaluate("document.documentElement.lang")) == (["Headline report"], "en")
    assert not [
        text
        for text in seen.texts("h2, .kpi span, th, summary, footer p")
        if any("\u4e00" <= c <= "\u9fff" for c in text)
    ]
    seen.page.click("#lang")
    assert seen.texts(".brand b") == ["头条报告"]
    seen.page.reload()
    seen.page.wait_for_selector("body[data-ready]")
    assert seen.texts(".brand b") == ["头条报告"]


CONTRAST = """() => {
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const under = (node) => {
    const c = node ? rgb(getComputedStyle(node).backgroundColor) : [255, 255, 255];
    return c.length === 3 || c[3] > 0 ? c.slice(0, 3) : under(node.parentElement);
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || !node.offsetParent || node.closest("svg")) continue;
    const a = light(rgb(getComputedStyle(node).color).slice(0, 3)), b = light(under(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(found)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa_and_every_control_a_name(
    browser: Any, address: str, scheme: str
) -> None:
    seen = seen_in(browser, color_scheme=scheme)
    for view in (*VIEWS, "pages?as=words", "list?q=大桥"):
        seen.open(f"{address}#{view}")
        for button in seen.page.locator(".open").all()[:2]:
            button.click()
        assert seen.page.evaluate(CONTRAST) == [], view
        nameless = """all => all.filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim())).length"""
        assert seen.page.eval_on_selector_all("button, a, select, input, canvas", nameless) == 0
