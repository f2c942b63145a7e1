"""Putright's portal: the rules, the store, the pages. Imports nothing, so that the bot and its actions can use the core without Flask."""
