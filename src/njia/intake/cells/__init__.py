"""Cells out of files: what a hostile file can reach, run in a child process with hard limits.

Nothing in here but `supervisor` is imported by the rest of Njia, and nothing in here but `supervisor`
imports it: the child starts in a few hundredths of a second.
"""
