"""Durable jobs: every accepted document is a row that outlives the process, with a lease while it is worked on.

Why our own: looked at were procrastinate, pgqueuer, chancy and oban-py (PostgreSQL only), huey and persist-queue (no
lease with a heartbeat on both databases), saq (Redis), and DBOS (both databases, but a crashed process's work is only
taken over by its own restart or by a paid conductor). What is needed is one table and five statements.
"""
