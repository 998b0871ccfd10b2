#!/usr/bin/env bash
# Version:   DuckDB 2.0.1, Python 3.11.
# Belief:    read_json(…, ignore_errors = true) leaves out a line that is no JSON, such as the torn last line of a file that is
#            being written: read_csv with the option of the same name leaves out a line that does not fit.
# Behaviour: the line stays as a row of nulls, so that counts are one too high, and a key that is never null in the file is null.
# Seen:      JSON: 2 whole lines and a torn one give 3 rows, the last (NULL, NULL); the same as CSV give 2.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet duckdb==2.0.1
cat > "$folder/try.py" <<'PYTHON'
import sys
from pathlib import Path

import duckdb

lines, table = Path(sys.argv[1], "lines.jsonl"), Path(sys.argv[1], "table.csv")
lines.write_text('{"id": 1, "word": "桥"}\n{"id": 2, "word": "船"}\n{"id": 3, "wo')
table.write_text('id,word\n1,桥\n2,船\nthree,岸\n')
columns = "columns = {id: 'BIGINT', word: 'VARCHAR'}"


def rows(call):
    return duckdb.execute(f"SELECT id, word FROM {call}").fetchall()


try:
    rows(f"read_json('{lines}', format = 'newline_delimited', {columns})")
except duckdb.InvalidInputException:
    pass
else:
    raise AssertionError("without ignore_errors the torn line is no error any more")
of_lines = rows(f"read_json('{lines}', format = 'newline_delimited', ignore_errors = true, {columns})")
assert of_lines == [(1, "桥"), (2, "船"), (None, None)], of_lines
of_table = rows(f"read_csv('{table}', header = true, ignore_errors = true, {columns})")
assert of_table == [(1, "桥"), (2, "船")], of_table
print("DuckDB's read_json gives a line that it ignores as a row of nulls; its read_csv leaves such a line out")
PYTHON
"$folder/venv/bin/python" "$folder/try.py" "$folder"
