"""Sheets as sources of records: CSV and XLSX, and the workbook to fill in."""

from __future__ import annotations

CSV_SUFFIXES = (".csv", ".tsv")
XLSX_SUFFIXES = (".xlsx", ".xlsm")
SHEET_SUFFIXES = (*CSV_SUFFIXES, *XLSX_SUFFIXES)
