"""Questions to DuckDB, each one SELECT. As a program: those on its standard input, answered within bounds.

Another process asks it (`bounded.py`), since only a process can be ended at any moment: DuckDB looks for an
interruption between its steps, and one step can make a list of a billion. It imports nothing of newsportal, to begin
at once.
"""

from __future__ import annotations

import json
import math
import resource
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class NotOneSelect(Exception):
    """A question that is no single SELECT."""


def ask(con: DuckDBPyConnection, question: str, values: dict[str, Any] | None = None) -> DuckDBPyConnection:
    """The answer to one SELECT, its $names filled with values. NotOneSelect for any other statement."""
    import duckdb

    statements = con.extract_statements(question)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise NotOneSelect
    return con.execute(statements[0], values or None)


def told(value: Any, most: int) -> Any:
    """A value as JSON has it: times as ISO 8601, texts of at most so many characters, each list and object likewise."""
    if isinstance(value, str):
        more = len(value) - most
        return value if more <= 0 else f"{value[:most]}… ({more:,} more characters)"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [told(one, most) for one in value]
    if isinstance(value, dict):
        return {str(told(key, most)): told(one, most) for key, one in value.items()}
    if value is None or isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return told(str(value), most)


def within(rows: Iterable[Sequence[Any]], most: int, signs: int, value: int) -> tuple[list[list[Any]], bool]:
    """So many rows at most, of so many characters in all and in one value; and whether there are more.

    One row there is in any case, and no more than one is taken beyond the last.
    """
    found = list[list[Any]]()
    for row in rows:
        line = told([*row], value)
        signs -= len(json.dumps(line, ensure_ascii=False))
        if len(found) == most or (signs < 0 and found):
            return found, True
        found.append(line)
    return found, False


def _answer(con: DuckDBPyConnection, asked: dict[str, Any], bounds: dict[str, Any]) -> dict[str, Any]:
    found = ask(con, asked["question"], asked["values"])
    rows, more = within(iter(found.fetchone, None), bounds["rows"], bounds["signs"], bounds["value"])
    return {"names": [column[0] for column in found.description or ()], "rows": rows, "more": more}


def main() -> None:
    """Answer what is asked on the standard input: {"opening": [statements], "questions": [{"question", "values"}],
    "bounds"}; the answers are a list of {"names", "rows", "more"}, or {"error"}."""
    asked = json.load(sys.stdin)
    bounds = asked["bounds"]
    resource.setrlimit(resource.RLIMIT_AS, (bounds["address_space"],) * 2)
    # If the process that asked is killed, nobody ends this one.
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(bounds["seconds"] * bounds["threads"]) + 1,) * 2)
    import duckdb

    config: dict[str, Any] = {
        "memory_limit": f"{bounds['memory']}B",
        "threads": bounds["threads"],
        "temp_directory": "",
    }
    try:
        con = duckdb.connect(config=config)
        for statement in asked["opening"]:
            con.execute(statement)
        answers: object = [_answer(con, one, bounds) for one in asked["questions"]]
    except NotOneSelect:
        answers = {"error": ""}
    except (duckdb.Error, OverflowError, MemoryError) as error:
        answers = {"error": f"{error}" or type(error).__name__}
    print(json.dumps(answers, ensure_ascii=True))


if __name__ == "__main__":
    main()
