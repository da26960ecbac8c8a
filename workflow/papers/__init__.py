"""What ``manage.py documents`` does with papers and templates: one module per subcommand.

A module says ``NAME`` and ``HELP``, takes its arguments in ``add_arguments(parser)`` and does its
work in ``run(options, say)``; it returns nothing and raises ``CommandError`` where it fails.
"""
