"""Regions of the mainland."""
