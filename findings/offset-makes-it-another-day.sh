#!/usr/bin/env bash
# Version:   pyarrow 26.0.1, DuckDB 1.5.5 (2.0.1 is right), Python 3.11.
# Belief:    a reader of JSON lines that takes "2026-11-19T00:00:00+08:00" for a time keeps the instant together with a zone, or
#            keeps the text. Both libraries have a type for it: timestamp[us, tz=…], TIMESTAMP WITH TIME ZONE.
# Behaviour: both guess a timestamp without a zone, and put the time in UTC into it: the same column says the day before, and nothing
#            tells that it is UTC. With a fraction of a second the same time stays a text in pyarrow.
# Seen:      pyarrow timestamp[s] 2026-11-18 16:00:00, with .5 a string; DuckDB 1.5.5 TIMESTAMP 2026-11-18 16:00:00, 2.0.1
#            TIMESTAMP WITH TIME ZONE.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/try.py" <<'PYTHON'
import sys
from datetime import datetime
from pathlib import Path

lines = b'{"at": "2026-11-19T00:00:00+08:00"}\n' * 3
before = datetime(2026, 11, 18, 16)
if sys.argv[1] == "pyarrow":
    import io

    import pyarrow
    import pyarrow.json

    column = pyarrow.json.read_json(io.BytesIO(lines))["at"]
    assert column.type == pyarrow.timestamp("s"), column.type
    assert column.type.tz is None
    assert column[0].as_py() == before, column[0]
    finer = pyarrow.json.read_json(io.BytesIO(lines.replace(b":00+", b":00.5+")))["at"]
    assert finer.type == pyarrow.string(), finer.type
else:
    import duckdb

    path = Path(sys.argv[2], "lines.jsonl")
    path.write_bytes(lines)
    kind, text = duckdb.execute(f"SELECT typeof(j.at), j.at::VARCHAR FROM read_json('{path}') AS j").fetchone()
    expected = {"1.5.5": ("TIMESTAMP", str(before)), "2.0.1": ("TIMESTAMP WITH TIME ZONE", None)}[duckdb.__version__]
    assert (kind, text if expected[1] else None) == expected, (kind, text)
PYTHON
for version in pyarrow==26.0.1 duckdb==1.5.5 duckdb==2.0.1; do
    python3 -m venv "$folder/$version"
    "$folder/$version/bin/pip" install --quiet "$version"
    "$folder/$version/bin/python" "$folder/try.py" "${version%%=*}" "$folder"
done
echo "pyarrow and DuckDB 1.5.5 read midnight in Beijing as 16:00 of the day before, without a zone; DuckDB 2.0.1 keeps the zone"
