"""Documentation cannot rot: what exists is documented, and what is documented exists."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

from scrapy.settings import Settings

from newsportal import settings
from newsportal.exit_codes import MEANING, Exit
from newsportal.output import schema
from newsportal.spiders import portals_page
from newsportal.spiders.loader import PortalLoader

ROOT = Path(__file__).parents[1]
DOCS = {path.name: path.read_text("utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]}
ALL = "\n".join(DOCS.values())
READMES = ("README.md", "README.zh.md")
COMMANDS = sorted(path.stem for path in (ROOT / "newsportal" / "commands").glob("*.py") if path.stem != "__init__")


def named_in_code() -> list[str]:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "newsportal").rglob("*.py"))
    return sorted(set(re.findall(r"\bNEWSPORTAL_[A-Z_]+[A-Z]\b", code)))


def test_every_setting_is_documented():
    assert [name for name in named_in_code() if f"`{name}`" not in DOCS["operating.md"]] == []


def test_no_document_names_a_setting_that_does_not_exist():
    assert set(re.findall(r"\bNEWSPORTAL_[A-Z_]+[A-Z]\b", ALL)) <= {*named_in_code(), "NEWSPORTAL_SHARED"}


def test_every_command_is_documented():
    assert [name for name in COMMANDS if f"scrapy {name}" not in ALL] == []


def test_every_exit_code_is_documented_with_its_meaning():
    for code in Exit:
        assert re.search(rf"^\| `?{int(code)}`? \|.*{re.escape(MEANING[code])}", DOCS["operating.md"], re.MULTILINE), (
            code
        )


def test_every_spider_argument_is_documented():
    loader = PortalLoader(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))
    for name in loader.list():
        for argument in loader.load(name).known:
            assert f"-a {argument}=" in ALL, (name, argument)


def test_the_output_page_is_the_one_that_the_schema_makes():
    assert DOCS["output.md"] == schema.output_page(), "run: python -m newsportal.output.schema"
    assert DOCS["output.zh.md"] == schema.chinese_page(), "run: python -m newsportal.output.schema"


def test_the_page_of_portals_is_the_one_that_the_spiders_make():
    assert DOCS["portals.md"] == portals_page.page("en"), "run: python -m newsportal.spiders.portals_page"
    assert DOCS["portals.zh.md"] == portals_page.page("zh"), "run: python -m newsportal.spiders.portals_page"


def test_every_link_of_a_document_leads_to_a_file():
    for name, text in DOCS.items():
        folder = ROOT if (ROOT / name).exists() else ROOT / "docs"
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (folder / target).exists(), f"{name} links to {target}"


def test_both_readmes_say_the_same_commands():
    said = [re.findall(r"^    (?:scrapy|python3|from|compare|7 \*).*$", DOCS[name], re.MULTILINE) for name in READMES]
    assert [line.split("#")[0].strip() for line in said[0]] == [line.split("#")[0].strip() for line in said[1]]


def test_every_folder_file_and_module_that_a_document_names_exists():
    """Words in capitals, such as NAME, stand for a name that the reader chooses."""
    quoted = {word for word in re.findall(r"`([\w./-]+)`", ALL) if not re.search("[A-Z]{2}", word)}
    for word in quoted:
        if re.match(r"(?:newsportal|tests|benchmarks|docs)/", word):
            assert (ROOT / word).exists(), word
        elif word.endswith(".py"):
            assert any(any((ROOT / folder).rglob(word)) for folder in ("newsportal", "docs")), word
        elif word.startswith("newsportal."):
            assert pkgutil.resolve_name(word)


def test_no_file_names_a_registry_or_a_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    for name in tracked:
        text = (ROOT / name).read_text("utf-8", errors="replace") if (ROOT / name).is_file() else ""
        assert not re.search(r"pypi\.(?:org|python)|registry\.npmjs|deb\.debian\.org|/wor" + r"k/main", text), name


def test_the_library_imports_no_scrapy_no_storage_and_no_room_above_it():
    dedup = sorted((ROOT / "newsportal" / "dedup").rglob("*.py"))
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in dedup]
    banned = ("scrapy", "twisted", "itemloaders", "sqlite3", "newsportal.state", "newsportal.output")
    code = f"import sys, newsportal, {', '.join(modules)}; print([one for one in {banned} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    # For type checkers only is an import, too.
    imports = re.compile(r"^ *(?:from|import) newsportal\.(\w+)", re.MULTILINE)
    rooms = {room for path in dedup for room in imports.findall(path.read_text("utf-8"))}
    assert rooms == {"dedup", "items", "text", "urls"}
