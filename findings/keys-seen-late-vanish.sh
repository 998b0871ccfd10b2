#!/usr/bin/env bash
# Version:   polars 2.1.0 (DuckDB 2.0.1 beside it), Python 3.11.
# Belief:    a reader that has guessed the columns from a file's first lines fails on a later line that does not fit the guess. polars
#            itself does so for a value of another type, and for one of a column that was null before.
# Behaviour: an object's key that first comes after line 100 is left out with all its values, at any depth: no error, no warning, no
#            null. infer_schema_length=None reads all. DuckDB samples too, and refuses such a file in one clear sentence.
# Seen:      counts of errors by reason, the second reason first met on line 101: 0 of its 1,000 values, the first one's all there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet polars==2.1.0 duckdb==2.0.1
cat > "$folder/try.py" <<'PYTHON'
import json
import sys
from pathlib import Path

import duckdb
import polars


def lines(first):
    """`first` lines that count one reason, then 1,000 that count two."""
    every = [{"errors": {"timeout": 1}}] * first + [{"errors": {"timeout": 1, "refused": 1}}] * 1000
    return "".join(json.dumps(line) + "\n" for line in every).encode()


def sums(data, **options):
    frame = polars.read_ndjson(data, **options).unnest("errors")
    return {name: frame[name].sum() for name in frame.columns}


assert sums(lines(100)) == {"timeout": 1_100}, sums(lines(100))
assert sums(lines(99)) == {"timeout": 1_099, "refused": 1_000}
assert sums(lines(100), infer_schema_length=None) == {"timeout": 1_100, "refused": 1_000}
outer = b'{"timeout": 1}\n' * 100 + b'{"timeout": 1, "refused": 1}\n' * 1000
assert polars.read_ndjson(outer).columns == ["timeout"]
try:
    polars.read_ndjson(b'{"timeout": null}\n' * 100 + b'{"timeout": 1}\n')
except polars.exceptions.ComputeError:
    pass
else:
    raise AssertionError("a column that is null first is read now")
path = Path(sys.argv[1], "lines.jsonl")
path.write_bytes(lines(20_481))
try:
    duckdb.execute(f"SELECT sum(errors.timeout) FROM '{path}'")
except duckdb.InvalidInputException as error:
    assert 'unknown key "refused"' in str(error), error
else:
    raise AssertionError("DuckDB no longer refuses a key that it did not sample")
print("polars leaves out keys first seen after line 100 with all their values, silently; DuckDB refuses a file with a late key")
PYTHON
"$folder/venv/bin/python" "$folder/try.py" "$folder"
