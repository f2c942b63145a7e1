"""The portal: rules, store and pages. Imports nothing, so that bot and actions use the core without Flask."""
