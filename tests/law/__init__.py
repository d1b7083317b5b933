"""Tests of the law data and of what is worked out from it."""
