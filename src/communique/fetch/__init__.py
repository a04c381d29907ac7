"""Fetching the pages that feeds and lists name into a WARC file: politely, only what is new, never from inside."""
