#!/usr/bin/env bash
# Version:   pyarrow 26.0.1, Python 3.11.
# Belief:    pyarrow.json.read_json reads a valid file of JSON lines whatever its size: a type that is not known in the first block
#            (a null, an empty list) is settled by the block that shows it, as the documentation says of nulls.
# Behaviour: a field that holds empty lists in the first block (1 MiB) and lists of objects later ends in an error that speaks of
#            timestamps, though no text of the file looks like one. A field of text that is null at first is read well, and so
#            is the same file in one block. With threads, the default, a file of two blocks fails in some runs only.
# Seen:      "JSON conversion to struct<url: timestamp[s]> is not supported" of a file of 4 MB; all is read with block_size = 1 << 30.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pyarrow==26.0.1
cat > "$folder/try.py" <<'PYTHON'
import io
import json

import pyarrow
from pyarrow.json import ReadOptions, read_json


def lines(first, last):
    filler = "x" * 30
    every = [{"n": filler, "field": first}] * 60_000 + [{"n": filler, "field": last}]
    return "".join(json.dumps(line) + "\n" for line in every).encode()


pictures = lines([], [{"url": "桥.jpg"}])
assert len(pictures) > 3 << 20
try:
    read_json(io.BytesIO(pictures), ReadOptions(use_threads=False))
except pyarrow.ArrowNotImplementedError as error:
    assert "struct<url: timestamp[s]>" in str(error), error
else:
    raise AssertionError("an empty list first is read now")
table = read_json(io.BytesIO(pictures), ReadOptions(block_size=1 << 30))
assert table["field"][-1].as_py() == [{"url": "桥.jpg"}]
assert read_json(io.BytesIO(lines(None, "桥")))["field"][-1].as_py() == "桥"
print("pyarrow fails on lists that are empty in the first block and hold objects later: it takes their texts for timestamps")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
