"""The way from "I'm interested" to "welcome to the team".

Will own applications with their timeline, trials and offers. An empty room as yet; it
stands here so that the floors are checked from the beginning.
"""
