"""Taiwan and Hong Kong."""
