"""Where results of a bulk run go. The sinks do not know each other."""
