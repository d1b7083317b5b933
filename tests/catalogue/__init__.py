"""Tests of the catalogue and of the shipped document descriptions."""
