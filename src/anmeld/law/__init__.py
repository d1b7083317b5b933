"""The law as dated data: values with references, deadlines, provisions, clinics."""
