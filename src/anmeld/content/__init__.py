"""What each document may say: built from its `may_see` alone, and proved afterwards."""
