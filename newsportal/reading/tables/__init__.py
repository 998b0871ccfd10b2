"""The records as tables: typed views of DuckDB over the output files, and what is exported of them.

`views.sql` has the views that answer what is usually asked, `connection.py` opens them read-only, `parquet.py`,
`sheets.py` and `sqlite.py` write them for other programs.
"""
