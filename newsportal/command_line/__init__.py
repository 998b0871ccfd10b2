"""What all commands share: their options and settings are checked first, and a signal ends them in an orderly way."""
