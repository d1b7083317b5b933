"""Templates compiled once and filled many times: DOCX, PDF, plain text, forms."""
