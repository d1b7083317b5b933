"""Danish forms of days, moments, numbers and identifiers: one table for every renderer."""
