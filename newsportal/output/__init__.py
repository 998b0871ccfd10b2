"""Everything that knows of the JSON lines files: writing, reading back, replay, schema."""
