"""The subcommands of `support-server`, one module each; `base.Command` is what a module offers, `cli.COMMANDS` the table."""
