"""Help for those who write documents: templates checked, shown as text, copied."""
