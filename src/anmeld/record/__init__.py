"""The record: what is known of one case, in the words that every document uses."""
