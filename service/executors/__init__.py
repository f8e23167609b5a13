"""Who does the work of a bulk run: processes of this machine, or a Ray cluster."""
