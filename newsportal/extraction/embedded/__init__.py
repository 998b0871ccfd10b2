"""What a page holds beside its markup: articles and headlines in its data, articles in hidden elements."""
