"""Tests of the plan, all through its public door."""
