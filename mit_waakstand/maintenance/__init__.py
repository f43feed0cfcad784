"""Alleen lezen (onderhoud): everybody reads, nobody writes, and every term goes on."""
