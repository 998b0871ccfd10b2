"""Central media."""
