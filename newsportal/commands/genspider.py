"""`scrapy genspider`: Scrapy's own, which writes a portal that crawls as it is, into the user's own project."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands.genspider import Command as GenspiderCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import closest_scrapy_cfg

from newsportal.command_line.command import CheckedCommand, add_bound
from newsportal.exit_codes import Exit
from newsportal.messages import listed, marked, say
from newsportal.os_errors import told

if TYPE_CHECKING:
    from newsportal.command_line.looking import Look
    from newsportal.command_line.proposing import Proposal

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""A name that can be a module's and a portal's (newsportal.text.sanitize.safe_name)."""
_INSTALLED = {"site-packages", "dist-packages"}
"""Folders that pip writes to, and nobody else."""


class Command(CheckedCommand, GenspiderCommand):
    """Write the spider of a new portal (docs/contributing.md); exit code 2 says that none was written."""

    requires_project = True

    def syntax(self) -> str:
        """Syntax."""
        return "[options] NAME ADDRESS"

    def short_desc(self) -> str:
        """Description."""
        return say("Write the spider of a new portal, which crawls as it is")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's options; the template is ours unless another is named."""
        super().add_options(parser)
        parser.set_defaults(template="portal")
        parser.add_argument(
            "--no-look", action="store_true", help=say("do not look at the portal, only fill the template")
        )
        add_bound(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write it, once name, address and place are right."""
        if not (opts.list or opts.dump):
            if len(args) != 2:
                raise _no(say("scrapy genspider takes a name and an address: scrapy genspider abc www.abc.example.cn"))
            self._check_name(args[0])
            self._check_place(args[0], force=opts.force)
            args[1] = _seed(args[1])
            self._proposed = self._look(args[1], opts)
        try:
            super().run(args, opts)
        except OSError as error:
            print(say("the spider cannot be written: {why}", why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _look(self, url: str, opts: argparse.Namespace) -> Proposal:
        """What the portal itself tells, where the template is a portal's and the net allows."""
        from newsportal.command_line.looking import look
        from newsportal.command_line.proposing import Proposal, propose

        found = Proposal(url)
        if opts.template != "portal" or opts.no_look:
            return found

        async def plan(look: Look) -> None:
            await propose(look, found)

        assert self.settings is not None
        if not look(self.settings, plan, seconds=opts.seconds):
            words = say(
                "{url} was looked at for {seconds} s: what is not told yet is left out", url=url, seconds=opts.seconds
            )
            print(words, file=sys.stderr)
        for sentence in found.told:
            print(sentence)
        for shape, example in zip(found.shapes, found.examples, strict=True):
            print(say("articles: {shape}, such as {example}", shape=shape, example=example))
        return found

    def _check_name(self, name: str) -> None:
        assert self.settings is not None
        if name == self.settings["BOT_NAME"]:
            raise _no(say("{name!r} is the project's own name (BOT_NAME)", name=name))
        if not _fits(name):
            other = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()
            words = say(
                "{name!r} cannot be a portal's name, which has a-z, 0-9 and _, begins with a letter and is no word of "
                "Python's own",
                name=name,
            )
            raise _no(say("{sentence}; {name} would do", sentence=words, name=other) if _fits(other) else words)

    def _check_place(self, name: str, *, force: bool) -> None:
        assert self.settings is not None
        module = self.settings["NEWSPIDER_MODULE"]
        folder = _folder(module)
        if not folder.is_relative_to(Path(closest_scrapy_cfg()).parent.resolve()) or _INSTALLED & {*folder.parts}:
            words = say(
                "{module} is the installed package itself, in {folder}: a project of your own is three files "
                "(docs/contributing.md), whose settings name its folder of spiders as NEWSPIDER_MODULE",
                module=module,
                folder=folder,
            )
            raise _no(words)
        loader = get_spider_loader(self.settings)
        known = loader.load(name).__module__ if name in loader.list() else ""
        file = folder / f"{name}.py"
        if known and not force:
            words = marked("there is a spider {name!r} already, in {module}; --force writes it anew")
            raise _no(say(words, name=name, module=known))
        # Not even --force overwrites what holds no portal: base.py and its like.
        if file.exists() and not (force and (known == f"{module}.{name}" or name in getattr(loader, "broken", ()))):
            raise _no(say("{file} exists already", file=file))

    def _spider_exists(self, name: str) -> bool:
        """No: it was looked for already, where Scrapy says so with exit code 0."""
        return False

    def _generate_template_variables(self, module: str, name: str, url: str, template_name: str) -> dict[str, Any]:
        """What the template is filled with: Scrapy would give the host with its port as the domain."""
        from newsportal.urls.canonical import registered_domain

        variables = super()._generate_template_variables(module, name, url, template_name)
        found = self._proposed
        return variables | {
            "url": _quotable(found.seed),
            "domain": registered_domain(found.seed),
            "title": found.title or name,
            "feeds": f"    feeds = {_tuple(found.feeds)}\n" if found.feeds else "",
            "article": _raw("|".join(found.shapes)) if found.shapes else "None",
            "example": _tuple(found.examples) if found.examples else "None",
        }

    def _find_template(self, template: str) -> Path:
        if Path(template).suffix == ".tmpl" and Path(template).is_file():
            return Path(template)
        names = sorted(path.stem for path in Path(self.templates_dir).glob("*.tmpl"))
        if template not in names:
            raise _no(say("there is no template {name!r}; there are: {names}", name=template, names=listed(names)))
        return Path(self.templates_dir, f"{template}.tmpl")


def _no(words: str) -> UsageError:
    return UsageError(words, print_help=False)


def _fits(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not keyword.iskeyword(name)


def _seed(url: str) -> str:
    """The address in its canonical form, harmless inside the quotes of a Python file."""
    from newsportal.urls.canonical import canonical

    seed = canonical(url if "://" in url else f"https://{url}")
    if not seed:
        raise _no(say("{url!r} is not an http or https address", url=url))
    return _quotable(seed)


def _quotable(url: str) -> str:
    return url.replace('"', "%22").replace("\\", "%5C")


def _tuple(urls: list[str]) -> str:
    quoted = [f'"{_quotable(url)}"' for url in urls]
    return f"({', '.join(quoted)}{',' if len(quoted) == 1 else ''})"


def _raw(pattern: str) -> str:
    return f'r"{pattern}"'


def _folder(module: str) -> Path:
    try:
        found = find_spec(module) if module else None
    except ImportError:
        found = None
    if not found or not found.origin:
        words = marked("NEWSPIDER_MODULE names {module!r}, which is no package: a folder with an __init__.py is needed")
        raise _no(say(words, module=module))
    return Path(found.origin).parent.resolve()
